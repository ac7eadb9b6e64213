import { join } from 'node:path';
import { directions, stances } from '../domain/codebook.ts';
import { ProtocolError, readProtocolFile } from '../protocol/readProtocolFile.ts';
import { compileCues, surveyedFigures } from './compileCues.ts';
import { knownSigns } from './factorSigns.ts';
import { knownMechanismSigns } from './mechanismSigns.ts';
import {
  type CueLists,
  type DesignWeights,
  designWeightsSchema,
  type FigureRules,
  figuresSchema,
  listsSchema,
  type MechanismRules,
  type Modifier,
  manifestSchema,
  mechanismsSchema,
  modifiersSchema,
  type PredictorRules,
  predictorsSchema,
  type SectionRules,
  type SignWeights,
  sectionsSchema,
  signWeightsSchema,
  type TermRules,
  termsSchema,
  type VerdictWeights,
  verdictWeightsSchema,
} from './ruleSchema.ts';

/** A rule set as it is written down: data, nothing compiled. */
export interface RuleSet {
  name: string;
  version: string;
  lists: CueLists;
  clauseEnds: string;
  modifiers: readonly Modifier[];
  mechanisms: MechanismRules;
  mechanismWeights: VerdictWeights;
  predictors: PredictorRules;
  predictorWeights: VerdictWeights;
  directionWeights: SignWeights;
  terms: TermRules;
  designWeights: DesignWeights;
  figures: FigureRules;
  sections: SectionRules;
}

/**
 * Reads and checks the rules in a folder, by which the tagger reads texts.
 *
 * @throws {ProtocolError} naming file, path and value: for what the schema refuses, for a cue that cannot be read
 *   and for a rule that speaks of a list that is not there.
 */
export function loadRuleSet(folder: string): RuleSet {
  const file = (name: string): string => join(folder, name);
  const manifest = readProtocolFile(file('rules.yaml'), manifestSchema);
  const lists: CueLists = {};
  for (const name of [
    'general.yaml',
    'mechanism-cues.yaml',
    'predictor-cues.yaml',
    'term-cues.yaml',
    'design-cues.yaml',
  ]) {
    for (const [list, cues] of Object.entries(readProtocolFile(file(name), listsSchema).lists)) {
      if (lists[list]) throw new ProtocolError(`${name}: lists.${list}: this list is already in another file.`);
      lists[list] = cues;
    }
  }
  const { modifiers, clauseEnds } = readProtocolFile(file('modifiers.yaml'), modifiersSchema);
  const ruleSet: RuleSet = {
    ...manifest,
    lists,
    clauseEnds,
    modifiers,
    mechanisms: readProtocolFile(file('mechanisms.yaml'), mechanismsSchema),
    mechanismWeights: readProtocolFile(file('mechanism-weights.yaml'), verdictWeightsSchema),
    predictors: readProtocolFile(file('predictors.yaml'), predictorsSchema),
    predictorWeights: readProtocolFile(file('predictor-weights.yaml'), verdictWeightsSchema),
    directionWeights: readProtocolFile(file('direction-weights.yaml'), signWeightsSchema),
    terms: readProtocolFile(file('terms.yaml'), termsSchema),
    designWeights: readProtocolFile(file('design-weights.yaml'), designWeightsSchema),
    figures: readProtocolFile(file('figures.yaml'), figuresSchema),
    sections: readProtocolFile(file('sections.yaml'), sectionsSchema),
  };
  checkReferences(ruleSet);
  compileCues(ruleSet);
  return ruleSet;
}

/** Signs name lists that are there, and weigh for and against designs that are there. */
function checkDesigns(
  { designWeights: { bias, signs }, terms: { designs } }: RuleSet,
  check: (place: string, names: readonly string[]) => void,
  faults: string[],
): void {
  const known = new Set(designs.map(({ id }) => id));
  for (const [place, weights] of [
    ['bias', bias] as const,
    ...signs.map((sign) => [sign.list, sign.weights] as const),
  ]) {
    for (const id of Object.keys(weights)) {
      if (!known.has(id)) faults.push(`design-weights.yaml: ${place}: there is no design called "${id}".`);
    }
  }
  check(
    'design-weights.yaml: signs',
    signs.flatMap(({ list, unless }) => [list, ...(unless ?? [])]),
  );
}

/** Signs are those that the engine reads or lists that are there, and weigh for and against verdicts that there are. */
function checkVerdicts(
  file: string,
  { verdicts, bias, signs }: SignWeights,
  { known, possible }: { known: readonly string[]; possible: readonly string[] },
  check: (place: string, names: readonly string[]) => void,
  faults: string[],
): void {
  for (const verdict of verdicts) {
    if (!possible.includes(verdict))
      faults.push(`${file}: verdicts: "${verdict}" is none; there are ${possible.join(', ')}.`);
  }
  const names = new Set(known);
  for (const { sign, lists, weights } of [{ sign: undefined, lists: undefined, weights: bias }, ...signs]) {
    if (sign !== undefined && !names.has(sign)) faults.push(`${file}: there is no sign "${sign}".`);
    check(`${file}: signs`, lists ?? []);
    for (const verdict of Object.keys(weights)) {
      if (!verdicts.includes(verdict)) faults.push(`${file}: "${verdict}" is not among the verdicts.`);
    }
  }
}

/** The weights of all statements. */
function checkWeights(
  ruleSet: RuleSet,
  check: (place: string, names: readonly string[]) => void,
  faults: string[],
): void {
  const ofFactors = {
    known: knownSigns(
      ruleSet.predictors.predictors.map(({ id }) => id),
      ruleSet.terms.designs.map(({ id }) => id),
    ),
    possible: directions,
  };
  const ofMechanisms = {
    known: knownMechanismSigns(ruleSet),
    possible: stances,
  };
  checkVerdicts('predictor-weights.yaml', ruleSet.predictorWeights, ofFactors, check, faults);
  checkVerdicts('direction-weights.yaml', ruleSet.directionWeights, ofFactors, check, faults);
  checkVerdicts('mechanism-weights.yaml', ruleSet.mechanismWeights, ofMechanisms, check, faults);
}

/** Every list that a rule names must be there. */
function checkReferences(ruleSet: RuleSet): void {
  const faults: string[] = [];
  const known = new Set(Object.keys(ruleSet.lists));
  const check = (place: string, names: readonly string[] | undefined): void => {
    for (const name of names ?? []) {
      if (!known.has(name)) faults.push(`${place}: there is no list of cues called "${name}".`);
    }
  };
  check('modifiers.yaml: clauseEnds', [ruleSet.clauseEnds]);
  for (const { id, cues, unless, where } of ruleSet.modifiers) {
    check(`modifiers.yaml: modifiers.${id}`, [...cues, ...(unless ?? []), ...(where ?? [])]);
  }
  for (const [list, cues] of Object.entries(ruleSet.lists)) check(`lists.${list}`, cues.not);
  const { gate, mechanisms } = ruleSet.mechanisms;
  check('mechanisms.yaml: gate', [
    gate.subject,
    ...gate.setting,
    ...gate.anchors,
    ...gate.closedBy,
    ...gate.disclaimers,
    ...gate.whole,
    ...gate.ownVoice,
    ...gate.pronouns,
    ...gate.measured,
    ...gate.findings,
    ...gate.pointers.map(({ list }) => list),
  ]);
  for (const mechanism of mechanisms) {
    for (const cue of mechanism.cues) {
      check(`mechanisms.yaml: mechanisms.${mechanism.id}`, [
        cue.list,
        ...(cue.with ?? []),
        ...(cue.without ?? []),
        ...(cue.record ?? []),
        ...(cue.measuredBy ?? []),
      ]);
    }
  }
  const {
    predictors,
    directions,
    outcome,
    proxies,
    candidates,
    otherOutcomes,
    questions,
    foretells,
    than,
    more,
    less,
  } = ruleSet.predictors;
  check('predictors.yaml', [
    ...ruleSet.predictors.outcomeInTitled,
    ruleSet.predictors.anaphora,
    ...Object.values(ruleSet.predictors.carriedBy),
    ruleSet.predictors.shareOf,
    ruleSet.predictors.ascending,
    ruleSet.predictors.descending,
    ruleSet.predictors.clinicalGroups,
    ruleSet.predictors.insignificance,
    ruleSet.predictors.scarcely,
    ruleSet.predictors.markersAgain,
    ruleSet.predictors.modelled,
    ruleSet.predictors.related,
    ruleSet.predictors.respectively,
    ruleSet.predictors.lacking,
    ruleSet.predictors.theRest,
    ruleSet.predictors.negators,
    ruleSet.predictors.obliques,
    ...Object.values(ruleSet.predictors.ellipses),
    ...Object.values(ruleSet.predictors.statistics),
    ...outcomeGroupLists(ruleSet.predictors),
    ...ruleSet.predictors.reversed,
    ruleSet.predictors.adjusted,
    ruleSet.predictors.setAgainst,
    ruleSet.predictors.perUnit,
    ruleSet.predictors.shrinking,
    ...ruleSet.predictors.conjectures,
    ...ruleSet.predictors.undecided,
    ...outcome,
    ...proxies,
    ...candidates,
    ...otherOutcomes,
    ...questions,
    foretells,
    than,
    more,
    less,
  ]);
  for (const direction of directions) check(`predictors.yaml: directions`, direction.lists);
  for (const predictor of predictors) {
    check(`predictors.yaml: predictors.${predictor.id}`, [
      ...predictor.factor,
      ...predictor.more,
      ...predictor.less,
      ...predictor.refused,
      ...predictor.asCandidate,
      ...(predictor.titled
        ? [...predictor.titled.by, ...predictor.titled.more, ...predictor.titled.less, ...predictor.titled.both]
        : []),
    ]);
  }
  const { terms, figures, sections } = ruleSet;
  for (const entry of terms.species) {
    check(
      `terms.yaml: ${entry.id}`,
      entry.cues.map((cue) => cue.list),
    );
  }
  for (const entry of [...terms.imaging, ...terms.treatments, ...terms.outcomes, ...terms.levels]) {
    check(`terms.yaml: ${entry.id}`, [entry.list, ...(entry.unless ?? [])]);
  }
  checkDesigns(ruleSet, check, faults);
  checkWeights(ruleSet, check, faults);
  check('figures.yaml', [
    ...surveyedFigures(figures),
    ...figures.groups.map((entry) => entry.list),
    figures.notShare,
    figures.outcome,
    figures.anaphora,
    figures.complete,
    figures.changeOfSize,
  ]);
  check(
    'sections.yaml',
    sections.sections.map((section) => section.list),
  );
  if (faults.length > 0) throw new ProtocolError(faults.map((fault) => `rules/${fault}`).join('\n'));
}

function outcomeGroupLists({ outcomeGroups }: PredictorRules): string[] {
  const { withOutcome, withoutOutcome, again, more, less, caseControl } = outcomeGroups;
  return [withOutcome, withoutOutcome, again, more, less, caseControl.cases, caseControl.controls];
}
