import type { Stage } from '../../../domain/review.ts';
import type { Site } from '../../site.ts';
import type { DeskLinks } from '../deskLinks.ts';
import type { KeyAction } from '../keys/actions.ts';
import { actionsByKey, type KeyMap } from '../keys/keyMap.ts';
import { signsOf } from '../keys/keyNames.ts';
import type { JudgementView } from './judgement.ts';
import { type KeyListView, presentKeyList } from './keyTable.ts';

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
    /** What a key does that leads here; empty where none does. */
    act: string;
  }[];
  keys: {
    /** The keys most used, along the foot. */
    row: { signs: string[]; name: string }[];
    all: KeyListView;
    href: string;
    switchAction: string;
    /** For the page's script: whether keys do anything, and what each does, as JSON. */
    isOn: 'yes' | 'no';
    byKey: string;
    searchHref: string;
    saveSign: string;
  };
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
  keys: KeyMap;
}

const marks: Record<string, string> = { include: '✓', exclude: '✕', unsure: '?', done: '✓' };

export function presentDeskRecord(site: Site, links: DeskLinks, source: DeskRecordSource): DeskRecordView {
  const { format, messages } = site;
  const words = messages.desk;
  const { stage, page, rows, done, left, verdicts, last, status, clash, keys } = source;
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
        sign: signsOf(keys.keys.undo).join(' '),
      },
    },
    queue: rows.map(({ recordId, title, verdict, isCurrent }, index) => ({
      href: links.record(stage, recordId),
      title: title === '' ? messages.untitled : title,
      sign: verdict === null ? '·' : (marks[verdict] ?? '✓'),
      tone: verdict ?? 'todo',
      state: verdict === null ? words.queueTodo : (verdictNames[verdict] ?? ''),
      current: isCurrent,
      act: index === at - 1 ? 'back' : '',
    })),
    keys: presentKeys(site, links, keys),
    status,
    clash,
  };
}

/** What a place along the foot shows: the keys of these actions. */
const row: Record<Exclude<keyof Site['messages']['desk']['keyNames'], 'all'>, readonly KeyAction[]> = {
  decide: ['include', 'unsure', 'exclude'],
  sentence: ['nextSentence', 'previousSentence'],
  tag: ['choice1'],
  predictor: ['predictor1'],
  stance: ['supports', 'discusses', 'contradicts'],
  note: ['note'],
  move: ['next', 'back'],
  undo: ['undo'],
  save: ['save'],
};

function presentKeys(site: Site, links: DeskLinks, map: KeyMap): DeskRecordView['keys'] {
  const names = site.messages.desk.keyNames;
  return {
    row: (Object.keys(row) as (keyof typeof row)[]).flatMap((name) => {
      const signs = row[name].flatMap((action) => signsOf(map.keys[action]));
      if (signs.length === 0) return [];
      return { name: names[name], signs: name === 'tag' || name === 'predictor' ? [...signs, '…'] : signs };
    }),
    all: presentKeyList(site, map),
    href: links.keys,
    switchAction: links.switchKeys,
    isOn: map.isOn ? 'yes' : 'no',
    byKey: JSON.stringify(actionsByKey(map)),
    searchHref: site.links.recordsPath,
    saveSign: signsOf(map.keys.save).join(' '),
  };
}
