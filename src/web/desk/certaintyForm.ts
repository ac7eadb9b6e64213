import type { CertaintyJudgement } from '../../synthesis/summaryOfFindings.ts';
import { type CertaintyDomain, downgradeDomains, upgradeDomains } from '../../synthesis/summaryOfFindings.ts';

/** What a form says about one finding, complete or not. */
export interface CertaintyEntries {
  /** "high", "low", or empty where nothing was chosen. */
  start: string;
  domains: { domain: CertaintyDomain; levels: string; reason: string }[];
}

export const certaintyDomains: readonly CertaintyDomain[] = [...downgradeDomains, ...upgradeDomains];

/** The end of the names of a domain's fields. */
export const domainField = (domain: CertaintyDomain): string => domain.replaceAll(' ', '-');

export function readCertaintyForm(fields: URLSearchParams): CertaintyEntries {
  return {
    start: fields.get('start') ?? '',
    domains: certaintyDomains.map((domain) => ({
      domain,
      levels: fields.get(`levels-${domainField(domain)}`) ?? '0',
      reason: (fields.get(`reason-${domainField(domain)}`) ?? '').trim(),
    })),
  };
}

/** A judgement as the form would have it; without one, nothing is chosen. */
export function entriesOf(judgement: CertaintyJudgement | null): CertaintyEntries {
  return {
    start: judgement?.start ?? '',
    domains: certaintyDomains.map((domain) => {
      const step = judgement?.steps.find((each) => each.domain === domain);
      return { domain, levels: String(step?.levels ?? 0), reason: step?.reason ?? '' };
    }),
  };
}

/** The judgement a form asks for: domains without a change are no step. */
export function judgementOf({ start, domains }: CertaintyEntries): { start: string; steps: unknown[] } {
  const steps = domains.filter(({ levels }) => levels !== '0');
  return { start, steps: steps.map(({ domain, levels, reason }) => ({ domain, levels: Number(levels), reason })) };
}
