import { z } from 'zod';

const text = z.string();
const maybe = text.nullable();
const markup = (of: string) =>
  text.optional().describe(`${of} as safe markup (only i b sup sub u); absent where it adds nothing.`);

const identifier = z.object({
  type: text.describe("The identifier's kind as its source names it."),
  value: text.describe('The identifier itself.'),
});

const section = z.object({
  label: maybe.describe('The label as printed; null in an unstructured abstract.'),
  nlmCategory: maybe.describe("NLM's category: BACKGROUND, OBJECTIVE, METHODS, RESULTS, CONCLUSIONS or UNASSIGNED."),
  text: text.describe('The text of the section.'),
  html: markup('The text of the section'),
});

const author = z.object({
  lastName: maybe.describe('Family name; a whole name where its parts are not known.'),
  foreName: maybe.describe('Given names, or initials with spaces where only these are known.'),
  initials: maybe.describe('Initials without spaces or stops.'),
  suffix: maybe.describe('Jr, 3rd, ...'),
  collectiveName: maybe.describe('The name of a group; then the personal names are null.'),
  orcid: maybe.describe('ORCID iD as 0000-0000-0000-000X.'),
  affiliations: z.array(text).describe('Addresses as the source gives them.'),
  affiliationIds: z
    .array(identifier.extend({ affiliation: z.int().describe('Place of its affiliation in `affiliations`, from 0.') }))
    .optional()
    .describe('Identifiers of institutions (ROR, GRID, ISNI); absent where there are none.'),
  identifiers: z.array(identifier).optional().describe('Identifiers other than ORCID; absent where there are none.'),
  equalContribution: z
    .boolean()
    .optional()
    .describe('True for those who contributed equally with another one; absent where nothing is said.'),
});

const dateParts = {
  year: z.int().describe('Year.'),
  month: z.int().nullable().describe('Month, 1 to 12.'),
  day: z.int().nullable().describe('Day of the month.'),
};
const calendarDate = z.object(dateParts);

/** The documented shape of one line of a JSON Lines export; `db/export.schema.json` is generated from it. */
export const exportSchema = z
  .object({
    pmid: maybe.describe('PubMed id, digits.'),
    version: z.int().describe('Version of the PMID; 1 unless PubMed says otherwise.'),
    title: text.describe('Title, plain text.'),
    titleHtml: markup('The title'),
    vernacularTitle: maybe.describe('Title in the language of the publication.'),
    vernacularTitleHtml: markup('The vernacular title'),
    abstract: z.array(section).describe('The main abstract by sections; one section without label if unstructured.'),
    abstractCopyright: maybe.describe('Copyright statement of the abstract.'),
    otherAbstracts: z
      .array(
        z.object({
          language: text.describe('ISO 639-2 code as MEDLINE uses it (eng, chi, ...).'),
          type: maybe.describe('Publisher, plain-language-summary, ...'),
          sections: z.array(section).describe('The abstract by sections.'),
          copyright: text.optional().describe('Its copyright statement; absent where there is none.'),
        }),
      )
      .describe('Abstracts beside the main one, in other languages or for other readers.'),
    authors: z.array(author).describe('Authors in order.'),
    authorsComplete: z.boolean().describe('False where the source says that its list is cut ("et al.").'),
    editors: z.array(author).describe('Editors in order.'),
    investigators: z.array(author).describe('Investigators and collaborators who are not authors.'),
    journal: z
      .object({
        title: maybe.describe('Full title.'),
        isoAbbreviation: maybe.describe('ISO abbreviation of the title.'),
        issn: maybe.describe('ISSN of the issue as cited, NNNN-NNNX.'),
        issns: z.array(identifier).describe('Every ISSN known, with its kind (Print, Electronic, Linking, ISSN).'),
        nlmId: maybe.describe("NLM's id of the journal."),
        medlineTa: maybe.describe("MEDLINE's abbreviation of the title."),
        country: maybe.describe('Country of publication.'),
      })
      .nullable()
      .describe('The journal of an article; null for what is in none.'),
    book: z
      .object({
        title: maybe.describe('Title of the book or proceedings.'),
        titleHtml: markup('The title of the book'),
        collectionTitle: maybe.describe('Title of the series or collection.'),
        publisher: maybe.describe("Publisher's name."),
        publisherLocation: maybe.describe('Place of publication.'),
        edition: maybe.describe('Edition.'),
        medium: maybe.describe('Internet, Print, ...'),
        isbns: z.array(text).describe('ISBNs as written.'),
        sections: z.array(text).describe('Titles of the sections or chapters cited.'),
        volumeTitle: text.optional().describe("The volume's own title; absent where it has none."),
        reportNumber: text.optional().describe("The report's number; absent where it has none."),
        locationLabel: text.optional().describe('Where in the book a chapter stands; absent where nothing is said.'),
        itemLists: z
          .array(
            z.object({
              type: maybe.describe('What is listed: Synonyms, ...'),
              items: z.array(text).describe('The items.'),
            }),
          )
          .optional()
          .describe('Lists beside the text; absent where there are none.'),
      })
      .nullable()
      .describe('The book of a chapter, or the book itself; null for what is in none.'),
    published: z
      .object({
        year: z.int().nullable().describe('Year; derived where the date is told in words only.'),
        month: z.int().nullable().describe('Month, 1 to 12.'),
        day: z.int().nullable().describe('Day of the month.'),
        season: maybe.describe('Spring, Summer, Autumn, Fall or Winter.'),
        medlineDate: maybe.describe('The date as text where it is more than year, month and day.'),
      })
      .describe('Date of publication of the issue.'),
    electronicDate: calendarDate.nullable().describe('Date of electronic publication.'),
    volume: maybe.describe('Volume, as text.'),
    issue: maybe.describe('Issue, as text.'),
    pages: maybe.describe('Pages or article number, as the source writes them.'),
    doi: maybe.describe('DOI in lower case, without resolver.'),
    pmc: maybe.describe('PubMed Central id with its prefix.'),
    pii: maybe.describe("Publisher's item identifier."),
    otherIds: z.array(identifier).describe('Every other identifier, with its kind.'),
    publicationTypes: z.array(text).describe("Types of publication in the source's words."),
    publicationStatus: maybe.describe("PubMed's status: ppublish, epublish, aheadofprint."),
    mesh: z
      .array(
        z.object({
          descriptor: text.describe('Name of the MeSH descriptor.'),
          ui: maybe.describe('Its unique id.'),
          type: text.optional().describe('Geographic for places; absent elsewhere.'),
          majorTopic: z.boolean().describe('True for a main topic.'),
          qualifiers: z
            .array(
              z.object({
                name: text.describe('Name of the qualifier.'),
                ui: maybe.describe('Its unique id.'),
                majorTopic: z.boolean().describe('True for a main topic.'),
              }),
            )
            .describe('Subheadings.'),
        }),
      )
      .describe('MeSH headings.'),
    supplementaryMesh: z
      .array(
        z.object({
          name: text.describe('Name of the concept.'),
          ui: maybe.describe('Its unique id.'),
          type: maybe.describe('Disease, Protocol, Organism, ...'),
        }),
      )
      .describe('Supplementary MeSH concepts.'),
    chemicals: z
      .array(
        z.object({
          name: text.describe('Name of the substance.'),
          ui: maybe.describe('Its unique id.'),
          registryNumber: maybe.describe('CAS, EC or UNII number; 0 where none is assigned.'),
        }),
      )
      .describe('Substances.'),
    keywords: z.array(text).describe("Authors' and owners' keywords."),
    keywordTerms: z
      .array(
        z.object({
          text: text.describe('The keyword.'),
          html: markup('The keyword'),
          majorTopic: z.boolean().describe('True for a main topic.'),
          owner: maybe.describe("Whose keyword it is: NOTNLM (the authors'), NLM, NASA, ..."),
        }),
      )
      .optional()
      .describe('The same keywords with what PubMed says of each; absent where nothing is said.'),
    geneSymbols: z.array(text).describe('Gene symbols.'),
    personalNameSubjects: z.array(author).describe('People whom the publication is about.'),
    citationSubsets: z.array(text).describe("NLM's subsets of journals."),
    languages: z.array(text).describe('Languages as MEDLINE codes (eng, chi, ...).'),
    grants: z
      .array(
        z.object({
          id: maybe.describe('Number of the grant.'),
          acronym: maybe.describe("Two-letter code of the funder's institute."),
          agency: maybe.describe('Funder.'),
          country: maybe.describe('Country of the funder.'),
        }),
      )
      .describe('Grants.'),
    dataBanks: z
      .array(
        z.object({
          name: text.describe('Name of the data bank or trial register.'),
          accessionNumbers: z.array(text).describe('Numbers in it.'),
        }),
      )
      .describe('Entries in data banks and trial registers.'),
    relations: z
      .array(
        z.object({
          type: text.describe("PubMed's RefType: RetractionIn, ErratumIn, CommentOn, UpdateOf, ..."),
          pmid: maybe.describe('PMID of the other publication.'),
          citation: text.describe('The other publication as cited.'),
          note: maybe.describe('Remark.'),
        }),
      )
      .describe('Comments and corrections: retractions, errata, expressions of concern, updates.'),
    references: z
      .array(
        z.object({
          citation: text.describe('The reference as printed.'),
          citationHtml: markup('The reference'),
          pmid: maybe.describe('Its PMID.'),
          doi: maybe.describe('Its DOI.'),
          pmc: text.optional().describe('Its PubMed Central id; absent where it has none.'),
        }),
      )
      .describe('Reference list.'),
    history: z
      .array(
        z.object({
          ...dateParts,
          status: text.describe('received, accepted, pubmed, medline, entrez, ...'),
          hour: z.int().nullable().describe('Hour, 0 to 23.'),
          minute: z.int().nullable().describe('Minute.'),
        }),
      )
      .describe('Dates in the life of the publication and its record.'),
    dateCompleted: calendarDate.nullable().describe('When NLM completed the record.'),
    dateRevised: calendarDate.nullable().describe('When NLM last revised the record.'),
    coiStatement: maybe.describe('Statement on conflicts of interest.'),
    coiStatementHtml: markup('The statement'),
    generalNotes: z.array(text).describe('Notes.'),
    numberOfReferences: maybe.describe('Number of references, as text.'),
    spaceFlightMissions: z.array(text).describe('Space flight missions.'),
    medline: z
      .object({
        status: maybe.describe('How far the record has come: MEDLINE, PubMed-not-MEDLINE, In-Process, Publisher, ...'),
        owner: maybe.describe('Who made the record: NLM, NASA, ...'),
        indexingMethod: maybe.describe('Automated or Curated; null where people indexed it, or nobody has yet.'),
        publicationModel: maybe.describe('How the article came out: Print, Electronic, Print-Electronic, ...'),
        citedMedium: maybe.describe("Form of the journal's issue that is cited: Print or Internet."),
        versionId: maybe.describe("The publisher's name of the version."),
        versionDate: maybe.describe("The publisher's date of the version."),
        dateCreated: calendarDate.nullable().describe('When NLM made the record.'),
        grantsComplete: z.boolean().describe('False where PubMed says that its list of grants is cut.'),
        dataBanksComplete: z.boolean().describe('False where PubMed says that its list of data banks is cut.'),
      })
      .optional()
      .describe('How NLM handles the record; absent where the source does not say.'),
    sources: z
      .array(
        z.object({
          source: text.describe('Name of the source.'),
          id: maybe.describe("The record's id there."),
          runId: z.int().nullable().describe('Number of the search run that brought it.'),
          retrievedAt: maybe.describe('When it was retrieved, ISO time in UTC.'),
        }),
      )
      .describe('Every source that gave this record.'),
  })
  .describe('One record of a JSON Lines export. Text is plain; absent facts are null, absent lists empty.');

export type ExportObject = z.infer<typeof exportSchema>;

/** The shape as a JSON Schema (draft 2020-12), as `db/export.schema.json` holds it. */
export function exportJsonSchema(): object {
  return z.toJSONSchema(exportSchema);
}
