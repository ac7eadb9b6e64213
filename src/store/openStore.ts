import { createAccountRows } from './accounts.ts';
import { createAnnotations } from './annotations.ts';
import { createCatalogRows } from './catalogRows.ts';
import { createCertainty } from './certainty.ts';
import { createCitationMoves } from './citationMoves.ts';
import { type OpenOptions, openDatabase, usualPatience } from './database.ts';
import { createDeskKeys } from './deskKeys.ts';
import { createDrafts } from './drafts.ts';
import { createDuplicates } from './duplicates.ts';
import { createEvidenceRows } from './evidenceRows.ts';
import { createGroupCommit } from './groupCommit.ts';
import { createInvitationRows } from './invitations.ts';
import { createPrismaRows } from './prismaRows.ts';
import { copyPublic } from './publicCopy.ts';
import { createRecordReading } from './recordReading.ts';
import { createRecords } from './records.ts';
import { createReferences } from './references.ts';
import { renewSearchIndex } from './renewSearchIndex.ts';
import { createReviewedDates } from './reviewedDates.ts';
import { createReviewQueue } from './reviewQueue.ts';
import { createReviewState } from './reviewState.ts';
import { createRuleTags } from './ruleTags.ts';
import { createScreening } from './screening.ts';
import { createSearchIndex } from './searchIndex.ts';
import { createSearchRuns } from './searchRuns.ts';
import { createSearchWords } from './searchWords.ts';
import { createSecondFactors } from './secondFactors.ts';
import { createSessionRows } from './sessions.ts';
import { createSettings } from './settings.ts';
import { createSignInAttempts } from './signInAttempts.ts';
import { createSynthesisRows } from './synthesisRows.ts';
import { createTakenBack } from './takenBack.ts';
import { createTakenBackChanges } from './takenBackChanges.ts';
import { createTakenBackSources } from './takenBackSources.ts';
import { createTrail } from './trail.ts';

/**
 * Opens the review database and all that is kept in it, one store a family of tables.
 *
 * @param file a path, or ":memory:".
 * @throws {DatabaseError} when the file cannot be used; see `openDatabase`.
 */
export function openStore(file: string, options: OpenOptions = {}) {
  const database = openDatabase(file, options);
  const searchIndex = createSearchIndex(database);
  const records = createRecords(database, searchIndex, createRecordReading(database));
  const annotations = createAnnotations(database);
  const settings = createSettings(database);
  renewSearchIndex(database, { records, searchIndex, settings });
  const revision = database.prepare<[], number>('select revision from catalog_revision').pluck();
  return {
    file,
    searchIndex,
    runs: createSearchRuns(database),
    takenBack: createTakenBack(database),
    takenBackSources: createTakenBackSources(database),
    takenBackChanges: createTakenBackChanges(database, searchIndex, records),
    records,
    annotations,
    ruleTags: createRuleTags(database),
    duplicates: createDuplicates(database, records, annotations),
    citationMoves: createCitationMoves(database),
    settings,
    references: createReferences(database),
    searchWords: createSearchWords(database),
    screening: createScreening(database),
    trail: createTrail(database),
    reviewState: createReviewState(database),
    certainty: createCertainty(database),
    reviewQueue: createReviewQueue(database),
    reviewedDates: createReviewedDates(database),
    drafts: createDrafts(database),
    deskKeys: createDeskKeys(database),
    catalogRows: createCatalogRows(database),
    evidenceRows: createEvidenceRows(database),
    synthesisRows: createSynthesisRows(database),
    prismaRows: createPrismaRows(database),
    accounts: createAccountRows(database),
    sessions: createSessionRows(database),
    secondFactors: createSecondFactors(database),
    invitations: createInvitationRows(database),
    signInAttempts: createSignInAttempts(database),
    /** Runs all of `work` in one immediate transaction: all of it is kept, or none. Never across an await. */
    transaction<Result>(work: () => Result): Result {
      return database.transaction(() => searchIndex.together(work)).immediate();
    },
    /** The same for work that need not be done at once: what arrives together is committed together. */
    write: createGroupCommit(
      database,
      { own: options.queuePatience ?? usualPatience, others: options.patience ?? usualPatience },
      searchIndex.together,
    ),
    /** Another number whenever somebody else, over another connection, has written anything since. */
    changesByOthers: (): number => database.pragma('data_version', { simple: true }) as number,
    /** Grows whenever this or another process has changed something that the catalog shows. */
    revision: (): number => revision.get() ?? 0,
    /** Writes a whole, consistent copy of the database into a new file. */
    copyTo(target: string): void {
      database.prepare('vacuum into ?').run(target);
    },
    /** The same in short steps, between which others are served; it starts anew where another process writes. */
    async copyInSteps(target: string): Promise<void> {
      await database.backup(target);
    },
    /**
     * Writes what is public of the database into a new file, without accounts, sessions and votes, in short steps;
     * false for a database in memory.
     */
    copyPublic: (target: string): Promise<boolean> => copyPublic(database, target),
    close(): void {
      database.close();
    },
  };
}

export type Store = ReturnType<typeof openStore>;
