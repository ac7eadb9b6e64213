import type { CertaintyFormView, CertaintyListView } from './desk/presenters/certainty.ts';
import type { ConflictView } from './desk/presenters/conflict.ts';
import type { ConflictsView } from './desk/presenters/conflicts.ts';
import type { DeskHomeView } from './desk/presenters/deskHome.ts';
import type { DeskRecordView } from './desk/presenters/deskRecord.ts';
import type { DuplicatePairView, DuplicatesView } from './desk/presenters/duplicates.ts';
import type { ExtractionView } from './desk/presenters/extraction.ts';
import type { ImportsView } from './desk/presenters/imports.ts';
import type { KeyTableView } from './desk/presenters/keyTable.ts';
import type { ProgressView } from './desk/presenters/progress.ts';
import type { StoppingView } from './desk/presenters/stopping.ts';
import type { HistoryView, TrailView } from './desk/presenters/trail.ts';
import type { AccountView } from './identity/accountView.ts';
import type { InvitationView } from './identity/invitationView.ts';
import type { SignInView } from './identity/signInView.ts';
import type { UsersView } from './identity/usersView.ts';
import type { Messages } from './messages/messages.ts';
import type { ApiView } from './presenters/api.ts';
import type { CatalogView } from './presenters/catalog.ts';
import type { CompareView } from './presenters/compare/comparePage.ts';
import type { DownloadsView } from './presenters/downloads.ts';
import type { HomeView } from './presenters/home.ts';
import type { MapView } from './presenters/map/mapPage.ts';
import type { MethodsView } from './presenters/methods.ts';
import type { PrismaView } from './presenters/prisma/prismaPage.ts';
import type { PrismaRecordsView } from './presenters/prisma/prismaRecords.ts';
import type { ProblemView } from './presenters/problem.ts';
import type { RecordView } from './presenters/record.ts';
import type { RunView } from './presenters/run.ts';
import type { RunsView } from './presenters/runs.ts';
import type { ShellView } from './presenters/shell.ts';
import type { CalculatorView } from './presenters/synthesis/calculator.ts';
import type { FindingsView } from './presenters/synthesis/findingsPage.ts';
import type { SynthesisView } from './presenters/synthesis/synthesisPage.ts';
import type { MechanismIndexView, PredictorIndexView } from './presenters/tagIndex.ts';
import type { TagPageView } from './presenters/tagPage.ts';

/** Every page and what it needs: one key a file in `views/pages`. A wrong model does not compile. */
export interface Pages {
  home: HomeView;
  catalog: CatalogView;
  compare: CompareView;
  record: RecordView;
  mechanisms: MechanismIndexView;
  predictors: PredictorIndexView;
  tag: TagPageView;
  map: MapView;
  synthesis: SynthesisView;
  findings: FindingsView;
  calculator: CalculatorView;
  methods: MethodsView;
  runs: RunsView;
  run: RunView;
  api: ApiView;
  downloads: DownloadsView;
  signIn: SignInView;
  invitation: InvitationView;
  account: AccountView;
  users: UsersView;
  prisma: PrismaView;
  prismaRecords: PrismaRecordsView;
  problem: ProblemView;
  desk: DeskHomeView;
  deskDone: { stage: string; homeHref: string };
  judgement: DeskRecordView;
  conflicts: ConflictsView;
  history: HistoryView;
  stopping: StoppingView;
  imports: ImportsView;
  duplicates: DuplicatesView;
  duplicatePair: DuplicatePairView;
  extraction: ExtractionView;
  progress: ProgressView;
  decisions: { files: { href: string; name: string; what: string }[] };
  certainty: CertaintyListView;
  certaintyForm: CertaintyFormView;
  trail: TrailView;
  conflict: ConflictView;
  keys: KeyTableView;
}
export type PageName = keyof Pages;

/** What a template sees: the frame, the words of the interface, and the page's own view. */
export interface PageModel<View> {
  shell: ShellView;
  t: Messages;
  view: View;
}
