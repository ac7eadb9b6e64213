/** The name of an element or attribute. */
export interface XmlName {
  /** One and the same string for each name, so that comparing two names is comparing two addresses. */
  readonly text: string;
  /** Whether an element of this name holds only elements, so that the white space in it is layout. */
  readonly isContainer: boolean;
}

/** There is as much layout as text in PubMed's files; in an element that is not listed white space is text. */
const containers = new Set(
  `PubmedArticleSet PubmedArticle MedlineCitation Article Journal JournalIssue PubDate Pagination Abstract AuthorList Author
   AffiliationInfo PublicationTypeList ArticleDate DateCompleted DateRevised MedlineJournalInfo ChemicalList Chemical
   MeshHeadingList MeshHeading CommentsCorrectionsList CommentsCorrections GrantList Grant KeywordList PubmedData History
   PubMedPubDate ArticleIdList ReferenceList Reference`.split(/\s+/),
);

/**
 * Names met before, each in the place its letters lead to; a newcomer takes the place over. PubMed has some 250
 * names, and whatever names a file makes up, no more than these are ever kept.
 */
const places = 4096;
const met: (XmlName | undefined)[] = new Array(places).fill(undefined);

const startsName = 1;
const continuesName = 2;
const kinds = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  const character = String.fromCharCode(code);
  kinds[code] = /[A-Za-z_:]/.test(character)
    ? startsName | continuesName
    : /[\d.-]/.test(character)
      ? continuesName
      : 0;
}

/** The name that begins at this place; null if none does. Any letter beyond ASCII may be part of one. */
export function nameAt(xml: string, at: number): XmlName | null {
  const first = xml.charCodeAt(at);
  if (first < 128 && ((kinds[first] as number) & startsName) === 0) return null;
  let hash = first;
  let end = at + 1;
  for (; end < xml.length; end++) {
    const code = xml.charCodeAt(end);
    if (code < 128 && ((kinds[code] as number) & continuesName) === 0) break;
    hash = (hash * 31 + code) | 0;
  }
  const place = (hash ^ (hash >>> 12)) & (places - 1);
  const known = met[place];
  if (known !== undefined && known.text.length === end - at && xml.startsWith(known.text, at)) return known;
  // A property name is kept once by the engine, and stands on its own; a slice would hold on to the whole record.
  const text = Object.keys({ [xml.slice(at, end)]: 0 })[0] as string;
  const name = { text, isContainer: containers.has(text) };
  met[place] = name;
  return name;
}
