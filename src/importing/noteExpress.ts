import { authorsFromNames } from './authorNames.ts';
import type { FoundRecord } from './importEvent.ts';
import { isChinese } from './languageCodes.ts';
import { citationOf, emptyReference, type PlainReference, type ReferenceKind } from './plainReference.ts';
import { textLines } from './textLines.ts';

const fieldLine = /^\s*\{([A-Za-z][A-Za-z /]{1,40})\}\s*[:：]\s?(.*)$/s;

/**
 * The records of a NoteExpress export, as CNKI and Wanfang write it: `{Title}: ...`, a record from one
 * `{Reference Type}` to the next, values over several lines.
 */
export function* readNoteExpress(text: string): Generator<FoundRecord> {
  let fields: [string, string][] = [];
  let [start, end, firstLine] = [0, 0, 1];
  const close = (): FoundRecord => ({
    raw: text.slice(start, end),
    line: firstLine,
    citation: citationOf(referenceOf(fields)),
  });
  for (const line of textLines(text)) {
    const match = fieldLine.exec(line.text);
    const last = fields.at(-1);
    if (match) {
      const name = (match[1] ?? '').toLowerCase();
      if (name === 'reference type' && fields.length > 0) {
        yield close();
        fields = [];
      }
      if (fields.length === 0) [start, firstLine] = [line.start, line.number];
      fields.push([name, match[2] ?? '']);
      end = line.end;
    } else if (last && line.text.trim()) {
      last[1] += `\n${line.text}`;
      end = line.end;
    }
  }
  if (fields.length > 0) yield close();
}

const kinds: [RegExp, ReferenceKind][] = [
  [/journal|期刊/i, 'article'],
  [/thesis|dissertation|学位/i, 'thesis'],
  [/conference|会议/i, 'conference'],
  [/section|chapter/i, 'chapter'],
  [/book|图书/i, 'book'],
  [/patent|专利/i, 'patent'],
  [/report|报告/i, 'report'],
];

function referenceOf(fields: readonly [string, string][]): PlainReference {
  const all = (...names: string[]): string[] =>
    names.flatMap((name) =>
      fields.filter(([given, value]) => given === name && value.trim()).map(([, value]) => value),
    );
  const first = (...names: string[]): string => all(...names)[0] ?? '';
  const reference = emptyReference();
  const type = first('reference type');
  reference.kind = kinds.find(([pattern]) => pattern.test(type))?.[1] ?? 'other';
  reference.title = first('title');
  reference.vernacularTitle = first('translated title');
  reference.authors = all('author').flatMap(authorsFromNames);
  reference.editors = all('editor', 'series editor').flatMap(authorsFromNames);
  reference.containerTitle = first('journal', 'secondary title', 'conference name', 'book title');
  reference.seriesTitle = first('series title');
  reference.dates = [...all('year'), ...all('date', 'publish date')];
  reference.volume = first('volume');
  reference.issue = first('issue');
  reference.pages = first('pages');
  reference.abstract = first('abstract');
  const translated = first('translated abstract', 'abstract translated');
  if (translated) {
    reference.otherAbstracts = [{ language: isChinese(translated) ? 'chi' : 'eng', text: translated }];
  }
  reference.keywords = all('keywords', 'subject').flatMap((value) => value.split(/[;；\n]/));
  reference.languages = all('language');
  if (reference.languages.length === 0 && isChinese(reference.title)) reference.languages = ['chi'];
  reference.serialNumbers = all('isbn/issn', 'issn', 'isbn');
  reference.dois = all('doi');
  reference.links = all('url', 'link').map((value) => value.trim());
  reference.otherIds = all('accession number').map((value) => ({ type: 'accession', value }));
  reference.publisher = first('publisher');
  reference.place = reference.kind === 'article' ? '' : first('place published', 'city');
  reference.notes = all('notes');
  reference.affiliations = all('author address', 'institute').flatMap((value) => value.split(/[\n;；]/));
  return reference;
}
