/** ISO 639-2 codes, as MEDLINE uses them, by the names and codes a searcher may write. */
const codes: readonly (readonly [code: string, ...names: string[]])[] = [
  ['eng', 'english', 'en', '英语', '英文'],
  ['chi', 'chinese', 'zh', 'zho', '中文', '汉语'],
  ['jpn', 'japanese', 'ja', '日语', '日文'],
  ['kor', 'korean', 'ko', '韩语', '韩文'],
  ['ger', 'german', 'de', 'deu', '德语', '德文'],
  ['fre', 'french', 'fr', 'fra', '法语', '法文'],
  ['spa', 'spanish', 'es', '西班牙语'],
  ['por', 'portuguese', 'pt', '葡萄牙语'],
  ['ita', 'italian', 'it', '意大利语'],
  ['rus', 'russian', 'ru', '俄语', '俄文'],
  ['tur', 'turkish', 'tr', '土耳其语'],
  ['pol', 'polish', 'pl', '波兰语'],
  ['dut', 'dutch', 'nl', 'nld', '荷兰语'],
  ['swe', 'swedish', 'sv', '瑞典语'],
  ['dan', 'danish', 'da', '丹麦语'],
  ['nor', 'norwegian', 'no', '挪威语'],
  ['cze', 'czech', 'cs', 'ces', '捷克语'],
  ['hun', 'hungarian', 'hu', '匈牙利语'],
  ['heb', 'hebrew', 'he', '希伯来语'],
  ['ara', 'arabic', 'ar', '阿拉伯语'],
  ['per', 'persian', 'fa', 'fas', '波斯语'],
];

const byName = new Map(codes.flatMap(([code, ...names]) => [code, ...names].map((name) => [name, code] as const)));

/** The MEDLINE language code for a name or code; a three-letter code it does not know is taken as it is. */
export function languageCode(name: string): string | null {
  const written = name.trim().toLowerCase();
  return byName.get(written) ?? (/^[a-z]{3}$/.test(written) ? written : null);
}
