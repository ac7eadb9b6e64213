import { foldSpace } from './plainText.ts';

const codes: Record<string, string> = {
  en: 'eng',
  english: 'eng',
  英文: 'eng',
  英语: 'eng',
  zh: 'chi',
  'zh-cn': 'chi',
  zho: 'chi',
  chinese: 'chi',
  中文: 'chi',
  汉语: 'chi',
  'chinese (simplified)': 'chi',
  ja: 'jpn',
  japanese: 'jpn',
  ko: 'kor',
  korean: 'kor',
  de: 'ger',
  deu: 'ger',
  german: 'ger',
  fr: 'fre',
  fra: 'fre',
  french: 'fre',
  es: 'spa',
  spanish: 'spa',
  it: 'ita',
  italian: 'ita',
  pt: 'por',
  portuguese: 'por',
  ru: 'rus',
  russian: 'rus',
  tr: 'tur',
  turkish: 'tur',
  pl: 'pol',
  polish: 'pol',
  nl: 'dut',
  nld: 'dut',
  dutch: 'dut',
  sv: 'swe',
  swedish: 'swe',
};

/** MEDLINE's three-letter code for a language as other sources name it; an unknown name stays as it is. */
export function languageCode(raw: string): string {
  const name = foldSpace(raw).replace(/;$/, '').toLowerCase();
  return codes[name] ?? codes[name.replace(/[-_].*$/, '')] ?? name;
}

/** True where Chinese characters carry the text: some Latin words among them do not change that. */
export function isChinese(text: string): boolean {
  const chinese = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const kana = /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text);
  return chinese > 0 && !kana && chinese * 3 >= foldSpace(text).replace(/[^\p{L}]/gu, '').length;
}
