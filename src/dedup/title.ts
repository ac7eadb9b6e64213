import { intern } from './intern.ts';
import { foldNames, isHan, plainText, wordsIn } from './words.ts';

/** One wording of a title, ready to be compared. */
export interface TitleForm {
  /** The informative words run together: equal for wordings that differ in nothing a reader would notice. */
  compact: string;
  /** The informative words (each Chinese character is one), in order. */
  words: readonly string[];
  han: boolean;
}

export interface Title {
  /** The wording as given first, then translations found in brackets or given apart. None for an empty title. */
  forms: readonly TitleForm[];
  /** Whether the title says enough to tell one publication from another: false for "Editorial". */
  distinct: boolean;
}

const languages =
  'english|chinese|german|french|spanish|italian|japanese|russian|polish|portuguese|turkish|dutch|danish|swedish|' +
  'norwegian|finnish|czech|slovak|hungarian|romanian|korean|hebrew|croatian|serbian|bulgarian|ukrainian|greek|persian|arabic';

/**
 * What indexers add behind a title. Each is cut together with all that follows it, so the order does not matter
 * and nested brackets ("[Erratum appears in ... [added]]") need no parser.
 */
const tails = new RegExp(
  [
    '\\[\\s*(?:published )?(?:erratum|errata|corrected|correction|retracted|comment|see comment|reprint|republished|summary for)\\b.*',
    `\\[\\s*(?:article in )?(?:${languages})(?:[\\s,;/]+(?:and )?(?:${languages}|english summary|summary))*\\s*\\]?\\s*\\.?$`,
    '\\[\\s*(?:\\d+ refs?|abstracts?(?: (?:no|number)?\\W*[\\w-]+)?|review|letter|editorial|proceedings|meeting abstract|electronic resource)\\s*\\].*',
    "\\(author'?s?'? transl\\).*",
    '\\((?:multiple letters|letter|abstract|review)\\).*',
    '\\.\\.\\.\\s*\\p{L}[^.]{1,60}\\.?\\s(?:19|20)\\d\\d\\b.*[;:(]\\d.*',
  ].join('|'),
  'iu',
);

/** Trial registers append the language ("LA: Chi") and the original title ("TO: ..."), always in capitals. */
const originalTitle = /\s(?:TO:|<ORIGINAL>)\s*(.+)$/u;
const registerTail = /\s(?:TO:|LA:|<ORIGINAL>)\s.*$/u;
const heading = /^(?:retracted(?: article)?|withdrawn)\s*:\s*/iu;

const stopWords = new Set(
  'a an and the of in on for to by with from at as its their s und der die das et la le les de des du el los las del y e i o da do'.split(
    ' ',
  ),
);
const hanStopWords = new Set([...'的之与和及其在对']);

const numerals: Record<string, string> = {
  ii: '2',
  iii: '3',
  iv: '4',
  vi: '6',
  vii: '7',
  viii: '8',
  ix: '9',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  vs: 'versus',
};
const partWords = /^(?:part|phase|stage|type|grade|class|group|volume|study|trial|chapter|section)$/;
const loneNumerals: Record<string, string> = { i: '1', v: '5', x: '10', one: '1' };
const hanNumerals: Record<string, string> = { 一: '1', 二: '2', 三: '3', 四: '4', 上: '1', 下: '2', 中: '2' };

const serialTitle =
  /^(?:guest |invited |an? |the )*(?:editorial|editors?|introduction|preface|foreword|summary|letters?|book reviews?|comment|commentary|correspondence|in memoriam|obituary|announcements?|news|abstracts?|reply|response|authors? (?:reply|response)|discussion|conclusions?|index|contents|calendar|case reports?|remarks|message|from the|welcome|perspectives?|questions? and answers?|clinical trials?|gateways?|in brief|in this issue|issue information|conference|proceedings|program|poster|oral)\b/;
const editorWords = /\b(?:editorials?|editors?|in this issue|special issue)\b/;
const hanSerial = /编者按|卷首语|编后|点评|征稿|消息|会讯|简讯|目录|启事|通知|投稿须知|述评$|会议纪要/u;

/** Reads a title and its other wordings. */
export function readTitle(text: string, others: readonly string[]): Title {
  const wordings = [...wordingsOf(plainText(text)), ...others.flatMap((other) => wordingsOf(plainText(other)))];
  const forms: TitleForm[] = [];
  for (const wording of wordings) {
    const form = formOf(wording);
    if (form.words.length > 0 && !forms.some((known) => known.compact === form.compact)) forms.push(form);
  }
  const first = forms[0];
  return { forms, distinct: first !== undefined && isDistinct(foldNames(text), first) };
}

/** The wordings within one title: "[Translated title]", "Title [Translated title]", "Title <ORIGINAL> Titre". */
function wordingsOf(text: string): string[] {
  let rest = text
    .trim()
    .replace(/^["“'«]+|["”'»]+$/gu, '')
    .replace(heading, '');
  const found: string[] = [];
  const original = originalTitle.exec(rest)?.[1];
  if (original) found.push(original);
  rest = cutTails(rest.replace(registerTail, ''));
  const bracketed = /^\[(.*)\]\W*$/su.exec(rest);
  if (bracketed?.[1]) return [cutTails(bracketed[1]), ...found];
  const behind = /^(.{15,}?)\s*\[([^[\]]{15,})\]\W*$/su.exec(rest);
  if (behind?.[1] && behind[2]) return [behind[1], behind[2], ...found];
  return [rest, ...found];
}

function cutTails(text: string): string {
  if (!/[[(]|\.\.\./.test(text)) return text;
  const match = tails.exec(text);
  return match && match.index > 0 ? text.slice(0, match.index) : text;
}

/** A title that is longer is an abstract in the wrong field. */
const wordsCompared = 150;

function formOf(wording: string): TitleForm {
  const words: string[] = [];
  const all = wordsIn(foldNames(wording));
  const han = isHan(wording);
  for (const [at, raw] of all.entries()) {
    const word = han ? hanWord(raw, all[at - 1], all[at + 1]) : latinWord(raw, all[at - 1]);
    if (word !== '') words.push(intern(word));
    if (words.length === wordsCompared) break;
  }
  return { compact: words.join(''), words: words.slice(), han };
}

function latinWord(raw: string, before: string | undefined): string {
  const word = raw.replaceAll("'", '').replace(/^\?+|\?+$/g, '');
  const lone = before !== undefined && partWords.test(before) ? loneNumerals[word] : undefined;
  if (lone) return lone;
  const numeral = numerals[word];
  if (numeral) return numeral;
  return stopWords.has(word) ? '' : oneSpelling(word);
}

/** British and American spelling as one. */
function oneSpelling(word: string): string {
  if (word.length < 5) return word;
  return word
    .replace(/ae|oe/g, 'e')
    .replace(/our(?=s?$|ed$|ing$|al$|able$)/, 'or')
    .replace(/is(?=e[ds]?$|ing$|ations?$)/, 'iz')
    .replace(/([a-z])tre(s?)$/, '$1ter$2')
    .replace(/ll(?=ed$|ing$)/, 'l');
}

/** Chinese part marks, as numbers: （上）（下）, （一）（二） or Ⅱ at the end, 第二部分 anywhere. */
function hanWord(raw: string, before: string | undefined, after: string | undefined): string {
  if (hanStopWords.has(raw)) return '';
  const marksPart = after === undefined || before === '第';
  return (marksPart ? hanNumerals[raw] : undefined) ?? numerals[raw] ?? raw;
}

function isDistinct(folded: string, form: TitleForm): boolean {
  if (form.han) return form.words.length >= 9 && !hanSerial.test(folded);
  if (form.words.length <= 6 && serialTitle.test(folded.replace(/^\W+/, '').replaceAll("'", ''))) return false;
  if (form.words.length <= 9 && editorWords.test(folded)) return false;
  return form.words.length >= 4 && form.compact.length >= 24;
}
