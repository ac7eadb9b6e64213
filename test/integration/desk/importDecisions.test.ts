import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createDesk, unranked } from '../../../src/review/createDesk.ts';
import { createDecisionTables, type DecisionFile } from '../../../src/review/decisionTables.ts';
import { type DecisionImport, importDecisions } from '../../../src/review/imports/importDecisions.ts';
import type { ScreeningAnswer } from '../../../src/review/stages/screening.ts';
import { csvText } from '../../../src/web/csv.ts';
import { deskInstant, signedIn } from '../../support/identity.ts';
import { protocol } from '../../support/libraryStore.ts';
import { runScript } from '../../support/runScript.ts';
import { libraryCopies, type StoreCopies } from '../../support/storeCopies.ts';

type World = ReturnType<typeof world>;
const stage = 'title-abstract' as const;

let copies: StoreCopies;
let origin: World;
let reason: string;
beforeAll(async () => {
  copies = await libraryCopies();
  origin = world();
  reason = protocol.review.eligibility.exclude[0]?.id ?? '';
  // Both include, both exclude for one reason, they differ, one is unsure, only one has voted.
  const verdicts: [number, ScreeningAnswer['verdict'], ScreeningAnswer['verdict'] | null][] = [
    [1, 'include', 'include'],
    [2, 'exclude', 'exclude'],
    [3, 'include', 'exclude'],
    [4, 'unsure', 'include'],
    [5, 'exclude', null],
  ];
  for (const [recordId, first, second] of verdicts) {
    await vote(origin, recordId, 0, first);
    if (second) await vote(origin, recordId, 1, second);
  }
});
afterAll(() => copies.remove());

/** A database with the library and two reviewers, without a vote. */
function world() {
  const store = copies.store();
  const desk = createDesk({ store, protocol, ranking: unranked });
  const people = ['Reviewer A', 'Reviewer B'].map((name) => signedIn(store, 'reviewer', { name }).identity);
  return { store, desk, people };
}

function vote({ desk, people }: World, recordId: number, who: number, verdict: ScreeningAnswer['verdict']) {
  return desk.vote({
    recordId,
    stage,
    annotatorId: people[who]?.annotatorId ?? 0,
    answer: { verdict, exclusionReason: verdict === 'exclude' ? reason : null, note: '' },
    version: 0,
    shown: { suggestions: [], ranking: null },
    at: deskInstant,
    requestId: null,
    idempotencyKey: null,
  });
}

const exported = (file: DecisionFile) =>
  csvText(createDecisionTables(origin.store, origin.desk.blinding).table(file, origin.people[0]?.annotatorId ?? null));

function bring(to: World, text: string, options: Partial<DecisionImport> = {}) {
  const usual = { file: 'x.csv', stage, by: null, names: new Map(), isBlind: false, isDry: false, at: deskInstant };
  return importDecisions({ store: to.store, desk: to.desk, protocol }, { ...usual, text, ...options });
}

const settlements = ({ store }: World) =>
  store.reviewState.settlements(stage).map(({ recordId, answer }) => ({ recordId, ...(answer as ScreeningAnswer) }));

describe('what is exported comes back', () => {
  test.each(['decisions', 'rayyan'] as const)('%s: the same settlements and conflicts', async (file) => {
    const to = world();
    const report = await bring(to, exported(file));
    // Rayyan's form has only records whose votes are all in; our own has the asker's votes too.
    expect(report).toMatchObject({ cast: file === 'decisions' ? 9 : 8, clashes: [], unmatched: [], refused: [] });
    expect(settlements(to)).toEqual(settlements(origin));
    expect(to.store.reviewState.conflicts(stage).map(({ recordId }) => recordId)).toEqual([3]);
    expect(to.store.reviewState.votes(2, stage)[0]?.shown).toMatchObject({ imported: 'x.csv', blind: false });
  });

  test.each(['asreview', 'covidence'] as const)('%s: the same settlements, for each reviewer in turn', async (file) => {
    const to = world();
    for (const by of ['Reviewer A', 'Reviewer B'])
      expect(await bring(to, exported(file), { by })).toMatchObject({ decisions: 3, cast: 3 });
    const verdicts = (at: World) => settlements(at).map(({ recordId, verdict }) => [recordId, verdict]);
    expect(verdicts(to)).toEqual(verdicts(origin));
  });
});

describe('a file of decisions', () => {
  test('does nothing anew when it is sent again, even after a vote was changed or taken back', async () => {
    const to = world();
    await bring(to, exported('decisions'));
    const annotatorId = to.people[0]?.annotatorId ?? 0;
    await to.desk.withdraw({
      recordId: 1,
      stage,
      annotatorId,
      version: 1,
      at: deskInstant,
      requestId: null,
      idempotencyKey: null,
    });
    const head = to.store.trail.head();
    expect(await bring(to, exported('decisions'))).toMatchObject({ cast: 0, standing: 9, clashes: [], refused: [] });
    expect(to.store.trail.head()).toEqual(head);
  });

  test('leaves a vote that stands, and lists it', async () => {
    const to = world();
    await vote(to, 1, 0, 'exclude');
    await vote(to, 2, 0, 'exclude');
    const report = await bring(to, exported('decisions'));
    expect(report.clashes).toMatchObject([
      { recordId: 1, name: 'Reviewer A', stands: `exclude, ${reason}`, says: 'include' },
    ]);
    expect(report).toMatchObject({ cast: 7, standing: 1 });
    expect(to.store.reviewState.votes(1, stage).map(({ answer }) => (answer as ScreeningAnswer).verdict)).toEqual([
      'exclude',
      'include',
    ]);
  });

  test('only looks when it is asked to', async () => {
    const to = world();
    const head = to.store.trail.head();
    expect(await bring(to, exported('decisions'), { isDry: true })).toMatchObject({ cast: 9 });
    expect(to.store.trail.head()).toEqual(head);
  });

  test('is matched by PMID, DOI or whole title, never by another program’s own number alone', async () => {
    const to = world();
    const titles = [10, 11].map((recordId) => to.store.reviewQueue.title(recordId));
    const citation = to.store.records.get(12)?.citation;
    const rows = [
      ['record_id', 'title', 'pmid', 'doi', 'included'],
      [3, `  ${titles[0]?.toUpperCase()}`, '', '', 1],
      [4, 'Another paper altogether', '', '', 1],
      [5, '', citation?.pmid ?? '', citation?.doi ?? '', 0],
    ];
    const report = await bring(to, csvText(rows), { by: 'Reviewer A' });
    expect(report.unmatched).toEqual([{ row: 3, title: 'Another paper altogether', why: 'no such record' }]);
    expect(to.store.reviewState.allVotes(stage).map(({ recordId }) => recordId)).toEqual([10, 12]);
  });

  test('names people who have no account, unless they are mapped to one', async () => {
    const notes = 'RAYYAN-INCLUSION: {"J. D."=>"Included", "Reviewer B"=>"Maybe"} | RAYYAN-EXCLUSION-REASONS: none';
    const text = csvText([
      ['key', 'title', 'notes'],
      ['x-1', origin.store.reviewQueue.title(20), notes],
    ]);
    const to = world();
    expect(await bring(to, text)).toMatchObject({ cast: 1, unknownNames: [{ name: 'J. D.', decisions: 1 }] });
    expect(await bring(to, text, { names: new Map([['J. D.', 'Reviewer A']]) })).toMatchObject({
      cast: 1,
      standing: 1,
    });
    await expect(bring(to, text, { names: new Map([['J. D.', 'Nobody']]) })).rejects.toThrow(
      'no account that may screen',
    );
    await expect(
      bring(
        to,
        csvText([
          ['title', 'included'],
          ['x', 1],
        ]),
      ),
    ).rejects.toThrow('--by');
  });

  test('by people who decided blind counts for their agreement, if that is said', async () => {
    const to = world();
    await bring(to, exported('decisions'), { isBlind: true });
    expect(to.store.reviewState.votes(1, stage).map(({ shown }) => (shown as { blind: boolean }).blind)).toEqual([
      true,
      true,
    ]);
  });
});

test('npm run decisions says what became of each row', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'resorb-decisions-'));
  const to = world();
  const file = join(folder, 'labels.csv');
  writeFileSync(
    file,
    csvText([
      ['title', 'included'],
      [to.store.reviewQueue.title(30), 1],
      ['No such paper', 0],
    ]),
  );
  const words = ['--db', to.store.file, '--file', file, '--by', 'Reviewer A'];
  const { code, stdout } = await runScript('decisions', [...words, '--json']);
  expect({ code, report: JSON.parse(stdout) }).toMatchObject({ code: 0, report: { cast: 1, unmatched: [{ row: 3 }] } });
  expect((await runScript('decisions', [...words, '--stage', 'tagging'])).code).toBe(2);
  rmSync(folder, { recursive: true });
});
