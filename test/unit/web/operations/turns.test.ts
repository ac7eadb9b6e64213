import { EventEmitter } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import type { NextFunction, Request, Response } from 'express';
import { exportGate } from '../../../../src/web/operations/exportGate.ts';
import { inTurns, turn } from '../../../../src/web/operations/turns.ts';
import { testSite } from '../../../support/webApp.ts';

const round = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Microseconds that the processor has worked for this process. */
const worked = () => Object.values(process.cpuUsage()).reduce((sum, part) => sum + part, 0);

/** Pieces that take longer than a turn, however busy the machine is with others. */
function* slowly(name: string, count: number, said: string[]): Generator<string> {
  for (let number = 1; number <= count; number += 1) {
    const begun = worked();
    while (worked() - begun < 10_000);
    said.push(name);
    yield `${name}${number} `;
  }
}

async function all(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}

describe('work in turns', () => {
  test('gives everybody one a round, in the order in which they came', async () => {
    const came: number[] = [];
    const asked = [1, 2, 3].map(async (number) => {
      await turn();
      came.push(number);
    });
    await Promise.resolve();
    expect(came).toEqual([]);
    await Promise.all(asked);
    expect(came).toEqual([1, 2, 3]);
  });

  test('keeps every piece, one after another of each, and lets others in between', async () => {
    const said: string[] = [];
    const work: { isOver: boolean } = { isOver: false };
    const others = (async () => {
      while (!work.isOver) {
        await round();
        said.push('-');
      }
    })();
    const texts = await Promise.all(['a', 'b'].map((name) => all(inTurns(slowly(name, 4, said)))));
    work.isOver = true;
    await others;
    expect(texts).toEqual(['a1 a2 a3 a4 ', 'b1 b2 b3 b4 ']);
    // After their first pieces, none follows another at once.
    expect(said.slice(2).join('')).not.toMatch(/[ab]{2}/);
  });

  test('joins small pieces, and ends with what it reads when its reader goes', async () => {
    let isEnded = false;
    function* small(): Generator<string> {
      try {
        for (let number = 0; number < 1e9; number += 1) yield 'x';
      } finally {
        isEnded = true;
      }
    }
    for await (const text of inTurns(small())) {
      expect(text.length).toBeGreaterThan(1);
      break;
    }
    expect(isEnded).toBe(true);
  });
});

describe('the gate before files', () => {
  const gateOf = () => exportGate({ en: testSite('en'), zh: testSite('zh') });
  const ask = (gate: ReturnType<typeof exportGate>, path: string) => {
    const told: { status?: number; headers?: Record<string, string>; type?: string; text?: string } = {};
    const keep = (name: keyof typeof told) => (value: unknown) => {
      Object.assign(told, { [name]: value });
      return response;
    };
    const response: EventEmitter & { closed: boolean } = Object.assign(new EventEmitter(), {
      ...{ closed: false, status: keep('status'), set: keep('headers'), type: keep('type'), send: keep('text') },
    });
    let passed = false;
    const next: NextFunction = () => {
      passed = true;
    };
    const asked = { path, acceptsLanguages: () => 'en', headers: {} } as unknown as Request;
    const done = Promise.resolve(gate(asked, response as unknown as Response, next));
    const leave = () => {
      response.closed = true;
      response.emit('close');
    };
    return { done, leave, told, isThrough: () => passed };
  };

  test('lets pages through at once and files one a round', async () => {
    const gate = gateOf();
    expect(ask(gate, '/en/records').isThrough()).toBe(true);
    const files = ['/en/records.csl.json', '/en/synthesis/resorption.R'].map((path) => ask(gate, path));
    expect(files.map(({ isThrough }) => isThrough())).toEqual([false, false]);
    await files[0]?.done;
    expect(files.map(({ isThrough }) => isThrough())).toEqual([true, false]);
    await files[1]?.done;
    expect(files[1]?.isThrough()).toBe(true);
  });

  test('sends away the 201st until one is done, and forgets whoever has gone', async () => {
    const gate = gateOf();
    const asked = Array.from({ length: 200 }, () => ask(gate, '/records.csv'));
    const sentAway = { status: 503, headers: { 'Retry-After': '2' } };
    expect(ask(gate, '/zh/records.csv').told).toMatchObject({ ...sentAway, text: expect.stringContaining('正在生成') });
    const program = ask(gate, '/api/v1/records.jsonl').told;
    expect(program).toMatchObject({ ...sentAway, type: 'application/problem+json' });
    expect(JSON.parse(program.text ?? '')).toMatchObject({ status: 503, detail: expect.stringContaining('try again') });
    expect(ask(gate, '/en/').isThrough()).toBe(true);
    asked[199]?.leave();
    const late = ask(gate, '/records.csv');
    await late.done;
    expect(asked.filter(({ isThrough }) => isThrough())).toHaveLength(199);
    expect(late.isThrough()).toBe(true);
  });
});
