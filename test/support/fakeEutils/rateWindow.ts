/** NCBI's limit: so many calls within any one second for one key or address. */
export class RateWindow {
  private readonly now: () => number;
  private readonly starts = new Map<string, number[]>();

  constructor(now: () => number) {
    this.now = now;
  }

  /** Counts a call. `remaining` below 0 means that it came too early. */
  count(key: string | null): { limit: number; remaining: number } {
    const limit = key === null ? 3 : 10;
    const time = this.now();
    const recent = (this.starts.get(key ?? 'address') ?? []).filter((start) => time - start < 1000);
    recent.push(time);
    this.starts.set(key ?? 'address', recent);
    return { limit, remaining: limit - recent.length };
  }
}
