import { afterEach, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import type { TagLesson, TagMaterial } from '../../../src/learning/tags/teachTags.ts';
import type { Protocol } from '../../../src/protocol/protocol.ts';
import { createLearnedTags } from '../../../src/review/learnedTags/createLearnedTags.ts';
import { emptyTagging } from '../../../src/review/stages/tagging.ts';
import type { Store } from '../../../src/store/openStore.ts';
import { deskApp } from '../../support/deskApp.ts';
import { deskInstant, signedIn } from '../../support/identity.ts';
import { libraryStore, protocol as shipped } from '../../support/libraryStore.ts';

const { stages, queue } = shipped.reviewing;
const hinting: Protocol = {
  ...shipped,
  reviewing: {
    ...shipped.reviewing,
    stages: { ...stages, tagging: { votes: 2, suggestions: 'hints' } },
    queue: { ...queue, showScore: true },
  },
};
const [first, second] = shipped.codebook.mechanisms.map(({ id }) => id) as [string, string];
const figures = { precision: 1, recall: 0.5, f1: 2 / 3, support: 8 };
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A desk whose lessons are taken down and answered by the test. */
function taught(answer: (material: TagMaterial) => TagLesson, store: Store = libraryStore()) {
  const materials: TagMaterial[] = [];
  let time = 0;
  const learnedTags = createLearnedTags({
    store,
    protocol: hinting,
    now: () => time,
    learn(material) {
      materials.push(material);
      return { lesson: Promise.resolve(answer(material)), end: async () => undefined };
    },
  });
  closers.push(learnedTags.close);
  const desk = deskApp({ store, protocol: hinting, learnedTags });
  const people = ['Reviewer A', 'Reviewer B'].map((name) => signedIn(store, 'reviewer', { name }));
  const [a, b] = people as [(typeof people)[0], (typeof people)[0]];
  const tag = (by: typeof a, recordId: number, mechanism: string) =>
    desk.desk.vote({
      recordId,
      stage: 'tagging',
      annotatorId: by.identity.annotatorId,
      answer: { ...emptyTagging, mechanisms: [{ id: mechanism, position: 'supports', evidence: [] }] },
      version: 0,
      shown: { suggestions: [], ranking: null },
      at: deskInstant,
      requestId: null,
      idempotencyKey: null,
    });
  return {
    ...desk,
    a,
    b,
    tag,
    materials,
    learnedTags,
    /** Lets enough time pass for a further lesson, and waits for it. */
    async lesson() {
      time += 3_600_000;
      learnedTags.figures();
      await learnedTags.idle();
    },
  };
}

const nothing: TagLesson = { comparisons: [], learned: [], suggested: [] };

describe('learned tags', () => {
  test('are taught by settled records alone, so that no vote shows before all are in', async () => {
    const desk = taught(() => nothing);
    await desk.tag(desk.a, 1, first);
    await desk.tag(desk.b, 1, first);
    await desk.tag(desk.a, 2, first);
    await desk.tag(desk.a, 3, first);
    await desk.tag(desk.b, 3, second);
    await desk.lesson();
    expect(desk.materials).toHaveLength(1);
    expect(desk.materials[0]?.settled).toEqual([{ record: 0, tags: [`mechanism:${first}`] }]);
    // One more vote that settles nothing teaches nothing.
    await desk.tag(desk.a, 4, second);
    await desk.lesson();
    expect(desk.materials).toHaveLength(1);
    await desk.tag(desk.b, 2, first);
    await desk.lesson();
    expect(desk.materials[1]?.settled.map(({ record }) => record)).toEqual([0, 1]);
  });

  test('stand in one list with the rules’, which says who spoke, and the vote keeps what was shown', async () => {
    const lesson: TagLesson = {
      comparisons: [
        {
          tag: `mechanism:${second}`,
          source: 'rules',
          prior: { ...figures, f1: 0.5 },
          joined: figures,
          chosen: { ...figures, f1: 0.58 },
          worthLearning: true,
        },
      ],
      learned: [`mechanism:${second}`],
      suggested: [{ record: 4, tag: `mechanism:${second}`, spoke: ['labels', 'rules'], probability: 0.723 }],
    };
    const desk = taught(() => lesson);
    await desk.lesson();
    const ruled = desk.store.annotations.saidByRules(5).some(({ value }) => value === second);
    const page = await request(desk.app).get('/en/review/tagging/5').set(desk.a.headers).expect(200);
    expect(page.text).toContain('Said by settled tags of like records and the rules.');
    expect(page.text).toContain('About 72% of such records have it.');
    const shown = /name="shown" value="([^"]*)"/.exec(page.text)?.[1] ?? '';
    expect(shown).toContain(`mechanism:${second}:${ruled ? 'supports' : ''}`);
    expect(shown).toContain(':labels+rules');

    await request(desk.app)
      .post('/en/review/tagging/5')
      .set(desk.a.headers)
      .type('form')
      .send({ version: '0', tagVersion: '0', shown, mechanism: second, [`mechanism.${second}`]: 'supports' })
      .expect(303);
    const [entry] = desk.store.trail.entries({ kind: 'vote' });
    expect(entry?.after).toMatchObject({ shown: { suggestions: shown.split(' ') } });
    // A tag for which labels speak is no longer suggested where they and the rules together do not.
    const without = desk.desk.open(6, 'tagging', desk.b.identity.annotatorId).suggestions;
    expect(without.filter(({ id }) => id === second)).toEqual([]);
    expect(without.every(({ spoke }) => spoke.join() === 'rules')).toBe(true);

    const table = await request(desk.app).get('/zh/review/agreement?stage=tagging').set(desk.a.headers).expect(200);
    expect(table.text).toContain('规则与已确定标签');
    expect(table.text).toContain('0.67');
    expect(table.text).toContain('0.58');
  });

  test('are learned in a thread, and a failing one leaves what was known', async () => {
    const store = libraryStore();
    const faults: unknown[] = [];
    const learnedTags = createLearnedTags({ store, protocol: hinting, onFailure: (fault) => faults.push(fault) });
    closers.push(learnedTags.close);
    expect(learnedTags.figures()).toBeNull();
    await learnedTags.idle();
    expect(faults).toEqual([]);
    expect(learnedTags.figures()).toEqual({ records: 0, tags: [] });

    const failing = createLearnedTags({
      store,
      protocol: hinting,
      onFailure: (fault) => faults.push(fault),
      learn: () => ({ lesson: Promise.reject(new Error('no memory')), end: async () => undefined }),
    });
    closers.push(failing.close);
    expect(failing.of(1)).toEqual([]);
    await failing.idle();
    expect(faults).toEqual([new Error('no memory')]);
    expect(failing.figures()).toBeNull();
  });
});

describe('what the ranking says of a record', () => {
  const explain = async () => ({
    basis: 'model' as const,
    score: 0.42,
    words: [
      { word: 'resorption', weight: 0.3 },
      { word: 'insulin', weight: -0.1 },
    ],
  });
  const ranking = { order: () => null, explain };

  test('is shown where the protocol allows it, and kept with the vote', async () => {
    const { app, store } = deskApp({ protocol: hinting, ranking });
    const { headers } = signedIn(store, 'reviewer', { name: 'Reviewer A' });
    const page = await request(app).get('/en/review/title-abstract/5').set(headers).expect(200);
    expect(page.text).toContain('Score 0.42.');
    expect(page.text).toContain('resorption</span>');
    expect(page.text).toMatch(/name="shown" value="[^"]*score:model:0\.420"/);
  });

  test('is kept back where it does not', async () => {
    const { app, store } = deskApp({ ranking });
    const { headers } = signedIn(store, 'reviewer', { name: 'Reviewer A' });
    const page = await request(app).get('/en/review/title-abstract/5').set(headers).expect(200);
    expect(page.text).not.toContain('0.42');
    expect(page.text).toMatch(/name="shown" value=""/);
  });
});
