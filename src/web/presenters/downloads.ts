import type { DownloadName, DownloadSet } from '../downloads/writeDownloads.ts';
import type { Site } from '../site.ts';

/** The whole catalog as files, each with its size and checksum. */
export interface DownloadsView {
  /** Null while the files are being made. */
  made: { date: string; iso: string; records: string } | null;
  files: { name: string; href: string; about: string; size: string; sum: string }[];
}

export function presentDownloads(site: Site, set: DownloadSet | null): DownloadsView {
  const { format, links, messages } = site;
  const words = messages.explore.downloads;
  const about: Record<DownloadName, string> = {
    'records.jsonl.gz': words.recordsJsonl,
    'records.csv.gz': words.recordsCsv,
    'evidence.jsonl.gz': words.evidenceJsonl,
    'evidence.csv.gz': words.evidenceCsv,
    'catalog.sqlite.gz': words.sqlite,
  };
  return {
    made: set && {
      date: format.instant(set.madeAt),
      iso: set.madeAt,
      records: messages.records(set.records, format.number(set.records)),
    },
    files: (set?.files ?? []).map(({ name, bytes, sha256 }) => ({
      name,
      href: links.download(name),
      about: about[name],
      size: words.megabytes(format.number(Math.round(bytes / 10_000) / 100)),
      sum: words.checksum(sha256),
    })),
  };
}
