import type { Chemical, Grant, HistoryDate, Identifier, MeshHeading, Relation } from '../domain/citation.ts';
import { normalisePmid } from '../domain/identifiers.ts';
import { calendarDate } from './dates.ts';

/** MEDLINE's tags for comments and corrections, as PubMed's RefType. */
export const relationTypes: Record<string, string> = {
  CIN: 'CommentIn',
  CON: 'CommentOn',
  EIN: 'ErratumIn',
  EFR: 'ErratumFor',
  CRI: 'CorrectedandRepublishedIn',
  CRF: 'CorrectedandRepublishedFrom',
  DDIN: 'AssociatedDataset',
  DRIN: 'AssociatedPublication',
  ECI: 'ExpressionOfConcernIn',
  ECF: 'ExpressionOfConcernFor',
  RPI: 'RepublishedIn',
  RPF: 'RepublishedFrom',
  RIN: 'RetractionIn',
  ROF: 'RetractionOf',
  RRI: 'RetractedandRepublishedIn',
  RRF: 'RetractedandRepublishedFrom',
  UIN: 'UpdateIn',
  UOF: 'UpdateOf',
  SPIN: 'SummaryForPatientsIn',
  ORI: 'OriginalReportIn',
};

/** "World Neurosurg. 2010 May;73(5):560-4. PMID: 20920943". */
export function relationOf(type: string, text: string): Relation {
  const match = /\s*\bPMID: ?(\d+)\b\.?/.exec(text);
  const citation = match ? `${text.slice(0, match.index)}${text.slice(match.index + match[0].length)}` : text;
  return { type, pmid: normalisePmid(match?.[1]), citation: citation.trim(), note: null };
}

/** "Brain/*enzymology": a star marks the major topic, slashes part the qualifiers. */
export function meshHeadingOf(text: string): MeshHeading {
  const [descriptor = '', ...qualifiers] = text.split('/');
  return {
    descriptor: withoutStar(descriptor),
    ui: null,
    majorTopic: descriptor.startsWith('*'),
    qualifiers: qualifiers.map((name) => ({ name: withoutStar(name), ui: null, majorTopic: name.startsWith('*') })),
  };
}

/** "EC 2.5.1.18 (Glutathione Transferase)". */
export function chemicalOf(text: string): Chemical {
  const match = /^(\S+(?: [\d.-]+)?) \((.*)\)$/.exec(text);
  return match
    ? { name: match[2] ?? '', ui: null, registryNumber: match[1] ?? null }
    : { name: text, ui: null, registryNumber: null };
}

/** "R00 LM009837/LM/NLM NIH HHS/United States"; an acronym has two capitals, or there is none. */
export function grantOf(text: string): Grant {
  const parts = text.split('/');
  if (parts.length < 3) return { id: text, acronym: null, agency: null, country: null };
  const country = parts.pop() ?? null;
  const agency = parts.pop() ?? null;
  const acronym = parts.length > 1 && /^[A-Z]{2}_?$/.test(parts.at(-1) ?? '') ? (parts.pop() ?? null) : null;
  return { id: parts.join('/') || null, acronym, agency: agency || null, country: country || null };
}

/** "2018/02/22 00:00 [received]". Null without a date or a status. */
export function historyDateOf(text: string): HistoryDate | null {
  const date = calendarDate(text);
  const status = /\[([^\]]+)\]\s*$/.exec(text)?.[1];
  if (!date || !status) return null;
  const time = /\s(\d{1,2}):(\d{2})\b/.exec(text);
  return { ...date, status, hour: time ? Number(time[1]) : null, minute: time ? Number(time[2]) : null };
}

/** "1528-1159 (Electronic)". */
export function issnOf(text: string): Identifier | null {
  const value = /\d{4}-?\d{3}[\dXx]/.exec(text)?.[0];
  if (!value) return null;
  const type = /\((\w+)\)/.exec(text)?.[1] ?? 'ISSN';
  return { type, value: `${value.slice(0, 4)}-${value.slice(-4).toUpperCase()}` };
}

/** "ABR-5-67 [pii]". */
export function typedIdentifier(text: string): { type: string | null; value: string } {
  const match = /^(.*?)\s*\[([a-z-]+)\]$/.exec(text);
  return match ? { type: match[2] ?? null, value: match[1] ?? '' } : { type: null, value: text };
}

function withoutStar(text: string): string {
  return text.replace(/^\*/, '');
}
