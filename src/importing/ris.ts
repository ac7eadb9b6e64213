import type { FoundRecord } from './importEvent.ts';
import { risCitation } from './risCitation.ts';
import type { TaggedField } from './taggedField.ts';
import { type TextLine, textLines } from './textLines.ts';

interface OpenRecord {
  fields: TaggedField[];
  warnings: string[];
  hasType: boolean;
  start: number;
  end: number;
  line: number;
}

const typeLine = /^[\s\d.\ufeff]{0,20}TY {0,3}-(?: (.*)|$)/s;
const endLine = /^\s*ER {0,3}-/;
const strictField = /^([A-Z][A-Z0-9]) {2}-(?: (.*)|\s*$|(?=\S)(.*))/s;
const looseField = /^\s*([A-Z][A-Z0-9]) {1,3}-(?: (.*)|\s*$)/s;

/**
 * The records of a RIS file, of any dialect: byte order marks, blanks or numbers before `TY`, one space instead
 * of two, `ER` without its space or missing, values that go on over lines without a tag. Linear in time.
 */
export function* readRis(text: string): Generator<FoundRecord> {
  let open: OpenRecord | null = null;
  let field = strictField;
  for (const line of textLines(text)) {
    const type = typeLine.exec(line.text);
    if (type) {
      const isRepeatedType: boolean = open?.fields.every(({ tag }) => tag === 'TY') === true;
      if (open && !isRepeatedType) yield* close(open, text, 'has no end line (ER): the next one begins on');
      if (!open || !isRepeatedType) open = begin(line, true);
      field = /^[^\s]*TY {2}-/.test(line.text) ? strictField : looseField;
      open.fields = [{ tag: 'TY', value: type[1] ?? '' }];
      open.end = line.end;
    } else if (endLine.test(line.text)) {
      if (open) {
        open.end = line.end;
        yield* close(open, text, null);
      }
      open = null;
    } else {
      const match = field.exec(line.text);
      if (match) {
        open ??= begin(line, false);
        open.fields.push({ tag: match[1] ?? '', value: match[2] ?? match[3] ?? '' });
        open.end = line.end;
      } else if (open) goOn(open, line);
    }
  }
  if (open) yield* close(open, text, 'has no end line (ER) and may be cut off at');
}

function begin(line: TextLine, hasType: boolean): OpenRecord {
  return { fields: [], warnings: [], hasType, start: line.start, end: line.end, line: line.number };
}

/** A line without a tag goes on with the value above it. */
function goOn(open: OpenRecord, line: TextLine): void {
  const last = open.fields.at(-1);
  if (!last || !line.text.trim()) return;
  last.value += `\n${line.text}`;
  open.end = line.end;
}

function* close(open: OpenRecord, text: string, fault: string | null): Generator<FoundRecord> {
  // What stands between two records (Ovid writes links there) is a record only if it carries a title.
  const isStray = !open.hasType && !open.fields.some(({ tag, value }) => /^(?:TI|T1|CT)$/.test(tag) && value.trim());
  if (isStray) return;
  const place = { raw: text.slice(open.start, open.end), line: open.line };
  const lastLine = open.line + (place.raw.match(/\r\n|\n|\r/g)?.length ?? 0);
  if (fault) open.warnings.push(`The record on line ${open.line} ${fault} line ${lastLine}.`);
  if (!open.hasType) open.warnings.push(`The record on line ${open.line} has no type line (TY).`);
  yield { ...place, citation: risCitation(open.fields), warnings: open.warnings };
}
