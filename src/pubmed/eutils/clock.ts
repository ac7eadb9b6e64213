/** Time and chance, passed in so that pacing and back-off can be tested without waiting. */
export interface Clock {
  /** Milliseconds since some fixed moment. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
  /** 0 up to 1. */
  random(): number;
  /** Calls back after a while unless cancelled; used to give up on answers that stall. */
  after(milliseconds: number, callback: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  random: Math.random,
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** What the client tells about its work; a pino logger fits. Never given the e-mail address or the key. */
export interface EutilsLog {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
}
