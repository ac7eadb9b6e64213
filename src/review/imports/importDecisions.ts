import { createHash } from 'node:crypto';
import type { ScreeningStage } from '../../domain/review.ts';
import type { Protocol } from '../../protocol/protocol.ts';
import type { Store } from '../../store/openStore.ts';
import { fold } from '../../text/fold.ts';
import { nameKey } from '../accounts/names.ts';
import { mayScreen } from '../accounts/roles.ts';
import type { Desk } from '../createDesk.ts';
import { Refusal } from '../refusal.ts';
import { noteLimit, type ScreeningAnswer } from '../stages/screening.ts';
import { DecisionFileError, type DecisionRow, type DecisionsRead } from './decisionRows.ts';
import { createRecordFinder } from './findRecord.ts';
import { readDecisions } from './readDecisions.ts';

export interface DecisionImport {
  /** The text of the file, and the name it is remembered by. */
  text: string;
  file: string;
  stage: ScreeningStage;
  /** The account of decisions that name nobody; null where each names somebody. */
  by: string | null;
  /** Accounts by the names in the file. Names that are accounts' own need no entry. */
  names: ReadonlyMap<string, string>;
  /** Whether the people decided without seeing each other's decisions. */
  isBlind: boolean;
  /** Only looks what would be done. */
  isDry: boolean;
  /** ISO 8601, UTC. */
  at: string;
}

/** What became of a file of decisions. */
export interface DecisionReport {
  format: DecisionsRead['format'];
  /** Rows of the table, and decisions in them. */
  rows: number;
  decisions: number;
  /** Votes that were cast, or would be. */
  cast: number;
  /** Votes that stand already, from this file or otherwise. */
  standing: number;
  unmatched: { row: number; title: string; why: string }[];
  /** The account's own vote stands and says something else; it is left as it is. */
  clashes: { row: number; recordId: number; name: string; stands: string; says: string }[];
  /** The desk refused, and why. */
  refused: { row: number; recordId: number; name: string; message: string }[];
  /** Names in the file that are no account, with their decisions. */
  unknownNames: { name: string; decisions: number }[];
}

/** How many votes are handed over at a time: they are committed together. */
const batchSize = 200;

/**
 * Casts another program's decisions as votes of our accounts, through the desk. Sent again, the same file does nothing
 * anew; a vote that stands is never changed.
 *
 * @throws {DecisionFileError} where the file cannot be read, or an account that is named is none that may screen.
 */
export async function importDecisions(
  { store, desk, protocol }: { store: Store; desk: Desk; protocol: Protocol },
  { text, file, stage, by, names, isBlind, isDry, at }: DecisionImport,
): Promise<DecisionReport> {
  const read = readDecisions(text, stage);
  const accountOf = createAccountFinder(store, by, names);
  const find = createRecordFinder(store);
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 32);
  const report: DecisionReport = {
    format: read.format,
    rows: read.rows,
    decisions: read.decisions.length,
    cast: 0,
    standing: 0,
    unmatched: [],
    clashes: [],
    refused: [],
    unknownNames: [],
  };
  const unknown = new Map<string, number>();
  const waiting: { decision: DecisionRow; recordId: number; annotatorId: number; name: string }[] = [];
  for (const decision of read.decisions) {
    const account = accountOf(decision.name);
    if (!account) {
      const name = decision.name ?? '';
      unknown.set(name, (unknown.get(name) ?? 0) + 1);
      continue;
    }
    const found = find(decision.record);
    if (found.recordId === null)
      report.unmatched.push({ row: decision.row, title: decision.record.title, why: found.why });
    else waiting.push({ decision, recordId: found.recordId, ...account });
  }
  report.unknownNames = [...unknown].map(([name, decisions]) => ({ name, decisions }));
  for (let from = 0; from < waiting.length; from += batchSize)
    await Promise.all(waiting.slice(from, from + batchSize).map(castOne));
  const byRow = (a: { row: number }, b: { row: number }) => a.row - b.row;
  report.clashes.sort(byRow);
  report.refused.sort(byRow);
  return report;

  async function castOne({ decision, recordId, annotatorId, name }: (typeof waiting)[number]): Promise<void> {
    const idempotencyKey = `import:${digest}:${decision.row}:${stage}`;
    const own = store.reviewState.vote(recordId, stage, annotatorId);
    // Cast from this file before: what its owner has made of it since is not ours to question.
    if (store.trail.find(annotatorId, idempotencyKey)) {
      report.standing++;
      return;
    }
    const answer = answerOf(protocol, decision);
    const stands = own && (own.answer as ScreeningAnswer);
    if (stands && isSame(stands, answer)) report.standing++;
    else if (stands)
      report.clashes.push({ row: decision.row, recordId, name, stands: wordsOf(stands), says: wordsOf(answer) });
    else if (isDry) report.cast++;
    else
      try {
        const version = store.trail.voteVersion(recordId, stage, annotatorId);
        const shown = { suggestions: [], ranking: null, imported: file, blind: isBlind };
        await desk.vote({ recordId, stage, annotatorId, answer, version, shown, at, requestId: null, idempotencyKey });
        report.cast++;
      } catch (cause) {
        if (!(cause instanceof Refusal)) throw cause;
        report.refused.push({ row: decision.row, recordId, name, message: cause.message });
      }
  }
}

/** Whether a vote that stands is what the file says; a file that gives no reason contradicts none. */
function isSame(stands: ScreeningAnswer, says: ScreeningAnswer): boolean {
  const isOtherReason = says.exclusionReason !== null && says.exclusionReason !== stands.exclusionReason;
  return stands.verdict === says.verdict && !isOtherReason;
}

const wordsOf = ({ verdict, exclusionReason }: ScreeningAnswer): string =>
  [verdict, exclusionReason].filter(Boolean).join(', ');

/** The account that a name in the file means; null for one that is none. */
function createAccountFinder(store: Store, by: string | null, names: ReadonlyMap<string, string>) {
  const accountNamed = (name: string): { annotatorId: number; name: string } | null => {
    const account = store.accounts.byNameKey(nameKey(name));
    const mayVote = account && account.disabledAt === null && mayScreen(account.role);
    return mayVote ? { annotatorId: account.annotatorId, name: account.name } : null;
  };
  const demanded = (name: string) => {
    const account = accountNamed(name);
    if (!account) throw new DecisionFileError(`"${name}" is no account that may screen; see "npm run user -- list".`);
    return account;
  };
  const mapped = new Map([...names].map(([name, account]) => [nameKey(name), demanded(account)]));
  const whoever = by === null ? null : demanded(by);
  return (name: string | null) => {
    if (name !== null) return mapped.get(nameKey(name)) ?? accountNamed(name);
    if (!whoever) throw new DecisionFileError('The file names nobody; say whose decisions they are with --by.');
    return whoever;
  };
}

/** A reason in the words of the protocol, else in the note, so that nothing is lost. */
function answerOf({ review }: Protocol, { verdict, reason, note }: DecisionRow): ScreeningAnswer {
  const words = reason === null ? '' : fold(reason).trim();
  const known = review.eligibility.exclude.find(({ id, label }) =>
    [id, label.en, label.zh].some((each) => fold(each) === words),
  );
  const rest = reason === null || known ? note : [note, reason].filter(Boolean).join('\n');
  return {
    verdict,
    exclusionReason: verdict === 'exclude' ? (known?.id ?? null) : null,
    note: rest.slice(0, noteLimit),
  };
}
