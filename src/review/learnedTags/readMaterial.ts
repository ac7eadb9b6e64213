import { recordTexts } from '../../domain/recordText.ts';
import type { TagMaterial } from '../../learning/tags/teachTags.ts';
import type { Protocol } from '../../protocol/protocol.ts';
import type { Store } from '../../store/openStore.ts';
import type { TaggingAnswer } from '../stages/tagging.ts';
import { takingTurns } from '../takingTurns.ts';

export interface SettledTags {
  recordId: number;
  tags: string[];
}

/** Names a mechanism or predictor among all tags. */
export function tagName(kind: string, id: string): string {
  return `${kind}:${id}`;
}

export function readTagName(tag: string): { kind: 'mechanism' | 'predictor'; id: string } {
  const [kind, ...id] = tag.split(':');
  return { kind: kind === 'mechanism' ? kind : 'predictor', id: id.join(':') };
}

/** What people have settled; votes on records that wait for further ones teach nothing, so that they stay unknown. */
export function settledTags(store: Store): SettledTags[] {
  return store.reviewState.settlements('tagging').map(({ recordId, answer }) => {
    const { mechanisms, predictors } = answer as TaggingAnswer;
    const tags = [
      ...mechanisms.map(({ id }) => tagName('mechanism', id)),
      ...predictors.map(({ id }) => tagName('predictor', id)),
    ];
    return { recordId, tags: tags.sort() };
  });
}

/** All records with their texts and the rules' tags, some at a time; `ids` gives the record of each place. */
export async function readMaterial(
  store: Store,
  { codebook }: Protocol,
  settled: readonly SettledTags[],
): Promise<{ ids: number[]; material: TagMaterial }> {
  const ids: number[] = [];
  const texts: { title: string; abstract: string }[] = [];
  const ruled = new Map<string, number[]>([
    ...codebook.mechanisms.map(({ id }): [string, number[]] => [tagName('mechanism', id), []]),
    ...codebook.predictors.map(({ id }): [string, number[]] => [tagName('predictor', id), []]),
  ]);
  for await (const recordId of takingTurns(store.reviewQueue.all())) {
    const record = store.records.get(recordId);
    if (!record) continue;
    const body = recordTexts(record.citation, record.summaries).find(({ field }) => !/title/iu.test(field));
    for (const { kind, value, stance } of store.annotations.saidByRules(recordId)) {
      const given = stance === null ? undefined : ruled.get(tagName(kind, value));
      if (given && given.at(-1) !== ids.length) given.push(ids.length);
    }
    ids.push(recordId);
    texts.push({ title: record.citation.title, abstract: body?.text ?? '' });
  }
  const placeOf = new Map(ids.map((recordId, place) => [recordId, place]));
  return {
    ids,
    material: {
      texts,
      ruled: [...ruled].map(([tag, records]) => ({ tag, records })),
      settled: settled.flatMap(({ recordId, tags }) => {
        const record = placeOf.get(recordId);
        return record === undefined ? [] : [{ record, tags }];
      }),
    },
  };
}
