import type { Stage } from '../../../domain/review.ts';
import type { Site } from '../../site.ts';
import type { DeskLinks } from '../deskLinks.ts';
import type { JudgementView } from './judgement.ts';

/** A record of the queue beside the page. */
export interface QueueRowSource {
  recordId: number;
  title: string;
  /** The reviewer's own verdict; "done" for other stages, null where none was given. */
  verdict: string | null;
  isCurrent: boolean;
}

export interface DeskRecordView {
  /** Whose votes wait in this browser. */
  personId: string;
  page: JudgementView;
  progress: {
    deskHref: string;
    text: string;
    all: number;
    done: number;
    verdicts: string;
    /** Takes the newest vote back. */
    undo: { action: string; version: number; key: string; sign: string } | null;
  };
  queue: {
    href: string;
    title: string;
    sign: string;
    tone: string;
    state: string;
    current: boolean;
    dataKey: string;
  }[];
  keys: { signs: string[]; name: string }[];
  keysHref: string;
  status: string | null;
  clash: { yours: string[]; standing: string[]; keepHref: string } | null;
}

export interface DeskRecordSource {
  annotatorId: number;
  stage: Stage;
  page: JudgementView;
  rows: readonly QueueRowSource[];
  done: number;
  verdicts: Record<'include' | 'exclude' | 'unsure', number> | null;
  left: number;
  last: { recordId: number; version: number } | null;
  status: string | null;
  clash: DeskRecordView['clash'];
}

const signs: Record<string, string> = { include: '✓', exclude: '✕', unsure: '?', done: '✓' };

export function presentDeskRecord(site: Site, links: DeskLinks, source: DeskRecordSource): DeskRecordView {
  const { format, messages } = site;
  const words = messages.desk;
  const { stage, page, rows, done, left, verdicts, last, status, clash } = source;
  const number = (value: number): string => format.number(value);
  const at = rows.findIndex(({ isCurrent }) => isCurrent);
  const verdictNames: Record<string, string> = { ...words.verdicts, done: words.queueVoted };
  return {
    personId: String(source.annotatorId),
    page,
    progress: {
      deskHref: links.home,
      text: words.progress(number(done), number(done + left)),
      all: Math.max(1, done + left),
      done,
      verdicts: verdicts
        ? words.ofYours(number(verdicts.include), number(verdicts.exclude), number(verdicts.unsure))
        : '',
      undo: last && {
        action: links.undo(stage, last.recordId),
        version: last.version,
        key: `undo-${stage}-${last.recordId}-${last.version}`,
        sign: 'Z',
      },
    },
    queue: rows.map(({ recordId, title, verdict, isCurrent }, index) => ({
      href: links.record(stage, recordId),
      title: title === '' ? messages.untitled : title,
      sign: verdict === null ? '·' : (signs[verdict] ?? '✓'),
      tone: verdict ?? 'todo',
      state: verdict === null ? words.queueTodo : (verdictNames[verdict] ?? ''),
      current: isCurrent,
      dataKey: index === at - 1 ? 'k' : '',
    })),
    keys: [
      { signs: ['I', 'U', 'E'], name: words.keyNames.decide },
      { signs: ['↓', '↑'], name: words.keyNames.sentence },
      { signs: ['1', '…', '9'], name: words.keyNames.tag },
      { signs: ['⇧1', '…'], name: words.keyNames.predictor },
      { signs: ['S', 'D', 'C'], name: words.keyNames.stance },
      { signs: ['N'], name: words.keyNames.note },
      { signs: ['J', 'K'], name: words.keyNames.move },
      { signs: ['Z'], name: words.keyNames.undo },
      { signs: ['⏎'], name: words.keyNames.save },
      { signs: ['?'], name: '' },
    ],
    keysHref: links.keys,
    status,
    clash,
  };
}
