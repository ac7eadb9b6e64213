/** How whole lists of the API are served, by the end of their address. */
export const listFormats = {
  jsonl: 'application/x-ndjson; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
} as const;
export type ListFormat = keyof typeof listFormats;
