import { citationFromJson } from './citationShape.ts';
import type { FoundRecord } from './importEvent.ts';
import { textLines } from './textLines.ts';

/** The records of a JSON Lines file in this program's own export shape: one citation a line, nothing lost. */
export function* readJsonLines(text: string): Generator<FoundRecord> {
  for (const line of textLines(text)) {
    const raw = line.text.replace(/^\ufeff/, '');
    if (!raw.trim()) continue;
    const place = { raw, line: line.number };
    const value = parsed(raw);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      yield { ...place, reason: `Line ${line.number} is not a JSON object.` };
      continue;
    }
    const outcome = citationFromJson(value as Record<string, unknown>);
    if ('citation' in outcome) yield { ...place, citation: outcome.citation };
    else
      yield {
        ...place,
        reason: `Line ${line.number} holds something else than a citation does in "${outcome.fault}".`,
      };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
