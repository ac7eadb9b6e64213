import { ProtocolError } from '../protocol/readProtocolFile.ts';
import { CueIndex } from './cueIndex.ts';
import { CueError, type Element, expandCue } from './patterns.ts';
import type { CueLayer } from './reading.ts';
import type { CueLists } from './ruleSchema.ts';
import type { RuleSet } from './ruleSet.ts';
import { Vocabulary } from './vocabulary.ts';

/** The cues of a rule set, ready for matching: those looked for in every record, and the others. */
export interface CompiledCues {
  vocabulary: Vocabulary;
  survey: CueLayer;
  rest: CueLayer;
}

/** Reading the rules checks them by compiling; the tagger need not do it again. */
const compiled = new WeakMap<CueLists, { surveyed: string; cues: CompiledCues }>();

/**
 * The cues of a rule set, ready for matching.
 *
 * @throws {ProtocolError} for a cue that cannot be read, naming its list.
 */
export function compileCues(ruleSet: RuleSet): CompiledCues {
  const { lists } = ruleSet;
  const wanted = surveyLists(ruleSet);
  const surveyed = [...wanted].join(' ');
  const known = compiled.get(lists);
  if (known?.surveyed === surveyed) return known.cues;
  const sequencesOf = expandLists(lists);
  const vocabulary = new Vocabulary();
  const layer = (names: readonly string[]): CueLayer => {
    const index = new CueIndex(vocabulary);
    const all = withExceptions(names, lists);
    for (const list of all) for (const sequence of sequencesOf.get(list) ?? []) index.add(list, sequence);
    const exceptions = new Map(
      [...all].flatMap((list): [string, readonly string[]][] => {
        const not = lists[list]?.not;
        return not ? [[list, not]] : [];
      }),
    );
    return { index, exceptions };
  };
  const survey = withExceptions([...wanted], lists);
  const rest = Object.keys(lists).filter((list) => !survey.has(list));
  const cues = { vocabulary, survey: layer([...survey]), rest: layer(rest) };
  compiled.set(lists, { surveyed, cues });
  return cues;
}

/** What is asked of every record: whether it may be about the subject, its terms, its sample and its follow-up. */
function surveyLists({ mechanisms, terms, designWeights, figures }: RuleSet): Set<string> {
  const { gate } = mechanisms;
  const { species, imaging, treatments, outcomes, levels } = terms;
  return new Set([
    gate.subject,
    ...gate.setting,
    ...designWeights.signs.flatMap(({ list, unless }) => [list, ...(unless ?? [])]),
    ...species.flatMap(({ cues }) => cues.map(({ list }) => list)),
    ...[...imaging, ...treatments, ...outcomes, ...levels].flatMap(({ list, unless }) => [list, ...(unless ?? [])]),
    ...surveyedFigures(figures),
  ]);
}

/** Lists that the sample and the follow-up of a record are read by. */
export function surveyedFigures(figures: RuleSet['figures']): string[] {
  return [
    ...[...figures.units, ...figures.months].map(({ list }) => list),
    figures.singleCase.list,
    figures.notSample,
    figures.joins,
    figures.parts,
    figures.comparators,
    figures.asked,
    figures.studied,
    figures.followed,
    figures.notBetween,
    figures.followUp,
    figures.notFollowUp,
    figures.mean,
  ];
}

/** Lists together with those that take cues of theirs back, and so on. */
function withExceptions(names: readonly string[], lists: CueLists): Set<string> {
  const all = new Set(names);
  for (const name of all) for (const other of lists[name]?.not ?? []) all.add(other);
  return all;
}

/** The word sequences of every list, with those of the lists that its cues speak of. */
function expandLists(lists: CueLists): ReadonlyMap<string, Element[][]> {
  const expanded = new Map<string, Element[][]>();
  const open: string[] = [];
  const resolve = (list: string): Element[][] => {
    const known = expanded.get(list);
    if (known) return known;
    const cues = lists[list];
    if (!cues) throw new CueError(`speaks of the list "${list}", which is not there`);
    if (open.includes(list)) throw new CueError(`speaks of itself: ${[...open, list].join(' -> ')}`);
    open.push(list);
    const sequences = [...(cues.en ?? []), ...(cues.zh ?? [])].flatMap((cue) => expandCue(cue, resolve));
    open.pop();
    expanded.set(list, sequences);
    return sequences;
  };
  for (const list of Object.keys(lists)) {
    try {
      resolve(list);
    } catch (error) {
      if (error instanceof CueError)
        throw new ProtocolError(`rules: lists.${list}: a cue ${error.message}.`, { cause: error });
      throw error;
    }
  }
  return expanded;
}
