/** Deeper than any MathML in PubMed (below 40) and shallow enough for recursion. */
const deepestNesting = 256;

const tagName = /[A-Za-z_:\u0080-\uffff][\w:.\-\u0080-\uffff]*/y;
const attributes = /(?:\s+[A-Za-z_:][\w:.-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*\/?>/y;
const reference = /&(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\dA-Fa-f]{1,6});/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters XML 1.0 forbids.
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

/** Stands for one run of text in the markup. XML forbids it, so no text can hold it. */
export const textMark = '\u0001';

/** Well-formed XML taken apart: its markup with a mark for every run of text, and those texts in order, undecoded. */
export interface SeparatedXml {
  markup: string;
  texts: string[];
}

/** Elements that hold only elements: the white space in them is layout, and there is as much of it as of text. */
const containers = new Set(
  `PubmedArticleSet PubmedArticle MedlineCitation Article Journal JournalIssue PubDate Pagination Abstract AuthorList Author
   AffiliationInfo PublicationTypeList ArticleDate DateCompleted DateRevised MedlineJournalInfo ChemicalList Chemical
   MeshHeadingList MeshHeading CommentsCorrectionsList CommentsCorrections GrantList Grant KeywordList PubmedData History
   PubMedPubDate ArticleIdList ReferenceList Reference`.split(/\s+/),
);

/**
 * Takes one record apart, holding it to the rules of well-formed XML that damage breaks: tags in balance,
 * attributes quoted, only XML's own entities and valid character references, no control characters.
 * fast-xml-parser reads mismatched and cut input without a word, and its own validator doubles the cost of a parse.
 *
 * @throws {Error} naming the first fault.
 */
export function separateText(xml: string): SeparatedXml {
  const control = forbidden.exec(xml);
  if (control) throw new Error(`it holds the control character U+${codeOf(control[0])}, which XML forbids`);
  assertReferences(xml);
  const texts: string[] = [];
  const open: string[] = [];
  let markup = '';
  let sawRoot = false;
  let end = 0;
  for (let at = xml.indexOf('<'); at !== -1; at = xml.indexOf('<', end)) {
    const depth = open.length;
    if (sawRoot && depth === 0 && xml.charCodeAt(at + 1) !== 33) throw new Error('it has a second root element');
    sawRoot = true;
    if (at > end && depth > 0 && !isLayout(xml, end, at, open[depth - 1] as string)) {
      texts.push(xml.slice(end, at));
      markup += textMark;
    }
    const next = xml.charCodeAt(at + 1);
    if (next === 47) end = closeTag(xml, at, open);
    else if (next === 33 || next === 63) end = endOfSpecial(xml, at);
    else end = openTag(xml, at, open);
    markup += xml.slice(at, end);
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined) throw new Error(`the element <${unclosed}> never ends`);
  return { markup, texts };
}

function isLayout(xml: string, start: number, end: number, parent: string): boolean {
  let at = start;
  while (at < end && xml.charCodeAt(at) <= 32) at++;
  return at === end && containers.has(parent);
}

function openTag(xml: string, at: number, open: string[]): number {
  tagName.lastIndex = at + 1;
  if (!tagName.test(xml)) throw new Error(`a "<" is not the start of a tag ("${excerpt(xml, at)}")`);
  const nameEnd = tagName.lastIndex;
  let end = nameEnd;
  if (xml.charCodeAt(end) !== 62) {
    attributes.lastIndex = end;
    if (!attributes.test(xml)) throw new Error(`the tag "${excerpt(xml, at)}" is not well-formed`);
    end = attributes.lastIndex - 1;
    if (xml.charCodeAt(end - 1) === 47) return end + 1;
  }
  open.push(xml.slice(at + 1, nameEnd));
  if (open.length > deepestNesting) throw new Error(`its elements are nested deeper than ${deepestNesting} levels`);
  return end + 1;
}

function closeTag(xml: string, at: number, open: string[]): number {
  const name = open.pop();
  if (name === undefined) throw new Error(`"${excerpt(xml, at)}" closes an element that was never opened`);
  let end = at + 2 + name.length;
  if (!xml.startsWith(name, at + 2)) throw new Error(`<${name}> is closed by "${excerpt(xml, at)}"`);
  while (xml.charCodeAt(end) <= 32) end++;
  if (xml.charCodeAt(end) !== 62) throw new Error(`<${name}> is closed by "${excerpt(xml, at)}"`);
  return end + 1;
}

function endOfSpecial(xml: string, at: number): number {
  const terminator = terminatorOf(xml, at);
  const end = terminator === null ? -1 : xml.indexOf(terminator, at + 2);
  if (end === -1) throw new Error(`"${excerpt(xml, at)}" is not well-formed or never ends`);
  return end + (terminator?.length ?? 0);
}

function terminatorOf(xml: string, at: number): string | null {
  if (xml.startsWith('<!--', at)) return '-->';
  if (xml.startsWith('<![CDATA[', at)) return ']]>';
  return xml.startsWith('<?', at) ? '?>' : null;
}

function assertReferences(xml: string): void {
  let at = xml.indexOf('&');
  if (at === -1) return;
  // In CDATA and comments an ampersand is only itself; they are rare enough to be cut out first.
  const text = xml.includes('<!') ? xml.replace(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>/g, '') : xml;
  for (at = text.indexOf('&'); at !== -1; at = text.indexOf('&', at + 1)) {
    reference.lastIndex = at;
    if (!reference.test(text)) {
      throw new Error(`"${excerpt(text, at)}" is not a reference XML knows (entities are never resolved)`);
    }
  }
}

/** The tag or reference that begins here, as far as a message needs it. */
function excerpt(xml: string, at: number): string {
  const start = xml.slice(at, at + 60).replace(/\s+/g, ' ');
  return /^.[^<>;]*[>;]?/.exec(start)?.[0] ?? start;
}

function codeOf(character: string): string {
  return character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
}
