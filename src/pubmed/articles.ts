import type { Citation } from '../domain/citation.ts';
import { abstractSections, otherAbstracts } from './abstracts.ts';
import { investigatorList, peopleOf, subjectsOf, withArticleAffiliation } from './authors.ts';
import { calendarDate, historyDates, publicationDate } from './dates.ts';
import { publicationIds } from './identifiers.ts';
import { chemicals, dataBanks, grants, keywords, meshHeadings, supplementaryMesh } from './indexing.ts';
import { inlineText, textOf, textsOf } from './inlineText.ts';
import { journalOf, pagesOf } from './journals.ts';
import { medlineFacts } from './medlineFacts.ts';
import { pmidOf } from './pmids.ts';
import { references, relations } from './relations.ts';
import { attributeOf, elementsNamed, inside, type XmlNode, type XmlNodes } from './xml/xmlTree.ts';

/** A journal article: MedlineCitation, and what is in PubmedData where the record has it (files up to 2016 may not). */
export function articleCitation(record: XmlNode | undefined, pubmed: XmlNodes): Citation {
  const medline = record?.children ?? [];
  const article = inside(medline, 'Article');
  const journal = inside(article, 'Journal');
  const issue = inside(journal, 'JournalIssue');
  const abstract = inside(article, 'Abstract');
  const people = peopleOf(article);
  const { pmid, version } = pmidOf(medline);
  const { doi, pmc, pii, otherIds } = publicationIds({ idLists: [pubmed], locations: [article], others: medline });
  const { title, titleHtml, vernacularTitle, vernacularTitleHtml } = titlesOf(article);
  return {
    pmid,
    version,
    doi,
    pmc,
    pii,
    otherIds,
    title,
    ...(titleHtml === undefined ? {} : { titleHtml }),
    vernacularTitle,
    ...(vernacularTitleHtml === undefined ? {} : { vernacularTitleHtml }),
    abstract: abstractSections(abstract),
    abstractCopyright: textOf(abstract, 'CopyrightInformation'),
    otherAbstracts: otherAbstracts(medline),
    authors: withArticleAffiliation(people.authors, article),
    authorsComplete: people.complete,
    editors: people.editors,
    investigators: investigatorList(medline),
    journal: journalOf(journal, inside(medline, 'MedlineJournalInfo')),
    book: null,
    published: publicationDate(inside(issue, 'PubDate')),
    electronicDate: electronicDateOf(article),
    volume: textOf(issue, 'Volume'),
    issue: textOf(issue, 'Issue'),
    pages: pagesOf(inside(article, 'Pagination')),
    languages: textsOf(article, 'Language'),
    publicationTypes: textsOf(inside(article, 'PublicationTypeList'), 'PublicationType'),
    publicationStatus: textOf(pubmed, 'PublicationStatus'),
    mesh: meshHeadings(medline),
    supplementaryMesh: supplementaryMesh(medline),
    chemicals: chemicals(medline),
    ...keywords(medline),
    geneSymbols: textsOf(inside(medline, 'GeneSymbolList'), 'GeneSymbol'),
    personalNameSubjects: subjectsOf(inside(medline, 'PersonalNameSubjectList')),
    citationSubsets: textsOf(medline, 'CitationSubset'),
    grants: grants(article),
    dataBanks: dataBanks(article),
    relations: relations(medline),
    references: references(pubmed),
    history: historyDates(inside(pubmed, 'History')),
    dateCompleted: calendarDate(inside(medline, 'DateCompleted')),
    dateRevised: calendarDate(inside(medline, 'DateRevised')),
    ...conflicts(medline),
    generalNotes: textsOf(medline, 'GeneralNote'),
    numberOfReferences: textOf(medline, 'NumberOfReferences'),
    spaceFlightMissions: textsOf(medline, 'SpaceFlightMission'),
    medline: medlineFacts(record),
  };
}

type Titles = Pick<Citation, 'title' | 'titleHtml' | 'vernacularTitle' | 'vernacularTitleHtml'>;

/** ArticleTitle and VernacularTitle, each with its markup where it has some. */
export function titlesOf(nodes: XmlNodes): Titles {
  const title = inlineText(inside(nodes, 'ArticleTitle'));
  const vernacular = inlineText(inside(nodes, 'VernacularTitle'));
  return {
    title: title.text,
    ...(title.html === undefined ? {} : { titleHtml: title.html }),
    vernacularTitle: vernacular.text || null,
    ...(vernacular.html === undefined ? {} : { vernacularTitleHtml: vernacular.html }),
  };
}

function conflicts(medline: XmlNodes): Pick<Citation, 'coiStatement' | 'coiStatementHtml'> {
  const { text, html } = inlineText(inside(medline, 'CoiStatement'));
  return { coiStatement: text || null, ...(html === undefined ? {} : { coiStatementHtml: html }) };
}

function electronicDateOf(article: XmlNodes): Citation['electronicDate'] {
  const dates = elementsNamed(article, 'ArticleDate');
  const electronic = dates.find((node) => (attributeOf(node, 'DateType') ?? 'Electronic') === 'Electronic');
  return electronic ? calendarDate(electronic.children) : null;
}
