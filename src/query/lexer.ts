import { type FieldName, fieldOfPrefix, readTag } from './fields.ts';
import { type QueryWarning, warning } from './warnings.ts';

/** The pieces a search is made of. Offsets are UTF-16 offsets in the text as typed. */
export type Token = { start: number; end: number } & (
  | { type: 'open' | 'close' | 'minus' }
  | { type: 'operator'; operator: 'AND' | 'OR' | 'NOT' }
  | { type: 'word'; text: string; prefix: boolean }
  | { type: 'phrase'; text: string; prefix: boolean }
  | { type: 'tag'; name: string; attached: boolean }
  | { type: 'field'; field: FieldName; written: string }
);

/** Full-width and typographic signs that input methods and word processors write for the language's own. */
const signs: Record<string, string> = {
  '（': '(',
  '）': ')',
  '［': '[',
  '］': ']',
  '“': '"',
  '”': '"',
  '„': '"',
  '＂': '"',
  '：': ':',
  '＊': '*',
  '－': '-',
};
const signPattern = /[（）［］“”„＂：＊－]/g;
const separators = /[\s\u200b\ufeff，、。；！？《》〈〉「」『』【】…]/;
const endOfWord = /[\s\u200b\ufeff，、。；！？《》〈〉「」『』【】…()"[\]]/g;
const fieldPrefix = /([A-Za-z]{2,16}|\p{Script=Han}{2,4}):/uy;
const doiStart = /10\.\d{4,9}\/[^\s"[\]]/y;
const lineNumber = /^#\d+$/;
/** How PubMed's form writes a range of dates: "2010/01/01"[Date - Publication] : "3000"[Date - Publication]. */
const dateRange = /"([\d/]{4,10})"\s?\[([^\]"]{2,30})\]\s?:\s?"([\d/]{4,10})"(?=\s?\[)/y;
/** A journal's name may hold parentheses of its own: Spine (Phila Pa 1976)[ta]. */
const journalName =
  /((?:(?!AND |OR |NOT )[\p{L}\p{N}.&'-]{1,30} ){1,8}\([^()"[\]]{1,40}\)) ?(?=\[(?:ta|jour|[Jj]ournal)\])/uy;
const longestTag = 60;

/** Cuts a search into tokens in one pass. Whatever cannot be a token becomes a warning. */
export function lex(typed: string): { tokens: Token[]; warnings: QueryWarning[] } {
  const text = typed.replace(signPattern, (sign) => signs[sign] ?? sign);
  const tokens: Token[] = [];
  const warnings: QueryWarning[] = [];
  const lastQuote = text.lastIndexOf('"');
  const lastBracket = text.lastIndexOf(']');
  let at = 0;
  while (at < text.length) {
    const sign = text.charAt(at);
    if (separators.test(sign)) at++;
    else if (sign === '(' || sign === ')') {
      tokens.push({ type: sign === '(' ? 'open' : 'close', start: at, end: ++at });
    } else if (sign === '"') at = quoted(at);
    else if (sign === '[') at = bracketed(at);
    else if (sign === ']') {
      warnings.push(warning('unclosedTag', at, ++at));
    } else if (startsMinus(at)) tokens.push({ type: 'minus', start: at, end: ++at });
    else at = journal(at) ?? field(at) ?? word(at);
  }
  return { tokens, warnings };

  function quoted(start: number): number {
    if (start >= lastQuote) {
      warnings.push(warning('unclosedQuote', start, start + 1));
      return start + 1;
    }
    dateRange.lastIndex = start;
    const range = dateRange.exec(text);
    if (range && readTag(range[2] ?? '')?.field === 'year') {
      const end = start + range[0].length;
      tokens.push({ type: 'word', text: `${range[1]}:${range[3]}`, prefix: false, start, end });
      return end;
    }
    const end = text.indexOf('"', start + 1) + 1;
    const inside = text.slice(start + 1, end - 1).trim();
    const body = inside.replace(/\*+$/, '');
    if (body.includes('*')) warnings.push(warning('starInPhrase', start, end, text.slice(start, end)));
    tokens.push({
      type: 'phrase',
      text: body.replaceAll('*', ' ').replace(/\s+/g, ' '),
      prefix: body !== inside,
      start,
      end,
    });
    return end;
  }

  function bracketed(start: number): number {
    const end = start < lastBracket ? text.indexOf(']', start) + 1 : 0;
    if (end === 0 || end - start > longestTag) {
      warnings.push(warning('unclosedTag', start, start + 1));
      return start + 1;
    }
    const attached = start > 0 && !separators.test(text.charAt(start - 1));
    tokens.push({ type: 'tag', name: text.slice(start + 1, end - 1), attached, start, end });
    return end;
  }

  function startsMinus(start: number): boolean {
    if (text.charAt(start) !== '-') return false;
    const before = start === 0 ? ' ' : text.charAt(start - 1);
    const after = text.charAt(start + 1);
    return (
      (before === '(' || separators.test(before)) && after !== '' && !separators.test(after) && !/[-)\]]/.test(after)
    );
  }

  function journal(start: number): number | null {
    journalName.lastIndex = start;
    const name = journalName.exec(text)?.[1];
    if (name === undefined) return null;
    const end = start + name.length;
    tokens.push({ type: 'phrase', text: name, prefix: false, start, end });
    return end;
  }

  function field(start: number): number | null {
    fieldPrefix.lastIndex = start;
    const written = fieldPrefix.exec(text)?.[1];
    if (written === undefined) return null;
    const end = start + written.length + 1;
    const name = fieldOfPrefix(written);
    const spaced = separators.test(text.charAt(end));
    if (name !== undefined && spaced && name !== 'pmid' && name !== 'doi') {
      warnings.push(warning('spacedField', start, end, `${written}:`));
      tokens.push({ type: 'word', text: written, prefix: false, start, end: end - 1 });
      return end;
    }
    if (name !== undefined) {
      tokens.push({ type: 'field', field: name, written, start, end });
      return end;
    }
    if (!/^[\p{L}\p{N}"(]/u.test(text.slice(end, end + 2))) return null;
    warnings.push(warning('unknownField', start, end, `${written}:`));
    tokens.push({ type: 'word', text: written, prefix: false, start, end: end - 1 });
    return end;
  }

  function word(start: number): number {
    doiStart.lastIndex = start;
    const end = doiStart.test(text) ? endOfDoi(start) : wordEnd(start);
    const written = text.slice(start, end);
    if (written === 'AND' || written === 'OR' || written === 'NOT') {
      tokens.push({ type: 'operator', operator: written, start, end });
    } else if (lineNumber.test(written)) warnings.push(warning('lineNumber', start, end, written));
    else plainWord(written, start, end);
    return end;
  }

  function plainWord(written: string, start: number, end: number): void {
    const body = written.replace(/^\*+/, '');
    if (!/[\p{L}\p{N}]/u.test(body)) {
      if (written === ':') tokens.push({ type: 'word', text: ':', prefix: false, start, end });
      else if (/[*+=<>&|#%$@]/.test(written)) warnings.push(warning('nothingInWord', start, end, written));
      return;
    }
    if (body !== written) warnings.push(warning('starInFront', start, end, written));
    const star = body.indexOf('*');
    const head = star < 0 ? body : body.slice(0, star);
    if (star >= 0 && /[\p{L}\p{N}]/u.test(body.slice(star))) warnings.push(warning('starInside', start, end, written));
    if (head === 'or' || head === 'not') warnings.push(warning('lowerCaseOperator', start, end, head));
    tokens.push({ type: 'word', text: head, prefix: star >= 0, start, end });
  }

  function wordEnd(start: number): number {
    endOfWord.lastIndex = start;
    return endOfWord.exec(text)?.index ?? text.length;
  }

  /** A DOI may hold balanced parentheses; it ends at white space, a quotation mark or a bracket. */
  function endOfDoi(start: number): number {
    let depth = 0;
    for (let end = start; end < text.length; end++) {
      const sign = text.charAt(end);
      if (separators.test(sign) || sign === '"' || sign === '[') return end;
      if (sign === '(') depth++;
      if (sign === ')' && --depth < 0) return end;
    }
    return text.length;
  }
}
