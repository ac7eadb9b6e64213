import { isBy, type RecordFacts } from '../../prisma/facts.ts';
import type { Flow } from '../../prisma/flow.ts';
import { prismaFlow } from '../../prisma/prismaFlow.ts';
import type { Store } from '../../store/openStore.ts';
import { type DecisionLog, recordHistories } from './recordHistories.ts';

interface Known {
  revision: number;
  log: DecisionLog;
  facts: RecordFacts[];
  flows: Map<string | null, Flow>;
}

/** So many dates are kept ready. */
const keptFlows = 20;

/**
 * The PRISMA flow of the review. It moves with what is settled and with nothing else, so that nobody can read a single
 * vote from it.
 */
export function createPrisma(store: Store) {
  let known: Known | null = null;

  /** What is told of every record; read anew when anything that the catalog shows has changed, settlements included. */
  function current(): Known {
    const revision = store.revision();
    if (known?.revision !== revision) {
      const log: DecisionLog = {
        found: store.prismaRows.found(),
        duplicates: store.duplicates.decisions(),
        moves: store.citationMoves.list(),
        settlements: store.prismaRows.settlements(),
        sourceDecisions: store.prismaRows.sourceDecisions(),
      };
      known = { revision, log, facts: recordHistories(log), flows: new Map() };
    }
    return known;
  }

  return {
    /**
     * The flow at a date; null: now.
     *
     * @throws {PrismaSumError} if its sums should not hold
     */
    flow(asOf: string | null): Flow {
      const { facts, flows } = current();
      const kept = flows.get(asOf);
      if (kept) return kept;
      const flow = prismaFlow(facts, asOf);
      const [oldest] = flows.keys();
      if (flows.size >= keptFlows && oldest !== undefined) flows.delete(oldest);
      flows.set(asOf, flow);
      return flow;
    },
    /** The first and the last day on which anything happened, YYYY-MM-DD; null before anything has. */
    days(): { first: string; last: string } | null {
      const days = current().facts.flatMap(({ identifiedBy, removed = [], titleAbstract = [], fullText = [] }) =>
        [...identifiedBy, ...removed, ...titleAbstract, ...fullText].map(({ at }) => at.slice(0, 10)),
      );
      if (days.length === 0) return null;
      return days.reduce(
        ({ first, last }, day) => ({ first: day < first ? day : first, last: day > last ? day : last }),
        { first: days[0] ?? '', last: days[0] ?? '' },
      );
    },
    /** Records that stand at a day where a library's decision put them, with nothing settled by reviewers. */
    decidedBySource: (asOf: string | null): number => {
      const { log } = current();
      const decided = new Set<number>();
      for (const { recordId, verdict, at } of log.sourceDecisions)
        if (verdict !== 'unsure' && isBy(at, asOf)) decided.add(recordId);
      const settled = new Map<number, boolean>();
      for (const { recordId, verdict, at } of log.settlements)
        if (isBy(at, asOf)) settled.set(recordId, verdict !== null);
      return [...decided].filter((recordId) => settled.get(recordId) !== true).length;
    },
    /** A record in a line of a list. */
    listed: store.prismaRows.listed,
    runs: () => store.runs.list(),
  };
}

export type Prisma = ReturnType<typeof createPrisma>;
