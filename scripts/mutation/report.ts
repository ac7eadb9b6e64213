import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { rootDir } from '../../src/paths.ts';
import type { Mutant } from './mutate.ts';

export interface MutantCounts {
  /** Changes that a test noticed, by failing or by never ending. */
  noticed: number;
  /** Changes that no test noticed, those that no test reaches among them. */
  survived: number;
  unreached: number;
  /** Changes left out: reached only while a module is loaded, or no program at all. */
  leftOut: number;
  /** Percentage noticed of all that were tried. */
  score: number;
}

export function countMutants(mutants: readonly Mutant[]): MutantCounts {
  const having = (...statuses: Mutant['status'][]) => mutants.filter(({ status }) => statuses.includes(status)).length;
  const noticed = having('Killed', 'Timeout');
  const survived = having('Survived', 'NoCoverage');
  const tried = noticed + survived;
  return {
    noticed,
    survived,
    unreached: having('NoCoverage'),
    leftOut: mutants.length - tried,
    score: tried === 0 ? 0 : Math.round((1000 * noticed) / tried) / 10,
  };
}

/** A line for each change that no test noticed, one for each file, and the part's score. */
export function reportOf(name: string, mutants: readonly Mutant[]): string {
  const byFile = new Map<string, Mutant[]>();
  for (const mutant of mutants) {
    const file = relative(rootDir, mutant.fileName);
    byFile.set(file, [...(byFile.get(file) ?? []), mutant]);
  }
  const lines = [...byFile].sort().flatMap(([file, ofFile]) => {
    const text = readFileSync(file, 'utf8').split('\n');
    const { noticed, survived, score } = countMutants(ofFile);
    const unnoticed = ofFile
      .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
      .map((mutant) => `${file}:${placeOf(mutant)} ${asChanged(mutant, text)}`);
    return [...unnoticed, `${file}: ${noticed} of ${noticed + survived} noticed (${score} %)`];
  });
  const { noticed, survived, unreached, leftOut, score } = countMutants(mutants);
  const total = `${name}: ${score} % (${noticed} of ${noticed + survived} changes noticed, ${unreached} not reached, ${leftOut} left out)`;
  return `${[...lines, total].join('\n')}\n`;
}

function placeOf({ location: { start }, status }: Mutant): string {
  return `${start.line}:${start.column}${status === 'NoCoverage' ? ' (not reached)' : ''}`;
}

const longest = 70;

function asChanged({ location: { start, end }, replacement }: Mutant, lines: readonly string[]): string {
  const last = end.line === start.line ? end.column - 1 : undefined;
  const before = lines[start.line - 1]?.slice(start.column - 1, last) ?? '';
  const short = (text: string) => text.replaceAll(/\s+/g, ' ').slice(0, longest);
  return `${short(before)} => ${short(replacement ?? '')}`;
}
