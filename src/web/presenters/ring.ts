import type { MechanismCount } from '../../catalog/answers.ts';
import type { Site } from '../site.ts';

/** The mechanisms round a ring, the area of each circle going by its records. */
export interface RingView {
  label: string;
  total: string;
  totalLabel: string;
  circles: RingCircle[];
}

export interface RingCircle {
  mechanism: string;
  code: string;
  label: string;
  href: string;
  x: number;
  y: number;
  radius: number;
}

/** The drawing is a square of this side. */
export const ringSide = 320;
const ringRadius = 112;
const largestRadius = 44;
/** Still large enough for a code and a finger. */
const smallestRadius = 15;

/** @returns null where no record speaks of any mechanism yet. */
export function presentRing(site: Site, counts: readonly MechanismCount[], records: number): RingView | null {
  const { format, labels, links, locale, messages } = site;
  const most = Math.max(...counts.map((count) => count.records));
  if (counts.length === 0 || most === 0) return null;
  const circles = counts.flatMap((count, index) => {
    const mechanism = labels.mechanism(count.id);
    if (!mechanism) return [];
    const angle = (2 * Math.PI * index) / counts.length - Math.PI / 2;
    const found = messages.records(count.records, format.number(count.records));
    return {
      mechanism: mechanism.id,
      code: mechanism.code,
      label: `${mechanism.code} ${mechanism.label[locale]}: ${found}`,
      href: links.mechanism(mechanism.id),
      x: round(ringSide / 2 + ringRadius * Math.cos(angle)),
      y: round(ringSide / 2 + ringRadius * Math.sin(angle)),
      radius: round(Math.max(smallestRadius, largestRadius * Math.sqrt(count.records / most))),
    };
  });
  return {
    label: messages.ringLabel,
    total: format.number(records),
    totalLabel: messages.ringTotal,
    circles,
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
