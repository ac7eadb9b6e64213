/**
 * A reading of PubMed XML by plain means (regular expressions over the text), to hold the parser against.
 * It shares no code with it.
 */
export interface PlainRecord {
  pmid: string;
  title: string;
  abstract: string;
  otherAbstracts: number;
  authors: number;
  doi: string | null;
  pmc: string | null;
  mesh: string[];
  majorTopics: number;
  chemicals: number;
  keywords: number;
  languages: string[];
  publicationTypes: string[];
  relations: string[];
  references: number;
  referencePmids: number;
  volume: string | null;
  issue: string | null;
  pages: string | null;
  journal: string | null;
  year: number | null;
  history: number;
  grants: number;
  /** Status, owner, indexing method, publication model and cited medium, as the attributes have them. */
  medline: (string | null)[];
  created: number | null;
  keywordOwners: string[];
  majorKeywords: number;
  equalContributors: number;
  /** How many identifiers of people and institutions there are that are no ORCID iD. */
  identifiers: number;
  copyrights: number;
  referencePmcs: number;
  places: number;
  hasMath: boolean;
}

/** Every article of the text, books apart. */
export function plainRecords(text: string): PlainRecord[] {
  return articlesIn(withoutComments(text)).map(readPlain);
}

export function withoutComments(text: string): string {
  return text.replace(/<!--[\s\S]*?-->/g, '');
}

function articlesIn(text: string): string[] {
  const name =
    text.includes('<PubmedArticle>') || text.includes('<PubmedArticle ') ? 'PubmedArticle' : 'MedlineCitation';
  return all(text, new RegExp(`(<${name}(?:\\s[^>]*)?>[\\s\\S]*?</${name}>)`, 'g'));
}

function readPlain(record: string): PlainRecord {
  const [medline = '', pubmed = ''] = record.split('<PubmedData>');
  const references = /<ReferenceList[\s\S]*<\/ReferenceList>/.exec(pubmed)?.[0] ?? '';
  const own = pubmed.replace(references, '');
  const article = /<Article\b[^>]*>([\s\S]*)<\/Article>/.exec(medline)?.[1] ?? '';
  const abstract = /<Abstract>([\s\S]*?)<\/Abstract>/.exec(article)?.[1] ?? '';
  const authorList = all(article, /<AuthorList\b[^>]*>([\s\S]*?)<\/AuthorList>/g).join('');
  const issue = /<JournalIssue\b[^>]*>([\s\S]*?)<\/JournalIssue>/.exec(article)?.[1] ?? '';
  const pubDate = /<PubDate>([\s\S]*?)<\/PubDate>/.exec(issue)?.[1] ?? '';
  const descriptors = all(medline, /(<DescriptorName\b[^>]*>[\s\S]*?<\/DescriptorName>)/g);
  const year = /\d{4}/.exec(first(pubDate, 'Year') ?? first(pubDate, 'MedlineDate') ?? '')?.[0];
  const listed = /<ArticleId IdType="doi">([^<]+)</.exec(own)?.[1];
  const located = /<ELocationID\b(?=[^>]*EIdType="doi")(?![^>]*ValidYN="N")[^>]*>([^<]+)</.exec(article)?.[1];
  return {
    pmid: /<PMID\b[^>]*>\s*(\d+)/.exec(medline)?.[1] ?? '',
    title: first(article, 'ArticleTitle') ?? '',
    abstract: all(abstract, /<AbstractText\b(?:[^>"]|"[^"]*")*?(?:\/>|>([\s\S]*?)<\/AbstractText>)/g)
      .map(plain)
      .filter(Boolean)
      .join(' '),
    otherAbstracts: count(medline, /<OtherAbstract\b/g),
    authors: count(authorList, /<Author\b/g) - count(authorList, /<Author\b[^>]*ValidYN="N"/g),
    doi: plain(listed ?? located ?? '').toLowerCase() || null,
    pmc: /<ArticleId IdType="pmc">\s*(PMC\d+)/.exec(own)?.[1] ?? null,
    mesh: descriptors.map(plain),
    majorTopics: descriptors.filter((descriptor) => /MajorTopicYN="Y"/.test(descriptor)).length,
    chemicals: count(medline, /<NameOfSubstance\b/g),
    keywords: all(medline, /<Keyword\b[^>]*>([\s\S]*?)<\/Keyword>/g).filter((text) => plain(text) !== '').length,
    languages: all(article, /<Language>([\s\S]*?)<\/Language>/g).map(plain),
    publicationTypes: all(article, /<PublicationType\b[^>]*>([\s\S]*?)<\/PublicationType>/g).map(plain),
    relations: all(medline, /<CommentsCorrections\s[^>]*RefType="(\w+)"/g),
    references: count(references, /<Reference>/g),
    referencePmids: all(references, /<Reference>([\s\S]*?)<\/Reference>/g).filter((reference) =>
      /<ArticleId IdType="pubmed">\s*[1-9]\d*\s*</.test(reference),
    ).length,
    volume: first(issue, 'Volume'),
    issue: first(issue, 'Issue'),
    pages: first(article, 'MedlinePgn'),
    journal: first(/<Journal>([\s\S]*?)<\/Journal>/.exec(article)?.[1] ?? '', 'Title'),
    year: year === undefined ? null : Number(year),
    history: count(own, /<PubMedPubDate\b/g),
    grants: count(article, /<Grant>/g),
    medline: ['Status', 'Owner', 'IndexingMethod', 'PubModel', 'CitedMedium'].map((name) => {
      const attribute = new RegExp(`<(?:MedlineCitation|Article|JournalIssue)\\b[^>]*\\s${name}="([^"]*)"`);
      return attribute.exec(record)?.[1] ?? null;
    }),
    created: Number(/<DateCreated>\s*<Year>(\d+)/.exec(medline)?.[1] ?? 0) || null,
    keywordOwners: lists(medline, 'KeywordList').flatMap(([list, owner]) =>
      Array(count(list, /<Keyword\b/g)).fill(owner),
    ),
    majorKeywords: count(medline, /<Keyword\b[^>]*MajorTopicYN="Y"/g),
    equalContributors: count(authorList, /<Author\b[^>]*EqualContrib="Y"/g),
    identifiers: count(authorList, /<Identifier Source="(?!ORCID")[^"]+"/g),
    copyrights: all(medline, /<OtherAbstract\b[^>]*>([\s\S]*?)<\/OtherAbstract>/g).filter((other) =>
      other.includes('<CopyrightInformation>'),
    ).length,
    referencePmcs: all(references, /<Reference>([\s\S]*?)<\/Reference>/g).filter((reference) =>
      /<ArticleId IdType="pmc">\s*(?:PMC)?\d/.test(reference),
    ).length,
    places: count(medline, /<DescriptorName\b[^>]*Type="Geographic"/g),
    hasMath: /<(?:mml:)?math\b/.test(article),
  };
}

/** Each list of that name, with its owner. */
function lists(text: string, name: string): [list: string, owner: string][] {
  const pattern = new RegExp(`<${name}\\b(?:[^>]*Owner="([^"]*)")?[^>]*>([\\s\\S]*?)</${name}>`, 'g');
  return [...text.matchAll(pattern)].map(([, owner = '', list = '']) => [list, owner]);
}

function first(text: string, element: string): string | null {
  const content = new RegExp(`<${element}(?:\\s[^>]*)?>([\\s\\S]*?)</${element}>`).exec(text)?.[1];
  return content === undefined ? null : plain(content) || null;
}

function all(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1] ?? '');
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** Tags dropped, references decoded, white space folded. */
export function plain(content: string): string {
  return content
    .replace(/<[^>]*>/g, '')
    .replace(/&#x([0-9a-f]+);/gi, (_whole, hex) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replace(/&#(\d+);/g, (_whole, decimal) => String.fromCodePoint(Number(decimal)))
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();
}
