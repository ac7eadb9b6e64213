import type { ExtractedArm, ExtractionAnswer } from '../../review/stages/extraction.ts';

/** What a reviewer has taken out of a paper so far; texts as they stand in the fields. */
export interface ExtractionForm {
  arms: Record<keyof ExtractedArm, string>[];
  checklist: string;
  judgements: Record<string, { judgement: string; place: string }>;
  note: string;
}

const armFields = [
  'label',
  'type',
  'events',
  'total',
  'definition',
  'measure',
  'followUpMonths',
  'followUpStatistic',
  'operated',
  'place',
] as const satisfies readonly (keyof ExtractedArm)[];

export const emptyArm: ExtractionForm['arms'][number] = {
  label: '',
  type: 'all',
  events: '',
  total: '',
  definition: 'any',
  measure: 'volume',
  followUpMonths: '',
  followUpStatistic: 'mean',
  operated: 'unclear',
  place: '',
};

/** Most groups a form may have. */
const mostArms = 40;

export function readExtraction(fields: URLSearchParams): ExtractionForm {
  const places = [...fields.keys()].flatMap((name) => /^arm\.(\d{1,2})\./.exec(name)?.[1] ?? []);
  const count = Math.min(mostArms, Math.max(0, ...places.map((place) => Number(place) + 1)));
  const arms = Array.from(
    { length: count },
    (_, place) =>
      Object.fromEntries(
        armFields.map((name) => [name, (fields.get(`arm.${place}.${name}`) ?? '').trim()]),
      ) as ExtractionForm['arms'][number],
  );
  const judgements: ExtractionForm['judgements'] = {};
  for (const [name, judgement] of fields) {
    const item = /^bias\.([a-z-]+)$/.exec(name)?.[1];
    if (item && judgement !== '')
      judgements[item] = { judgement, place: (fields.get(`biasPlace.${item}`) ?? '').trim() };
  }
  return {
    arms,
    checklist: fields.get('checklist') ?? '',
    judgements,
    note: (fields.get('note') ?? '').replaceAll('\r\n', '\n'),
  };
}

/** The vote that a form says. Groups in which nothing was filled in are none; what is no number is left to be refused. */
export function extractionAnswer(form: ExtractionForm, items: readonly string[]): unknown {
  const number = (text: string): number | null => (text === '' ? null : Number(text.replace(',', '.')));
  return {
    arms: form.arms.filter(isFilled).map((arm) => ({
      ...arm,
      events: number(arm.events),
      total: number(arm.total),
      followUpMonths: number(arm.followUpMonths),
    })),
    checklist: form.checklist === '' ? null : form.checklist,
    riskOfBias: items.flatMap((item) => {
      const judged = form.judgements[item];
      return judged ? [{ item, ...judged }] : [];
    }),
    note: form.note,
  };
}

/** A vote as the form shows it. */
export function formOfExtraction({ arms, checklist, riskOfBias, note }: ExtractionAnswer): ExtractionForm {
  const text = (value: string | number | null): string => (value === null ? '' : String(value));
  return {
    arms: arms.map(
      (arm) => Object.fromEntries(armFields.map((name) => [name, text(arm[name])])) as ExtractionForm['arms'][number],
    ),
    checklist: checklist ?? '',
    judgements: Object.fromEntries(riskOfBias.map(({ item, judgement, place }) => [item, { judgement, place }])),
    note,
  };
}

function isFilled(arm: ExtractionForm['arms'][number]): boolean {
  return arm.label !== '' || arm.events !== '' || arm.total !== '';
}
