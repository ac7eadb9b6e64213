import type { Finding } from '../../../catalog/synthesis/findings.ts';
import { type Certainty, type CertaintyStep, certainties, isUpgrade } from '../../../synthesis/summaryOfFindings.ts';
import { csvText } from '../../csv.ts';
import type { Site } from '../../site.ts';
import { stratumName, synthesisHref } from './names.ts';
import { createNumbers } from './numbers.ts';

export interface CertaintyView {
  text: string;
  /** Four circles, as many full as the level has; for the eye only. */
  symbols: string;
}

export interface FindingView {
  name: string;
  href: string;
  studies: string;
  participants: string;
  per100: string;
  prediction: string;
  /** Null where nobody has judged it. */
  certainty: CertaintyView | null;
  judged: string | null;
  /** What has changed since it was judged; null where nothing has. */
  grown: string | null;
  reasons: { letter: string; label: string; href: string }[];
}

export interface FindingsView {
  tables: { id: string; caption: string; rows: FindingView[] }[];
  per100: string;
  /** The reasons behind the steps, lettered as the table refers to them. */
  footnotes: { letter: string; id: string; step: string; reason: string }[];
  meanings: { level: CertaintyView; text: string }[];
  csvHref: string;
  backHref: string;
  backText: string;
}

/** The summary of findings: a table a definition, and the reasons below. */
export function presentFindings(site: Site, findings: readonly Finding[]): FindingsView {
  const { links, locale, messages, protocol } = site;
  const words = messages.findings;
  const notes = createFootnotes();
  const definitions = [...new Set(findings.map(({ settings }) => settings.definition))];
  const tables = definitions.map((definition) => {
    const label = stratumName(site, 'definition', definition);
    return {
      id: `findings-${definition}`,
      caption: definition === protocol.synthesis.defaultDefinition ? label : words.apart(label),
      rows: findings
        .filter(({ settings }) => settings.definition === definition)
        .map((finding) => presentFinding(site, finding, notes.letterOf)),
    };
  });
  return {
    tables,
    per100: words.per100(protocol.synthesis.outcome.unit[locale]),
    footnotes: notes.all().map(({ letter, step }) => ({
      letter,
      id: footnoteId(letter),
      step: stepWords(site, step),
      reason: step.reason,
    })),
    meanings: [...certainties].reverse().map((level) => ({
      level: presentCertainty(site, level),
      text: words.meanings[level],
    })),
    csvHref: links.findingsCsv,
    backHref: links.synthesisPath,
    backText: protocol.synthesis.outcome.title[locale],
  };
}

/** "Bulge", or what stands for a whole series. */
export function findingName(site: Site, { settings }: Pick<Finding, 'settings'>): string {
  return settings.type === null ? site.messages.findings.wholeSeries : stratumName(site, 'type', settings.type);
}

export function presentCertainty({ messages }: Site, level: Certainty): CertaintyView {
  const full = certainties.indexOf(level) + 1;
  return {
    text: messages.findings.certainties[level],
    symbols: '●'.repeat(full) + '○'.repeat(certainties.length - full),
  };
}

/** "Imprecision: down one level" */
export function stepWords({ messages }: Site, { domain, levels }: CertaintyStep): string {
  return messages.findings.step(messages.findings.domains[domain], levels, isUpgrade(domain));
}

/** "62.1 (41.0 to 79.5)", or why there is none. */
export function per100Words(site: Site, { per100, studies }: Finding): string {
  if (studies === 0) return site.messages.findings.noStudy;
  const numbers = createNumbers(site);
  return numbers.orReason(per100, ({ value, interval }) =>
    site.messages.synthesis.withInterval(
      numbers.decimal(value, 1),
      numbers.decimal(interval.lower, 1),
      numbers.decimal(interval.upper, 1),
    ),
  );
}

/** What has joined or left since people judged; null where they had the same before them, or judged nothing. */
export function grownWords({ format, messages }: Site, { judged, studies, participants }: Finding): string | null {
  if (!judged || (judged.basis.studies === studies && judged.basis.participants === participants)) return null;
  const { basis } = judged;
  const counted = messages.synthesis.studies(basis.studies, format.number(basis.studies));
  return messages.findings.grown(counted, format.number(basis.participants));
}

function presentFinding(site: Site, finding: Finding, letterOf: (step: CertaintyStep) => string): FindingView {
  const { format, messages } = site;
  const numbers = createNumbers(site);
  const { studies, participants, predictionPer100, certainty, judged, settings, steps } = finding;
  return {
    name: findingName(site, finding),
    href: synthesisHref(site, settings),
    studies: format.number(studies),
    participants: format.number(participants),
    per100: per100Words(site, finding),
    prediction: predictionPer100.estimable
      ? messages.interval(
          numbers.decimal(predictionPer100.value.lower, 1),
          numbers.decimal(predictionPer100.value.upper, 1),
        )
      : '–',
    certainty: certainty && presentCertainty(site, certainty),
    judged: judged && messages.findings.judgedOn(format.date(judged.at)),
    grown: grownWords(site, finding),
    reasons: steps
      .map(letterOf)
      .sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
      .map((letter) => ({ letter, label: messages.findings.footnote(letter), href: `#${footnoteId(letter)}` })),
  };
}

const csvColumns = [
  'finding',
  'outcome',
  'definition',
  'type',
  'studies',
  'participants',
  'per_100',
  'lower',
  'upper',
  'prediction_lower',
  'prediction_upper',
  'certainty',
  'starts',
  'steps',
  'judged_at',
  'judged_on_studies',
  'judged_on_participants',
];

/** The same as CSV; certainty is empty where nobody has judged it. */
export function findingsCsv(site: Site, findings: readonly Finding[]): string {
  const rows = findings.map((finding) => {
    const { id, settings, studies, participants, per100, predictionPer100, certainty, judged, steps } = finding;
    const share = per100.estimable ? per100.value : null;
    const prediction = predictionPer100.estimable ? predictionPer100.value : null;
    return [
      id,
      findingName(site, finding),
      settings.definition,
      settings.type,
      studies,
      participants,
      share?.value ?? null,
      share?.interval.lower ?? null,
      share?.interval.upper ?? null,
      prediction?.lower ?? null,
      prediction?.upper ?? null,
      certainty,
      judged?.start ?? null,
      steps
        .map(({ domain, levels, reason }) => `${domain} ${isUpgrade(domain) ? '+' : '-'}${levels}: ${reason}`)
        .join(' | '),
      judged?.at ?? null,
      judged?.basis.studies ?? null,
      judged?.basis.participants ?? null,
    ];
  });
  return csvText([csvColumns, ...rows]);
}

const footnoteId = (letter: string): string => `reason-${letter}`;

/** Letters for steps, the same for the same step with the same reason: a to z, then aa, ab. */
function createFootnotes() {
  const letters = new Map<string, { letter: string; step: CertaintyStep }>();
  return {
    letterOf(step: CertaintyStep): string {
      const key = JSON.stringify([step.domain, step.levels, step.reason]);
      const known = letters.get(key);
      if (known) return known.letter;
      const letter = lettersOf(letters.size);
      letters.set(key, { letter, step });
      return letter;
    },
    all: () => [...letters.values()],
  };
}

function lettersOf(index: number): string {
  const last = String.fromCharCode(97 + (index % 26));
  return index < 26 ? last : lettersOf(Math.floor(index / 26) - 1) + last;
}
