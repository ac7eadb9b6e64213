import type { Catalog } from '../../catalog/answers.ts';
import { csvHead, csvLine } from '../csv.ts';
import type { Site } from '../site.ts';
import { apiRecordDetail, apiStatement } from './answers.ts';
import type { ListFormat } from './listFormats.ts';
import { evidenceTableHead, evidenceTableRows, recordTableHead, recordTableRow } from './recordTable.ts';

/** Whole lists as files, in pieces of about one record, so that any number can be streamed. */

/** Records with their tags and the sentences these rest on: each a line as `/records/{id}` answers it, or a row. */
export function* recordList(
  site: Site,
  catalog: Pick<Catalog, 'facts'>,
  ids: readonly number[],
  format: ListFormat,
): Generator<string> {
  const { codebook } = site.protocol;
  if (format === 'csv') yield csvHead(recordTableHead(codebook));
  for (const facts of catalog.facts(ids, site.locale)) {
    yield format === 'csv'
      ? csvLine(recordTableRow(codebook, facts))
      : `${JSON.stringify(apiRecordDetail(site, facts))}\n`;
  }
}

/** Evidence items, each a line as `/evidence/{id}` answers it, or a row a sentence. */
export function* evidenceList(
  site: Site,
  catalog: Pick<Catalog, 'allEvidence'>,
  format: ListFormat,
): Generator<string> {
  if (format === 'csv') yield csvHead(evidenceTableHead);
  for (const statement of catalog.allEvidence()) {
    yield format === 'csv'
      ? evidenceTableRows(site.protocol.review.id, statement).map(csvLine).join('')
      : `${JSON.stringify(apiStatement(site, statement))}\n`;
  }
}
