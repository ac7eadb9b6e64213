import type { Citation } from '../../domain/citation.ts';
import { abstractText, type RecordText } from '../../domain/recordText.ts';
import { splitSentences } from '../../text/sentences.ts';
import { spanWord } from './judgementForm.ts';

/** A sentence that can be chosen as evidence. */
export interface SentenceView {
  /** Its place, as the form sends it: "abstract:120:233". */
  value: string;
  text: string;
}

export interface PassageView {
  /** The section's label: "RESULTS"; null where it has none. */
  heading: string | null;
  sentences: SentenceView[];
}

/** A text cut into what can be pointed at, section by section. */
export function passagesOf({ field, text }: RecordText, citation: Citation): PassageView[] {
  const sections = sectionsOf(field, text, citation);
  let offset = 0;
  return sections.map(({ label, text: body }) => {
    if (label) offset += label.length + 2;
    const from = offset;
    offset += body.length + 1;
    return {
      heading: label,
      sentences: splitSentences(body).map(({ start, end }) => ({
        value: spanWord({ field, start: from + start, end: from + end }),
        text: body.slice(start, end),
      })),
    };
  });
}

/** The sections that make up a text; its lines where none are known. */
function sectionsOf(
  field: string,
  text: string,
  { abstract, otherAbstracts }: Citation,
): { label: string | null; text: string }[] {
  const sections =
    field === 'abstract'
      ? abstract
      : (otherAbstracts.find(({ language }) => field === `abstract.${language}`)?.sections ?? []);
  if (sections.length > 0 && abstractText(sections) === text) return sections;
  return text.split('\n').map((line) => ({ label: null, text: line }));
}
