import { textOf, textsOf } from '../inlineText.ts';
import { parseXml } from '../xml/parseXml.ts';
import { inside } from '../xml/xmlTree.ts';
import { EutilsError } from './eutilsError.ts';
import type { Answer } from './transport.ts';

/** What NCBI made of a search. All of it belongs in the report of a systematic review. */
export interface SearchResult {
  /** The true number of hits, also where not all can be listed. */
  count: number;
  /** The query as NCBI understood it. A misspelt field or phrase is dropped there without an error. */
  queryTranslation: string;
  /** WarningList: phrases ignored, nothing found, output clipped. */
  warnings: string[];
  /** ErrorList: phrases and fields not found. The rest of the query was searched. */
  errors: string[];
  webEnv: string | null;
  queryKey: string | null;
}

/** A search result with the ids that came along, newest first. */
export interface SearchPage extends SearchResult {
  ids: string[];
}

/** Reads the XML answer of esearch. @throws {EutilsError} if it is not whole or not an answer of esearch. */
export function readSearchAnswer(answer: Answer, url: string): SearchPage {
  const result = resultElement(answer.bytes.toString('utf8'), url);
  const count = textOf(result, 'Count');
  if (count === null || !/^\d+$/.test(count)) throw new EutilsError('heavy', url, 'the answer has no Count');
  return {
    count: Number(count),
    ids: textsOf(inside(result, 'IdList'), 'Id'),
    queryTranslation: textOf(result, 'QueryTranslation') ?? '',
    warnings: messagesOf(inside(result, 'WarningList')),
    errors: messagesOf(inside(result, 'ErrorList')),
    webEnv: textOf(result, 'WebEnv'),
    queryKey: textOf(result, 'QueryKey'),
  };
}

function resultElement(text: string, url: string): ReturnType<typeof inside> {
  const start = text.indexOf('<eSearchResult');
  if (start === -1) throw new EutilsError('heavy', url, 'the answer is not an esearch result');
  const xml = text.slice(start).trimEnd();
  try {
    return inside(parseXml(xml), 'eSearchResult');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new EutilsError('heavy', url, `the answer is damaged: ${reason}`);
  }
}

/** "PhraseNotFound: abc", in the words NCBI uses. */
function messagesOf(list: ReturnType<typeof inside>): string[] {
  return list
    .filter((node) => node.characters === null)
    .map((node) => {
      const text = textOf([node], node.name) ?? '';
      return node.name === 'OutputMessage' || node.children.length === 0 ? text : `${node.name}: ${text}`;
    })
    .filter((message) => message !== '');
}
