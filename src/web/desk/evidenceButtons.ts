import type { EvidenceSpan } from '../../domain/codebook.ts';
import type { TaggedTerm } from '../../review/stages/tagging.ts';
import { fieldNames, type JudgementForm, readSpan, spanWord } from './judgementForm.ts';

/**
 * The form after one of its buttons was pressed without a script: "add" puts the marked sentence to a term and ticks
 * it, "remove" takes one away. Without a button it is the form as it was.
 */
export function changedForm(
  form: JudgementForm,
  fields: URLSearchParams,
  textOf: (field: string) => string | null,
): JudgementForm {
  const added = fields.get('add');
  const sentence = fields.get(fieldNames.sentence);
  if (added !== null && sentence !== null) return withEvidence(form, added, readSpan(sentence, textOf));
  const [, kind, id, word] = /^evidence\.(mechanism|predictor)\.([^=]+)=(.+)$/.exec(fields.get('remove') ?? '') ?? [];
  return kind && id && word ? withoutEvidence(form, id, word) : form;
}

function withEvidence(form: JudgementForm, term: string, span: EvidenceSpan): JudgementForm {
  const [, kind, id] = /^(mechanism|predictor)\.(.+)$/.exec(term) ?? [];
  if (!kind || !id || span.text === '') return form;
  const { tagging } = form;
  const add = <Position extends string>(terms: TaggedTerm<Position>[], first: Position): TaggedTerm<Position>[] =>
    terms.some((each) => each.id === id)
      ? terms.map((each) =>
          each.id === id ? { ...each, evidence: [...without(each.evidence, spanWord(span)), span] } : each,
        )
      : [...terms, { id, position: first, evidence: [span] }];
  return {
    ...form,
    tagging:
      kind === 'mechanism'
        ? { ...tagging, mechanisms: add(tagging.mechanisms, 'supports') }
        : { ...tagging, predictors: add(tagging.predictors, 'discusses') },
  };
}

function withoutEvidence(form: JudgementForm, id: string, word: string): JudgementForm {
  const remove = <Position extends string>(terms: TaggedTerm<Position>[]): TaggedTerm<Position>[] =>
    terms.map((term) => (term.id === id ? { ...term, evidence: without(term.evidence, word) } : term));
  const { tagging } = form;
  return {
    ...form,
    tagging: { ...tagging, mechanisms: remove(tagging.mechanisms), predictors: remove(tagging.predictors) },
  };
}

function without(evidence: readonly EvidenceSpan[], word: string): EvidenceSpan[] {
  return evidence.filter((span) => spanWord(span) !== word);
}
