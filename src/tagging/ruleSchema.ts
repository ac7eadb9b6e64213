import { z } from 'zod';

const text = z.string().trim().min(1, 'must not be empty');
const id = z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be lower-case words joined by hyphens');
const cues = z.array(text);

/** Cues by language; the languages are matched together, so a mixed text is read whole. */
const cueList = z.strictObject({
  en: cues.optional(),
  zh: cues.optional(),
  /** A cue that overlaps a cue of one of these lists is none. */
  not: z.array(id).optional(),
});

const lists = z.record(id, cueList);

/** `rules.yaml`: what the rule set is called, and the settings of the reader. */
export const manifestSchema = z.strictObject({
  name: text,
  version: z.string().regex(/^\d+\.\d+\.\d+$/, 'must be a version such as 1.0.0'),
});

/** `general.yaml` and the files of cues: the words that rules speak of. */
export const listsSchema = z.strictObject({ lists });

/** What a record itself can prove: its own data, the literature, a course that it only watched. */
const voice = z.enum(['own', 'review', 'observer']);

const scope = z.enum(['covering', 'before', 'after', 'near', 'sentence']);

/**
 * `modifiers.yaml`: what words around a mention do to it.
 * `refuse`: it is not told. `deny`: it is read as against. `temper`: as discussed. `weigh`: as given weight; each is a sign.
 */
const modifier = z.strictObject({
  id,
  effect: z.enum(['refuse', 'deny', 'temper', 'weigh']),
  /** Where the cue must stand: over the mention, before it, after it or on either side in its clause, anywhere in its sentence. */
  scope,
  /** At most so many words between cue and mention (scopes before and after). */
  reach: z.number().int().nonnegative().default(12),
  cues: z.array(id).min(1),
  /** Only mentions of these; all where absent. */
  of: z.array(id).optional(),
  /** Not where one of these stands in the same sentence. */
  unless: z.array(id).optional(),
  /** Only where one of these stands in the same sentence. */
  where: z.array(id).optional(),
  /** Only in studies that speak in one of these voices. */
  voices: z.array(voice).optional(),
  /** Only in sentences that name at most so many mechanisms: a longer list gives weight to none. */
  atMostNamed: z.number().int().positive().optional(),
  /** Reaches over the end of a clause. */
  acrossClauses: z.boolean().default(false),
  /** Reaches over a Chinese comma, which parts statements; the comma of a list in English is no bar. */
  acrossCommas: z.boolean().default(true),
  why: text,
});

export const modifiersSchema = z.strictObject({
  /** Words that end the reach of a modifier within a sentence. */
  clauseEnds: id,
  modifiers: z.array(modifier),
});

const mechanismCue = z.strictObject({
  list: id,
  /** Counts only beside one of these, in the same sentence; without, it is told as lacking them. */
  with: z.array(id).optional(),
  /** Counts only in a record that has one of these anywhere. */
  record: z.array(id).optional(),
  /** Does not count beside one of these, in the same sentence. */
  without: z.array(id).optional(),
  /** Is read as discussed at most; what is read is a sign for the rest of the record. */
  atMost: z.literal('discusses').optional(),
  /** Of what was given and stands in the title: a figure of one of these among the results supports it. */
  measuredBy: z.array(id).optional(),
  /** Is read so of itself: words that stand for the mechanism's part rather than for the mechanism. */
  says: z.literal('contradicts').optional(),
});

/** `mechanisms.yaml`. */
export const mechanismsSchema = z.strictObject({
  gate: z.strictObject({
    /** What the records must be about. */
    subject: id,
    /** One of these must stand somewhere in the record: the subject's words have other meanings elsewhere. */
    setting: z.array(id).min(1),
    /** What makes a sentence speak of the subject's own tissue or course. */
    anchors: z.array(id).min(1),
    /** A title with one of these but not of the subject closes the record. */
    closedBy: z.array(id),
    /** A sentence with one of these closes the record: it says what was not studied. */
    disclaimers: z.array(id),
    /** Modifiers that take a mention of the subject back. */
    denials: z.array(id),
    /** A study with one of these speaks of its own data on the tissue, whatever its design. */
    ownVoice: z.array(id),
    /** Opens a sentence that goes on about what the sentence before it measured. */
    pronouns: z.array(id),
    /** Words of measuring: what a sentence with one names, the next may find. */
    measured: z.array(id),
    /** Words by which a verdict points back to items that the sentence before it lists; -1 is the last item. */
    pointers: z.array(z.strictObject({ list: id, items: z.array(z.number().int()).min(1) })),
    /** Words of what was found. */
    findings: z.array(id),
    /** A record in which one of these stands speaks of its subject in every sentence. */
    whole: z.array(id),
  }),
  mechanisms: z.array(z.strictObject({ id, cues: z.array(mechanismCue).min(1) })),
});

const directionCue = z.strictObject({
  direction: z.enum(['favours', 'against', 'no association', 'discusses']),
  lists: z.array(id).min(1),
});

/** `predictors.yaml`. */
export const predictorsSchema = z.strictObject({
  /** What predictors foretell: the outcome a factor must be tied to. */
  outcome: z.array(id).min(1),
  /** The reverse of the outcome: what goes with it speaks against. */
  reversed: z.array(id),
  /** Words that stand for the outcome in a record whose title names it. */
  outcomeInTitled: z.array(id),
  /** A sentence that opens with one of these speaks of what the sentence before it spoke of. */
  anaphora: id,
  /** How a sentence comes back to a factor of the sentence before: a pronoun it opens with, "the former", "the latter". */
  carriedBy: z.strictObject({ pronouns: id, first: id, last: id }),
  /** Designs of one case, which compares nothing: their statements bear a sign of it. */
  comparisonsOnly: z.array(id),
  /** Markers that stand for the outcome when the record ties them to it. */
  proxies: z.array(id),
  /** Words by which a study comes back to those markers: "positive cells". */
  markersAgain: id,
  /** Words that make a sentence a list of candidate factors. */
  candidates: z.array(id),
  /** Outcomes of another kind: with these and none of the outcome's, no direction is read. */
  otherOutcomes: z.array(id),
  /** Groups by another outcome: of a sentence that compares them no direction is read. */
  clinicalGroups: id,
  /** Takes the claim before it back. */
  insignificance: id,
  /** Beside the outcome: it hardly came about. */
  scarcely: id,
  directions: z.array(directionCue),
  /** What follows one of these in its clause a comparison was adjusted for; it is not what was found. */
  adjusted: id,
  /** What follows one of these is only set against what stands before it. */
  setAgainst: id,
  /** In a bracket: the ratio is that of each unit more of the factor. */
  perUnit: id,
  /** What is conjectured became of a value of a factor is not told. */
  conjectures: z.array(id),
  /** What the authors say they cannot tell. */
  undecided: z.array(id),
  /** Makes a sentence a question: no direction is read. */
  questions: z.array(id),
  /** Words of a relation without its sign: of a factor without a value they give no direction. */
  related: id,
  /** "A nomogram was built from": what was put into a model is only discussed, whatever the model foretells. */
  modelled: id,
  /** "Predictors of ... were": what a study says so of points to more of the outcome. */
  foretells: id,
  /** Comparisons with what stands after "than" as the lesser. */
  than: id,
  more: id,
  less: id,
  /** Words of less that, within the outcome, mean more of it: "the volume was reduced further". */
  shrinking: id,
  /** "Without", "did not": marks the group that lacks the factor or the outcome. */
  lacking: id,
  theRest: id,
  /** Joins a share to what it is a share of: "88% for", "16.9% of". */
  shareOf: id,
  /** Groups that are made by the outcome, pronouns for them, and words that say which of them has more or less of a factor. */
  outcomeGroups: z.strictObject({
    withOutcome: id,
    withoutOutcome: id,
    again: id,
    more: id,
    less: id,
    /** "Cases" and "controls" are such groups in studies of these designs, where a sentence says which are which. */
    caseControl: z.strictObject({ designs: z.array(id), cases: id, controls: id }),
  }),
  /** Shares stand in the order of what they are shares of. */
  respectively: id,
  /** What rises or falls in the order in which values are named. */
  ascending: id,
  descending: id,
  /** Turns a claim of a direction into one of none: "did not report higher rates". */
  negators: id,
  /** What a factor that is no subject follows: "faster with", "predictors were". */
  obliques: id,
  /** Statements that leave out what was said before. */
  ellipses: z.strictObject({
    /** "... were not." */
    deniedAfter: id,
    /** "neither did ..." */
    deniedBefore: id,
    /** "as did ..." */
    same: id,
  }),
  /** Names of figures in brackets: p, odds and hazard ratios, correlation coefficients. */
  statistics: z.strictObject({ probability: id, ratio: id, coefficient: id }),
  predictors: z.array(
    z.strictObject({
      id,
      factor: z.array(id).min(1),
      /** Values of the factor that are more of it, and less of it. */
      more: z.array(id).default([]),
      less: z.array(id).default([]),
      /** Words that are the factor only in a sentence that speaks of prediction. */
      asCandidate: z.array(id).default([]),
      /** A mention that says nothing of a predictor, such as how patients were selected. */
      refused: z.array(id).default([]),
      /**
       * More values of the factor, in records whose title has one of the lists `by`; `both` names its values
       * together and can only say that they did not differ.
       */
      titled: z
        .strictObject({
          by: z.array(id).min(1),
          more: z.array(id).default([]),
          less: z.array(id).default([]),
          both: z.array(id).default([]),
        })
        .optional(),
    }),
  ),
});

const place = z.enum(['title', 'opening', 'any']);

const termCue = z.strictObject({ list: id, weight: z.number().positive(), where: place.default('any') });

/** Levels are named as clinicians write them: "L4/5". */
const termId = z.string().regex(/^[A-Za-z][A-Za-z0-9/-]*$/, 'must be letters, digits, hyphens and slashes');

const classified = z.strictObject({
  id,
  cues: z.array(termCue),
  /** PubMed publication types and MeSH descriptors that say so. */
  publicationTypes: z.array(text).default([]),
  mesh: z.array(text).default([]),
  /** What such a descriptor weighs beside words of the text, which weigh about 1 each. */
  hintWeight: z.number().positive().default(3),
});

const design = z.strictObject({
  id,
  /** In which voice such a study speaks. */
  voice,
  /** PubMed publication types that say so. */
  publicationTypes: z.array(text).default([]),
  /** What such a type weighs, as log odds. */
  hintWeight: z.number().positive().default(4),
});

const weights = z.record(id, z.number());

/** `design-weights.yaml`: what the signs of a design weigh, as log odds. */
export const designWeightsSchema = z.strictObject({
  /** The design of a record that shows no sign. */
  default: id,
  /** By design: its weight before anything is read. */
  bias: weights,
  signs: z
    .array(
      z.strictObject({
        list: id,
        where: place,
        /** Says nothing in a record that has one of these: "randomised" in the protocol of a trial. */
        unless: z.array(id).optional(),
        weights: weights.default({}),
      }),
    )
    .min(1),
});

const verdictSign = z
  .strictObject({
    /** A sign that the engine reads. */
    sign: text.optional(),
    /** Lists of which one has a cue in the sentence. */
    lists: z.array(id).min(1).optional(),
    weights: z.record(text, z.number()).default({}),
  })
  .refine(({ sign, lists }) => (sign === undefined) !== (lists === undefined), 'must name a sign or lists');

/** `direction-weights.yaml`: what the signs of a statement that says something weigh, as log odds. */
export const signWeightsSchema = z.strictObject({
  verdicts: z.array(text).min(1),
  /** By verdict: its weight before anything is read. */
  bias: z.record(text, z.number()),
  signs: z.array(verdictSign).min(1),
});

/**
 * `mechanism-weights.yaml`, `predictor-weights.yaml`: what the signs of a statement weigh, as log odds against saying
 * nothing.
 */
export const verdictWeightsSchema = signWeightsSchema.extend({
  /** A statement below this share says nothing. */
  least: z.number().min(0).max(1),
});

const term = z.strictObject({
  id: termId,
  label: z.strictObject({ en: text, zh: text }).optional(),
  list: id,
  unless: z.array(id).optional(),
});

/** `terms.yaml`: design, species, imaging, treatments, outcomes, levels. */
export const termsSchema = z.strictObject({
  designs: z.array(design).min(1),
  species: z.array(classified).min(1),
  defaultSpecies: id,
  noSpecies: id,
  imaging: z.array(term),
  treatments: z.array(term),
  outcomes: z.array(term),
  levels: z.array(term),
});

/** `figures.yaml`: the words round numbers. */
export const figuresSchema = z.strictObject({
  /** What samples are counted in: the highest rank wins, then what is stated first; some units only in some designs. */
  units: z.array(z.strictObject({ unit: text, list: id, rank: z.number(), designs: z.array(id).optional() })),
  /** Reports of one case or of at most so many. */
  singleCase: z.strictObject({ designs: z.array(id), list: id, unit: text, most: z.number().int().positive() }),
  /** Joins the count of a group to that of the group beside it. */
  joins: id,
  /** What follows is a part of the count before it, not a group beside it. */
  parts: id,
  /** What the group beside the patients is called. */
  comparators: id,
  /** A group of a smaller share of the first is a comparison with what is normal, no part of the sample. */
  leastGroup: z.number().min(0).max(1),
  /** Of a count that was asked or screened the part that took part is the sample. */
  asked: id,
  /** "38 were included": the part of a count that was studied. */
  studied: id,
  notSample: id,
  /** Between a number and a unit, these part them: "IL-6 in patients". */
  notBetween: id,
  months: z.array(z.strictObject({ list: id, months: z.number().positive() })),
  followUp: id,
  /** What is called the follow-up before any other time. */
  followed: id,
  notFollowUp: id,
  mean: id,
  notShare: id,
  outcome: id,
  /** Opens a sentence that goes on about the outcome of the one before. */
  anaphora: id,
  complete: id,
  groups: z.array(z.strictObject({ group: text, list: id })),
  changeOfSize: id,
});

/** Where a sentence stands: by the label that opens its part of an abstract. */
export const sectionsSchema = z.strictObject({
  sections: z.array(
    z.strictObject({
      id: z.enum(['background', 'objective', 'methods', 'results', 'conclusion']),
      labels: z.array(text),
      list: id,
    }),
  ),
});

export type Voice = z.infer<typeof voice>;
export type Modifier = z.infer<typeof modifier>;
export type MechanismCue = z.infer<typeof mechanismCue>;
export type MechanismRules = z.infer<typeof mechanismsSchema>;
export type PredictorRules = z.infer<typeof predictorsSchema>;
export type TermRules = z.infer<typeof termsSchema>;
export type Design = z.infer<typeof design>;
export type DesignSign = DesignWeights['signs'][number];
export type DesignWeights = z.infer<typeof designWeightsSchema>;
export type SignWeights = z.infer<typeof signWeightsSchema>;
export type VerdictWeights = z.infer<typeof verdictWeightsSchema>;
export type Place = z.infer<typeof place>;
export type Classified = z.infer<typeof classified>;
export type Term = z.infer<typeof term>;
export type FigureRules = z.infer<typeof figuresSchema>;
export type SectionRules = z.infer<typeof sectionsSchema>;
export type CueLists = z.infer<typeof lists>;
export type SectionId = SectionRules['sections'][number]['id'];
