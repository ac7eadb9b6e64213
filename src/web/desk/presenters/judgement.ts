import { directions, stances } from '../../../domain/codebook.ts';
import type { RecordText } from '../../../domain/recordText.ts';
import { isScreeningStage, type ScreeningStage, type Stage, verdicts } from '../../../domain/review.ts';
import type { OpenedRecord } from '../../../review/openRecord.ts';
import type { Explanation } from '../../../review/queue.ts';
import type { ScreeningAnswer } from '../../../review/stages/screening.ts';
import { type TaggedTerm, type TaggingAnswer, termLists } from '../../../review/stages/tagging.ts';
import type { Site } from '../../site.ts';
import type { DeskLinks } from '../deskLinks.ts';
import { fieldNames, type JudgementForm, spanWord } from '../judgementForm.ts';
import type { KeyAction } from '../keys/actions.ts';
import type { KeyMap } from '../keys/keyMap.ts';
import { signsOf } from '../keys/keyNames.ts';
import { type PassageView, passagesOf } from '../sentences.ts';
import { bibliographyLine } from './bibliography.ts';
import { presentReasons, presentSuggestion, type RankingReasonsView, shownWords } from './suggestions.ts';
import { presentVotes, type VotesView } from './votes.ts';

export interface OptionView {
  value: string;
  name: string;
  chosen: boolean;
}

export interface TermView {
  id: string;
  name: string;
  /** The mechanism's code; empty for a predictor. */
  code: string;
  /** The key that tags it; empty where there is none. */
  key: string;
  ticked: boolean;
  positionName: string;
  evidenceName: string;
  positions: OptionView[];
  addValue: string;
  addLabel: string;
  evidence: { value: string; text: string }[];
}

export interface JudgementView {
  stage: Stage;
  stageName: string;
  action: string;
  draftAction: string;
  undoAction: string;
  skipAction: string;
  recordLabel: string;
  recordHref: string;
  title: { text: string; lang: string; passages: PassageView[] };
  otherTitle: { text: string; lang: string } | null;
  bibliography: string;
  pmid: { text: string; href: string } | null;
  fullTextHref: string | null;
  retracted: boolean;
  texts: { lang: string; language: string; passages: PassageView[] }[];
  decision: {
    legend: string;
    verdicts: (OptionView & { key: string })[];
    reasonLabel: string;
    reasons: (OptionView & { key: string })[];
  } | null;
  mechanisms: TermView[];
  predictors: TermView[];
  rest: {
    lists: { name: string; label: string; options: OptionView[] }[];
    lines: { name: string; label: string; text: string }[];
    sampleN: string;
    followUpMonths: string;
    open: boolean;
  };
  hasNote: boolean;
  note: string;
  saveLabel: string;
  hidden: { name: string; value: string }[];
  /** That a vote stands already, in words; null where none does. */
  standing: string | null;
  draftKept: string;
  /** Sentences for the page's script, with a place for what it fills in. */
  script: { kept: string; failing: string; waiting: string };
  errors: { message: string; href: string }[];
  votes: VotesView | null;
  suggestions: { text: string; quotes: string[]; by: string }[];
  /** What the ranking says of the record; null where it is kept back. */
  reasons: RankingReasonsView | null;
}

export interface JudgementContext {
  stage: Stage;
  opened: OpenedRecord;
  /** What the form shows: a draft, a vote that stands, or what was sent and refused. */
  form: JudgementForm;
  /** How the record came before the reviewer. */
  ranking: { order: string; model: string | null } | null;
  idempotencyKey: string;
  people: ReadonlyMap<number, string>;
  /** What the ranking says of the record, where the protocol shows it. */
  explanation: Explanation | null;
  errors: JudgementView['errors'];
  links: DeskLinks;
  keys: KeyMap;
}

export function presentJudgement(site: Site, context: JudgementContext): JudgementView {
  const { stage, opened, form, links, keys } = context;
  const { messages, format } = site;
  const words = messages.desk;
  const { citation, recordId, own, ownTags, draft } = opened;
  const shownTitle = opened.texts.find(({ field }) => field === 'title');
  const other = opened.texts.find(({ field }) => field === 'vernacularTitle');
  return {
    stage,
    stageName: words.stages[stage],
    action: links.record(stage, recordId),
    draftAction: links.draft(stage, recordId),
    undoAction: links.undo(stage, recordId),
    skipAction: links.skip(stage, recordId),
    recordLabel: words.record(recordId),
    recordHref: site.links.record(recordId),
    title: {
      text: citation.title,
      lang: shownTitle?.language ?? 'en',
      passages: shownTitle ? passagesOf(shownTitle, citation) : [],
    },
    otherTitle: other ? { text: other.text, lang: other.language } : null,
    bibliography: bibliographyLine(site, citation),
    pmid: citation.pmid
      ? { text: `PMID ${citation.pmid}`, href: `https://pubmed.ncbi.nlm.nih.gov/${citation.pmid}/` }
      : null,
    fullTextHref: citation.doi ? `https://doi.org/${encodeURI(citation.doi)}` : null,
    retracted: citation.relations.some(({ type }) => type === 'RetractionIn'),
    texts: bodies(site, opened.texts).map((text) => ({
      lang: text.language,
      language: `${format.language(text.language)}${text.field.startsWith('summary') ? ` · ${messages.textKinds.summary}` : ''}`,
      passages: passagesOf(text, citation),
    })),
    decision: isScreeningStage(stage) ? presentDecision(site, stage, form, keys) : null,
    mechanisms: presentTerms(site, 'mechanism', form.tagging.mechanisms, keys),
    predictors: presentTerms(site, 'predictor', form.tagging.predictors, keys),
    rest: presentRest(site, form.tagging, stage === 'tagging'),
    hasNote: true,
    note: form.note,
    saveLabel: isScreeningStage(stage) ? words.save : words.saveTags,
    hidden: [
      { name: 'version', value: String(own.version) },
      { name: 'tagVersion', value: String(ownTags.version) },
      { name: 'draftVersion', value: String(draft?.version ?? 0) },
      { name: 'key', value: context.idempotencyKey },
      { name: 'order', value: context.ranking?.order ?? '' },
      { name: 'model', value: context.ranking?.model ?? '' },
      { name: 'shown', value: shownWords(opened.suggestions, context.explanation) },
    ],
    standing: own.vote && presentStanding(site, stage, own.vote.answer, own.vote.castAt),
    draftKept: draft ? words.draftKept(format.instant(draft.savedAt)) : words.draftNone,
    script: {
      kept: words.draftKept('{time}'),
      failing: words.draftFailing('{time}'),
      waiting: words.offlineWaiting('{count}'),
    },
    errors: context.errors,
    votes: opened.complete && presentVotes(site, stage, opened.complete, context.people),
    suggestions: opened.suggestions.map((suggestion) => presentSuggestion(site, suggestion)),
    reasons: context.explanation && presentReasons(site, context.explanation),
  };
}

/** Texts other than titles; the authors' own before the catalog's summaries, the reader's language first. */
function bodies({ locale }: Site, texts: readonly RecordText[]): RecordText[] {
  const rank = ({ field, language }: RecordText): number =>
    (field.startsWith('summary') ? 2 : 0) + (language === locale ? 0 : 1);
  return texts
    .filter(({ field }) => field !== 'title' && field !== 'vernacularTitle')
    .sort((a, b) => rank(a) - rank(b));
}

function presentDecision(
  site: Site,
  stage: ScreeningStage,
  form: JudgementForm,
  map: KeyMap,
): JudgementView['decision'] {
  const { messages, protocol } = site;
  const words = messages.desk;
  const { exclusionReason } = protocol.reviewing.stages[stage];
  return {
    legend: words.decisionAt[stage],
    verdicts: verdicts.map((value) => ({
      value,
      name: words.verdicts[value],
      key: keySign(map, value),
      chosen: value === form.verdict,
    })),
    reasonLabel: exclusionReason === 'required' ? words.reasonRequired : words.reason,
    reasons:
      exclusionReason === 'none'
        ? []
        : protocol.review.eligibility.exclude.map(({ id, label }, index) => ({
            value: id,
            name: label[site.locale],
            key: keySign(map, `choice${index + 1}`),
            chosen: id === form.exclusionReason,
          })),
  };
}

function presentTerms(
  site: Site,
  kind: 'mechanism' | 'predictor',
  terms: readonly TaggedTerm<string>[],
  map: KeyMap,
): TermView[] {
  const { messages, protocol, locale } = site;
  const { mechanisms, predictors } = protocol.codebook;
  const listed =
    kind === 'mechanism'
      ? mechanisms.map(({ id, label, code }) => ({ id, label, code }))
      : predictors.map(({ id, label }) => ({ id, label, code: '' }));
  const positions: readonly (keyof typeof messages.stanceNames)[] = kind === 'mechanism' ? stances : directions;
  return listed.map(({ id, label, code }, index) => {
    const term = terms.find((each) => each.id === id);
    const name = label[locale];
    return {
      id,
      name,
      code,
      key: keySign(map, kind === 'mechanism' ? `choice${index + 1}` : `predictor${index + 1}`),
      ticked: term !== undefined,
      positionName: fieldNames.position(kind, id),
      evidenceName: fieldNames.evidence(kind, id),
      positions: positions.map((value, place) => ({
        value,
        name: messages.stanceNames[value],
        chosen: term ? term.position === value : kind === 'mechanism' && place === 0,
      })),
      addValue: `${kind}.${id}`,
      addLabel: messages.desk.addEvidence(name),
      evidence: (term?.evidence ?? []).map((span) => ({ value: spanWord(span), text: span.text })),
    };
  });
}

function presentRest(site: Site, answer: TaggingAnswer, open: boolean): JudgementView['rest'] {
  const { messages, protocol, locale } = site;
  const words = messages.desk;
  const labels = {
    designs: words.design,
    species: words.species,
    imaging: words.imaging,
    treatments: words.treatments,
    outcomes: words.outcomes,
    levels: words.levels,
  };
  const { designs, species, imaging } = protocol.codebook;
  const coded = { designs, species, imaging };
  return {
    lists: Object.entries(coded).map(([name, terms]) => ({
      name,
      label: labels[name as keyof typeof coded],
      options: terms.map(({ id, label }) => ({
        value: id,
        name: label[locale],
        chosen: answer[name as keyof typeof coded].includes(id),
      })),
    })),
    lines: termLists
      .filter((name) => !(name in coded))
      .map((name) => ({ name, label: labels[name], text: answer[name].join('\n') })),
    sampleN: answer.sampleN === null ? '' : String(answer.sampleN),
    followUpMonths: answer.followUpMonths === null ? '' : String(answer.followUpMonths),
    open: open || termLists.some((name) => answer[name].length > 0),
  };
}

function presentStanding(site: Site, stage: Stage, answer: unknown, castAt: string): string {
  const { desk } = site.messages;
  const at = site.format.instant(castAt);
  if (!isScreeningStage(stage)) return desk.tagsStand(at);
  return desk.voteStands(desk.verdicts[(answer as ScreeningAnswer).verdict], at);
}

/** The key of an action as it is drawn; empty where it has none. */
function keySign({ keys }: KeyMap, action: string): string {
  return signsOf(keys[action as KeyAction] ?? '').join(' ');
}
