import { type QueueOrder, queueOrders, type Stage } from '../../../domain/review.ts';
import { mayAdjudicate, mayCurate, mayScreen, type Role } from '../../../review/accounts/roles.ts';
import type { Site } from '../../site.ts';
import type { DeskLinks } from '../deskLinks.ts';
import { answerLines } from './votes.ts';

export interface DeskHomeSource {
  name: string;
  role: Role;
  order: QueueOrder;
  newestVote: string | null;
  /** Records whose votes differ, at all stages together. */
  conflicts: number;
  stages: {
    stage: Stage;
    left: number;
    done: number;
    newest: { recordId: number; title: string; answer: unknown; castAt: string }[];
  }[];
}

export interface DeskHomeView {
  name: string;
  stages: {
    name: string;
    left: string;
    leftText: string;
    href: string;
    canStart: boolean;
    start: string;
    newest: { href: string; title: string; answer: string; at: string }[];
  }[];
  orders: { value: QueueOrder; name: string; chosen: boolean }[];
  orderAction: string;
  links: { href: string; text: string }[];
}

export function presentDeskHome(site: Site, links: DeskLinks, source: DeskHomeSource): DeskHomeView {
  const { format, messages } = site;
  const words = messages.desk;
  const { role, conflicts } = source;
  return {
    name: source.name,
    stages: source.stages.map(({ stage, left, done, newest }) => ({
      name: words.stages[stage],
      left: format.number(left),
      leftText: left === 0 ? words.nothingLeft : words.left(left),
      href: links.next(stage),
      canStart: left > 0,
      start: done > 0 ? words.goOn : words.start,
      newest: newest.map(({ recordId, title, answer, castAt }) => ({
        href: links.record(stage, recordId),
        title: title === '' ? messages.untitled : title,
        answer: answerLines(site, stage, answer)[0] ?? '',
        at: format.instant(castAt),
      })),
    })),
    orders: queueOrders.map((value) => ({ value, name: words.orders[value], chosen: value === source.order })),
    orderAction: links.order,
    links: [
      ...(mayAdjudicate(role) ? [{ href: links.conflicts, text: words.linkConflicts(format.number(conflicts)) }] : []),
      ...(mayScreen(role)
        ? [
            { href: links.agreement, text: words.linkAgreement },
            { href: links.progress, text: words.linkProgress },
            { href: links.stopping, text: words.linkStopping },
            { href: links.decisions, text: words.linkDecisions },
            { href: links.certainty, text: messages.findings.deskTitle },
            { href: links.keys, text: words.keys },
          ]
        : []),
      ...(mayCurate(role)
        ? [
            { href: links.imports, text: words.linkImports },
            { href: links.duplicates, text: words.linkDuplicates },
            { href: links.trail, text: words.linkTrail },
          ]
        : []),
    ],
  };
}
