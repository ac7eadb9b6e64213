import type { FoundRecord } from './importEvent.ts';
import { nbibCitation } from './nbibCitation.ts';
import type { TaggedField } from './taggedField.ts';
import { textLines } from './textLines.ts';

interface OpenRecord {
  fields: TaggedField[];
  warnings: string[];
  start: number;
  end: number;
  line: number;
}

const fieldLine = /^([A-Z][A-Z0-9]{1,3})(?: {0,2}- ?| - ?)(.*)$/s;

/**
 * The records of a MEDLINE (NBIB) file: tag in the first four columns, a hyphen, a space; continuation lines
 * indented; a blank line or the next `PMID` ends a record. Linear in time.
 */
export function* readNbib(text: string): Generator<FoundRecord> {
  let open: OpenRecord | null = null;
  for (const line of textLines(text)) {
    if (!line.text.trim()) {
      if (open) yield close(open, text);
      open = null;
      continue;
    }
    const match = fieldLine.exec(line.text.replace(/^\ufeff/, ''));
    if (match) {
      const tag = match[1] ?? '';
      if (open && tag === 'PMID' && open.fields.some((field) => field.tag === 'PMID')) {
        yield close(open, text);
        open = null;
      }
      open ??= { fields: [], warnings: [], start: line.start, end: line.end, line: line.number };
      open.fields.push({ tag, value: match[2] ?? '' });
      open.end = line.end;
    } else if (open) {
      open.end = line.end;
      const last = open.fields.at(-1);
      if (last && /^\s/.test(line.text)) last.value += ` ${line.text.trim()}`;
      else
        open.warnings.push(`Line ${line.number} is neither a field nor the continuation of one; it was passed over.`);
    }
  }
  if (open) yield close(open, text);
}

function close(open: OpenRecord, text: string): FoundRecord {
  return {
    raw: text.slice(open.start, open.end),
    line: open.line,
    citation: nbibCitation(open.fields),
    warnings: open.warnings,
  };
}
