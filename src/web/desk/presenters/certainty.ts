import type { Finding } from '../../../catalog/synthesis/findings.ts';
import type { KeptJudgement } from '../../../review/certainty.ts';
import type { TrailEntry } from '../../../store/trail.ts';
import { type CertaintyDomain, certaintyOf, isUpgrade } from '../../../synthesis/summaryOfFindings.ts';
import {
  type CertaintyView,
  findingName,
  grownWords,
  per100Words,
  presentCertainty,
  stepWords,
} from '../../presenters/synthesis/findingsPage.ts';
import { settingsWords, synthesisHref } from '../../presenters/synthesis/names.ts';
import type { Site } from '../../site.ts';
import { type CertaintyEntries, domainField } from '../certaintyForm.ts';
import type { DeskLinks } from '../deskLinks.ts';

export interface CertaintyListView {
  findingsHref: string;
  /** Whoever asks may judge. */
  mayJudge: boolean;
  rows: {
    name: string;
    definition: string;
    studies: string;
    per100: string;
    certainty: CertaintyView | null;
    grown: string | null;
    href: string;
    action: string;
  }[];
}

export interface CertaintyFormView {
  listHref: string;
  name: string;
  what: string;
  synthesisHref: string;
  figures: string;
  standing: CertaintyView | null;
  grown: string | null;
  status: string | null;
  errors: string[];
  /** Null for those who may only read. */
  form: {
    action: string;
    withdrawAction: string | null;
    hidden: { name: string; value: string }[];
    starts: { id: string; value: string; text: string; checked: boolean }[];
    groups: { legend: string; domains: DomainView[] }[];
  } | null;
  /** Every judgement ever made, newest first. */
  history: { at: string; who: string; what: string; certainty: CertaintyView | null; steps: string[] }[];
}

interface DomainView {
  name: string;
  field: string;
  levels: { value: string; text: string; selected: boolean }[];
  reason: string;
  reasonLabel: string;
  isMissing: boolean;
}

export function presentCertaintyList(
  site: Site,
  links: DeskLinks,
  findings: readonly Finding[],
  mayJudge: boolean,
): CertaintyListView {
  const { format, messages } = site;
  const words = messages.findings;
  return {
    findingsHref: site.links.findings,
    mayJudge,
    rows: findings.map((finding) => ({
      name: findingName(site, finding),
      definition: settingsWords(site, { ...finding.settings, type: null }).trim(),
      studies: messages.synthesis.counted(
        messages.synthesis.studies(finding.studies, format.number(finding.studies)),
        format.number(finding.participants),
      ),
      per100: per100Words(site, finding),
      certainty: finding.certainty && presentCertainty(site, finding.certainty),
      grown: grownWords(site, finding),
      href: links.certaintyOf(finding.id),
      action: mayJudge ? (finding.certainty ? words.judgeAgain : words.judge) : words.see,
    })),
  };
}

export interface CertaintyFormSource {
  finding: Finding;
  entries: CertaintyEntries;
  version: number;
  /** Names the form, so that one sent twice is kept once. */
  key: string;
  mayJudge: boolean;
  status: string | null;
  errors: string[];
  missing: ReadonlySet<CertaintyDomain>;
  history: readonly TrailEntry[];
  people: ReadonlyMap<number, string>;
}

export function presentCertaintyForm(site: Site, links: DeskLinks, source: CertaintyFormSource): CertaintyFormView {
  const { messages, format } = site;
  const words = messages.findings;
  const { finding, entries, version, key, mayJudge, history, people } = source;
  const domains = entries.domains.map(({ domain, levels, reason }) => ({
    isUp: isUpgrade(domain),
    view: {
      name: words.domains[domain],
      field: domainField(domain),
      levels: (['0', '1', '2'] as const).map((value) => ({
        value,
        text: words.levelNames[value],
        selected: value === levels,
      })),
      reason,
      reasonLabel: words.reasonFor(words.domains[domain]),
      isMissing: source.missing.has(domain),
    },
  }));
  const group = (legend: string, isUp: boolean) => ({
    legend,
    domains: domains.filter((each) => each.isUp === isUp).map(({ view }) => view),
  });
  return {
    listHref: links.certainty,
    name: findingName(site, finding),
    what: settingsWords(site, finding.settings).trim(),
    synthesisHref: synthesisHref(site, finding.settings),
    figures: [
      per100Words(site, finding),
      messages.synthesis.counted(
        messages.synthesis.studies(finding.studies, format.number(finding.studies)),
        format.number(finding.participants),
      ),
    ].join(' · '),
    standing: finding.certainty && presentCertainty(site, finding.certainty),
    grown: grownWords(site, finding),
    status: source.status,
    errors: source.errors,
    form: mayJudge
      ? {
          action: links.certaintyOf(finding.id),
          withdrawAction: finding.certainty ? links.withdrawCertainty(finding.id) : null,
          hidden: [
            { name: 'version', value: String(version) },
            { name: 'key', value: key },
          ],
          starts: (['high', 'low'] as const).map((value) => ({
            id: `start-${value}`,
            value,
            text: words.starts[value],
            checked: entries.start === value,
          })),
          groups: [group(words.downTitle, false), group(words.upTitle, true)],
        }
      : null,
    history: [...history].reverse().map((entry) => presentEntry(site, entry, people)),
  };
}

function presentEntry(
  site: Site,
  { kind, at, annotatorId, after }: TrailEntry,
  people: ReadonlyMap<number, string>,
): CertaintyFormView['history'][number] {
  const { format, messages } = site;
  const kinds: Record<string, string> = messages.desk.trailKinds;
  const { judgement = null } = after as { judgement?: KeptJudgement };
  return {
    at: format.instant(at),
    who: annotatorId === null ? messages.desk.theProgram : (people.get(annotatorId) ?? `${annotatorId}`),
    what: kinds[kind] ?? kind,
    certainty: judgement && presentCertainty(site, certaintyOf(judgement)),
    steps: judgement ? judgement.steps.map((step) => `${stepWords(site, step)}. ${step.reason}`) : [],
  };
}
