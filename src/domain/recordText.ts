import type { AbstractSection, Citation } from './citation.ts';
import type { TextField } from './codebook.ts';

/** One text of a record that can carry evidence, in the exact form that evidence offsets count in. */
export interface RecordText {
  field: TextField;
  /** BCP 47 language: "en", "zh", ... */
  language: string;
  text: string;
}

/** The catalog's own summaries of a record, by language. */
export interface Summary {
  language: string;
  text: string;
}

/**
 * An abstract as one text: sections joined by a line feed, a labelled one opened by "LABEL: ".
 * Evidence offsets count in this text, so it must stay a pure function of the sections.
 */
export function abstractText(sections: readonly AbstractSection[]): string {
  return sections.map((section) => (section.label ? `${section.label}: ${section.text}` : section.text)).join('\n');
}

const twoLetter: Record<string, string> = {
  eng: 'en',
  chi: 'zh',
  zho: 'zh',
  jpn: 'ja',
  kor: 'ko',
  ger: 'de',
  deu: 'de',
  fre: 'fr',
  fra: 'fr',
  spa: 'es',
  rus: 'ru',
  ita: 'it',
  por: 'pt',
  tur: 'tr',
  pol: 'pl',
  dut: 'nl',
  nld: 'nl',
  swe: 'sv',
};

/** BCP 47 language for a MEDLINE (ISO 639-2) code; the code itself where no shorter one is known. */
export function languageTag(code: string): string {
  return twoLetter[code] ?? code;
}

/** Share of Han signs among a text's letters from which on it is read as Chinese: English terms stand in between. */
const chineseShare = 0.5;

/**
 * The language of a title or abstract that its source gives as English: exports of Chinese databases put Chinese
 * there. Kana tell Japanese.
 */
function shownLanguage(text: string): string {
  if (!/\p{Script=Han}/u.test(text)) return 'en';
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const kana = text.match(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0;
  if (han + kana < letters * chineseShare) return 'en';
  return kana > 0 ? 'ja' : 'zh';
}

/** Every text of a record that can carry evidence, in reading order. */
export function recordTexts(citation: Citation, summaries: readonly Summary[]): RecordText[] {
  const texts: RecordText[] = [{ field: 'title', language: shownLanguage(citation.title), text: citation.title }];
  const original = citation.languages.find((code) => code !== 'eng');
  if (citation.vernacularTitle) {
    texts.push({ field: 'vernacularTitle', language: languageTag(original ?? 'und'), text: citation.vernacularTitle });
  }
  if (citation.abstract.length > 0) {
    const text = abstractText(citation.abstract);
    texts.push({ field: 'abstract', language: shownLanguage(text), text });
  }
  for (const other of citation.otherAbstracts) {
    const language = languageTag(other.language);
    const field: TextField = `abstract.${other.language}`;
    if (texts.some((text) => text.field === field)) continue;
    texts.push({ field, language, text: abstractText(other.sections) });
  }
  for (const summary of summaries) {
    texts.push({ field: `summary.${summary.language}`, language: summary.language, text: summary.text });
  }
  return texts;
}
