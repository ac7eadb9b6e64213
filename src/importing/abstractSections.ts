import type { AbstractSection } from '../domain/citation.ts';
import { foldSpace, markedText } from './plainText.ts';

const label = /(?:^|(?<=[.?!)\]"”。；;]\s?,?\s))([A-Z][A-Z0-9 ,/&()'-]{2,79}):\s/g;
const opening =
  /^(?:(?:STUDY|TRIAL) (?:DESIGN|REGISTRATION)|BACKGROUNDS?|OBJECTIVES?|AIMS?|PURPOSES?|INTRODUCTION|CONTEXT|IMPORTANCE|METHODS?|MATERIALS?|SUMMARY|DESIGN|RESULTS?|CONCLUSIONS?|PATIENTS?|CASE|GOALS?|QUESTIONS?|RATIONALE|HYPOTHESIS|SETTING|INTRODUÇÃO|STATEMENT)\b/;

/**
 * An abstract given as one text, cut at its labels ("METHODS: ... RESULTS: ...") where it plainly is a
 * structured one: it opens with a known label and at least one more follows at the start of a sentence.
 */
export function abstractSections(raw: string): AbstractSection[] {
  const { text, html } = markedText(raw);
  if (!text) return [];
  const labels = opening.test(text) ? [...text.matchAll(label)] : [];
  if (labels.length < 2 || labels[0]?.index !== 0) {
    return [{ label: null, nlmCategory: null, text, ...(html === undefined ? {} : { html }) }];
  }
  return labels.map((match, at) => {
    const end = labels[at + 1]?.index ?? text.length;
    const body = text.slice(match.index + match[0].length, end);
    // Ovid joins the sections of an abstract with a comma after the full stop.
    return { label: match[1] ?? null, nlmCategory: null, text: foldSpace(body.replace(/([.?!]),\s*$/, '$1')) };
  });
}
