import { Presets, SingleBar } from 'cli-progress';

/** Shows how far long work has come: a bar on a terminal, a plain line every few seconds elsewhere, on stderr. */
export interface Progress {
  /** @param done units so far; @param total units in all, null while unknown; @param note a few words behind them. */
  update(done: number, total: number | null, note: string): void;
  stop(): void;
}

const lineEveryMilliseconds = 5_000;

export function createProgress(what: string, stream: NodeJS.WriteStream = process.stderr): Progress {
  return stream.isTTY ? bar(what, stream) : lines(what, stream);
}

function bar(what: string, stream: NodeJS.WriteStream): Progress {
  const single = new SingleBar(
    {
      stream,
      format: `${what} {bar} {percentage}% {note}`,
      hideCursor: true,
      clearOnComplete: true,
      noTTYOutput: false,
    },
    Presets.shades_classic,
  );
  let started = false;
  return {
    update(done, total, note) {
      if (!started) single.start(total ?? 1, done, { note });
      started = true;
      if (total !== null) single.setTotal(total);
      single.update(total === null ? 0 : done, { note });
    },
    stop() {
      if (started) single.stop();
    },
  };
}

function lines(what: string, stream: NodeJS.WriteStream): Progress {
  let last = Date.now();
  return {
    update(done, total, note) {
      if (Date.now() - last < lineEveryMilliseconds) return;
      last = Date.now();
      const share = total ? ` ${Math.floor((100 * done) / total)} %` : '';
      stream.write(`${what}:${share} ${note}\n`);
    },
    stop() {},
  };
}
