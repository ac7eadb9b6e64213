import { type Book, type Citation, emptyCitation } from '../domain/citation.ts';
import { abstractSections, otherAbstracts } from './abstracts.ts';
import { titlesOf } from './articles.ts';
import { investigatorList, peopleOf } from './authors.ts';
import { calendarDate, historyDateOf, historyDates, publicationDate } from './dates.ts';
import { publicationIds } from './identifiers.ts';
import { grants, keywords } from './indexing.ts';
import { inlineText, textOf, textsOf } from './inlineText.ts';
import { pagesOf } from './journals.ts';
import { pmidOf } from './pmids.ts';
import { references } from './relations.ts';
import { attributeOf, elementsNamed, inside, insideEach, type XmlNodes } from './xml/xmlTree.ts';

/** A book or a chapter: BookDocument, and PubmedBookData where the record has it. The title may be the book's alone. */
export function bookCitation(document: XmlNodes, data: XmlNodes): Citation {
  const book = inside(document, 'Book');
  const own = peopleOf(document);
  const wider = peopleOf(book);
  const abstract = inside(document, 'Abstract');
  return {
    ...emptyCitation(),
    ...pmidOf(document),
    ...publicationIds({ idLists: [document, data], locations: [document, book], others: document }),
    ...bookTitles(document, book),
    abstract: abstractSections(abstract),
    abstractCopyright: textOf(abstract, 'CopyrightInformation'),
    otherAbstracts: otherAbstracts(document),
    authors: own.authors.length > 0 ? own.authors : wider.authors,
    authorsComplete: own.complete && wider.complete,
    editors: [...own.editors, ...wider.editors],
    investigators: investigatorList(document),
    book: bookOf(document, book),
    published: publicationDate(inside(book, 'PubDate')),
    volume: textOf(book, 'Volume'),
    pages: pagesOf(inside(document, 'Pagination')),
    languages: textsOf(document, 'Language'),
    publicationTypes: textsOf(document, 'PublicationType'),
    publicationStatus: textOf(data, 'PublicationStatus'),
    ...keywords(document),
    grants: grants(document),
    references: references(document),
    history: [
      ...historyDates(inside(data, 'History')),
      ...historyDateOf(document, 'ContributionDate', 'contribution'),
      ...historyDateOf(book, 'BeginningDate', 'beginning'),
      ...historyDateOf(book, 'EndingDate', 'ending'),
    ],
    dateRevised: calendarDate(inside(document, 'DateRevised')),
  };
}

function bookTitles(document: XmlNodes, book: XmlNodes): ReturnType<typeof titlesOf> {
  const titles = titlesOf(document);
  if (titles.title) return titles;
  const { text, html } = inlineText(inside(book, 'BookTitle'));
  return { ...titles, title: text, ...(html === undefined ? {} : { titleHtml: html }) };
}

function bookOf(document: XmlNodes, book: XmlNodes): Book {
  const publisher = inside(book, 'Publisher');
  const title = inlineText(inside(book, 'BookTitle'));
  return {
    title: title.text || null,
    ...(title.html === undefined ? {} : { titleHtml: title.html }),
    collectionTitle: textOf(book, 'CollectionTitle'),
    publisher: textOf(publisher, 'PublisherName'),
    publisherLocation: textOf(publisher, 'PublisherLocation'),
    edition: textOf(book, 'Edition'),
    medium: textOf(book, 'Medium'),
    isbns: textsOf(book, 'Isbn'),
    sections: sectionTitles(inside(document, 'Sections')),
    ...rareFacts(document, book),
  };
}

function rareFacts(document: XmlNodes, book: XmlNodes): Partial<Book> {
  const volumeTitle = textOf(book, 'VolumeTitle');
  const reportNumber = textOf(book, 'ReportNumber');
  const locationLabel = textOf(document, 'LocationLabel');
  const itemLists = elementsNamed(document, 'ItemList').map((list) => ({
    type: attributeOf(list, 'ListType'),
    items: textsOf(list.children, 'Item'),
  }));
  return {
    ...(volumeTitle === null ? {} : { volumeTitle }),
    ...(reportNumber === null ? {} : { reportNumber }),
    ...(locationLabel === null ? {} : { locationLabel }),
    ...(itemLists.length === 0 ? {} : { itemLists }),
  };
}

/** Titles of the sections and the sections inside them, in reading order. */
function sectionTitles(nodes: XmlNodes): string[] {
  return insideEach(nodes, 'Section').flatMap((section) => [
    ...textsOf(section, 'SectionTitle'),
    ...sectionTitles(section),
  ]);
}
