import type { FakeRecord } from './fakeCorpus.ts';

/** The history server: search results kept under a WebEnv and a query key. */
export class FakeHistory {
  private readonly kept = new Map<string, FakeRecord[][]>();
  private made = 0;

  keep(hits: FakeRecord[], webEnv?: string): { webEnv: string; queryKey: string } {
    const name = webEnv && this.kept.has(webEnv) ? webEnv : `MCID_fake_${++this.made}`;
    const results = [...(this.kept.get(name) ?? []), hits];
    this.kept.set(name, results);
    return { webEnv: name, queryKey: String(results.length) };
  }

  /** What was kept, or NCBI's words for what was not found. */
  recall(webEnv: string, queryKey: string): FakeRecord[] | string {
    const results = this.kept.get(webEnv);
    if (!results) return 'Unable to obtain query #1: the WebEnv has expired';
    return results[Number(queryKey) - 1] ?? `Unable to obtain query #${queryKey}`;
  }

  expire(): void {
    this.kept.clear();
  }
}
