/** One record of the fake PubMed. Days as YYYY/MM/DD. */
export interface FakeRecord {
  pmid: number;
  words: readonly string[];
  entered: string;
  changed: string;
  published: string;
  version?: number;
  isBook?: boolean;
  /** The record's own element, where a test wants something particular. */
  xml?: string;
}

/**
 * A corpus of the shape that breaks clients: more than 25,000 records, more than 9,999 of them entered on one
 * day (a bulk load), so that neither one search nor a search by day can list them all. Words: every record has
 * "disc", every tenth "resorption", every hundredth "rare".
 */
export function largeCorpus(size = 26_000): FakeRecord[] {
  return Array.from({ length: size }, (_, index) => ({
    pmid: 30_000_000 + index * 37,
    words: ['disc', ...(index % 10 === 0 ? ['resorption'] : []), ...(index % 100 === 0 ? ['rare'] : [])],
    entered: index < 12_000 ? '2024/03/01' : `2024/${twoDigits(4 + (index % 8))}/${twoDigits(1 + (index % 28))}`,
    changed: index % 50 === 0 ? '2025/06/15' : '2024/12/01',
    published: '2024/03/01',
  }));
}

/** A few records with the ids given, for tests that are not about size. */
export function smallCorpus(pmids: readonly number[]): FakeRecord[] {
  return pmids.map((pmid) => ({
    pmid,
    words: ['disc'],
    entered: '2024/03/01',
    changed: '2024/04/01',
    published: '2024/03/01',
  }));
}

/** The record as efetch gives it: every character beyond ASCII as a numeric reference, as NCBI writes them. */
export function recordXml(record: FakeRecord): string {
  if (record.xml !== undefined) return record.xml;
  const pmid = `<PMID Version="${record.version ?? 1}">${record.pmid}</PMID>`;
  const [year, month, day] = record.published.split('/');
  const date = `<PubDate><Year>${year}</Year><Month>${month}</Month><Day>${day}</Day></PubDate>`;
  const author = '<Author ValidYN="Y"><LastName>M&#xfc;ller</LastName><ForeName>J&#xe9;r&#xf4;me</ForeName></Author>';
  const abstract = `<Abstract><AbstractText>Record ${record.pmid}: 5&#xb1;2&#x2009;mm, p&lt;0.05.</AbstractText></Abstract>`;
  const title = `<ArticleTitle>Record ${record.pmid} on ${record.words.join(' ')} with H<sub>2</sub>O.</ArticleTitle>`;
  if (record.isBook) {
    return `<PubmedBookArticle><BookDocument>${pmid}<Book><BookTitle>Book ${record.pmid}</BookTitle>${date}</Book>${title}</BookDocument></PubmedBookArticle>`;
  }
  return (
    `<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM">${pmid}<Article PubModel="Print"><Journal><JournalIssue CitedMedium="Print">` +
    `${date}</JournalIssue><Title>Fake Spine</Title></Journal>${title}${abstract}<AuthorList CompleteYN="Y">${author}</AuthorList>` +
    '<Language>eng</Language></Article></MedlineCitation><PubmedData><ArticleIdList>' +
    `<ArticleId IdType="pubmed">${record.pmid}</ArticleId></ArticleIdList></PubmedData></PubmedArticle>`
  );
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
