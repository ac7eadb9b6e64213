import type { StoppingState } from '../../../review/stopping.ts';
import type { TrailEntry } from '../../../store/trail.ts';
import type { Site } from '../../site.ts';
import type { DeskLinks } from '../deskLinks.ts';

export interface StoppingView {
  numbers: { name: string; value: string }[];
  aim: string;
  /** What the test says; null while nothing was read. */
  advice: { text: string; mayStop: boolean; why: string } | null;
  tests: { name: string; says: string; p: string }[];
  habits: { name: string; reached: string; kept: string; saved: string }[];
  curve: {
    path: string;
    lower: string;
    label: string;
    rows: { read: string; found: string; atLeast: string }[];
  } | null;
  signed: { who: string; at: string; reason: string; numbers: string }[];
  /** Null for those who may not sign. */
  signAction: string | null;
  key: string;
  errors: string[];
}

export interface StoppingSource {
  state: StoppingState;
  signed: readonly TrailEntry[];
  people: ReadonlyMap<number, string>;
  maySign: boolean;
  idempotencyKey: string;
  errors: string[];
}

/** Width and height of the recall curve, in its own units. */
const box = { width: 600, height: 240 };
const shownRows = 12;

export function presentStopping(site: Site, links: DeskLinks, source: StoppingSource): StoppingView {
  const { format, messages } = site;
  const words = messages.desk.stopping;
  const { state, signed, people, maySign, errors } = source;
  const { report } = state;
  const number = (value: number): string => format.number(value);
  const share = (value: number): string => format.percent(100 * value);
  return {
    numbers: [
      { name: words.read, value: `${number(state.read)} / ${number(state.total)}` },
      { name: words.relevant, value: number(state.relevant) },
      { name: words.random, value: number(state.random) },
    ],
    aim: words.aim(share(state.target), share(state.confidence)),
    advice: report && {
      mayStop: report.advice.stop,
      text: report.advice.stop ? words.mayStop : words.goOn,
      why: words.why(share(state.target), report.advice.chance === null ? '–' : report.advice.chance.toPrecision(2)),
    },
    tests: report
      ? [
          { name: words.blindDraw, test: report.blindDraw },
          ...(report.randomSample ? [{ name: words.randomSample, test: report.randomSample }] : []),
          { name: words.fallingRate, test: report.fallingRate },
        ].map(({ name, test }) => ({
          name,
          says: test.stop ? words.stop : words.continue,
          p: test.chance === null ? '–' : test.chance.toPrecision(2),
        }))
      : [],
    habits: report
      ? report.inARow.habits.map(({ name, inARow, kept, saved, reached }) => ({
          name: inARow === null ? name : words.inARow(number(inARow)),
          reached: reached ? words.reached : words.notReached(number(report.inARow.irrelevant)),
          kept: share(kept),
          saved: share(saved),
        }))
      : [],
    curve: report && report.curve.length > 1 ? presentCurve(site, report.curve, state.total) : null,
    signed: signed.map(({ annotatorId, at, reason, after }) => {
      const { read, total, relevant } = after as Pick<StoppingState, 'read' | 'total' | 'relevant'>;
      return {
        who: people.get(annotatorId ?? 0) ?? '',
        at: format.instant(at),
        reason: reason ?? '',
        numbers: words.signedAt(number(read), number(total), number(relevant)),
      };
    }),
    signAction: maySign ? links.stopping : null,
    key: source.idempotencyKey,
    errors,
  };
}

function presentCurve(
  { format, messages }: Site,
  curve: NonNullable<StoppingState['report']>['curve'],
  total: number,
): StoppingView['curve'] {
  const x = (read: number): string => ((box.width * read) / Math.max(1, total)).toFixed(1);
  const y = (recall: number): string => (box.height * (1 - recall)).toFixed(1);
  const path = (recall: (point: (typeof curve)[number]) => number): string =>
    `M0 ${box.height}${curve.map((point) => `L${x(point.read)} ${y(recall(point))}`).join('')}`;
  const step = Math.max(1, Math.ceil(curve.length / shownRows));
  return {
    path: path(({ atMost }) => atMost),
    lower: path(({ atLeast }) => atLeast),
    label: messages.desk.stopping.curveLabel,
    rows: curve
      .filter((_, place) => place % step === step - 1 || place === curve.length - 1)
      .map(({ read, found, atLeast }) => ({
        read: format.number(read),
        found: format.number(found),
        atLeast: format.percent(100 * atLeast),
      })),
  };
}
