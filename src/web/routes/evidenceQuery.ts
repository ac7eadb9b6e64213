import { z } from 'zod';
import type { Catalog, EvidenceQuery } from '../../catalog/answers.ts';
import { directions, stances } from '../../domain/codebook.ts';
import { evidenceLimits } from '../api/endpoints.ts';
import { HttpError } from '../httpError.ts';

const mostValues = 50;
const stance = z.enum([...new Set([...stances, ...directions])]);
const limit = z.coerce.number().int().min(1).max(evidenceLimits.most);
const cursor = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number);

/**
 * What the address asks of the list of evidence.
 *
 * @throws {HttpError} 400 naming the parameter that cannot be meant, 404 for a record there is not.
 */
export function parseEvidenceQuery(
  parameters: URLSearchParams,
  catalog: Pick<Catalog, 'recordId'>,
): { query: EvidenceQuery; parameters: URLSearchParams } {
  const values = [...parameters.getAll('mechanism'), ...parameters.getAll('predictor')].slice(0, mostValues);
  const asked = parameters.getAll('stance').slice(0, mostValues);
  const chosen = asked.map((text) => read(stance, 'stance', text));
  const record = parameters.get('record');
  const recordId = record === null ? null : catalog.recordId(record);
  if (record !== null && recordId === null) throw new HttpError(404, (messages) => messages.errorNoRecord(record));
  const from = parameters.get('cursor');
  const after = from === null ? { success: true as const, data: 0 } : cursor.safeParse(from);
  if (!after.success) throw new HttpError(400, (messages) => messages.exchange.badCursor(from ?? ''));
  const size = parameters.get('limit');
  return {
    parameters,
    query: {
      values: values.length > 0 ? values : null,
      stances: chosen.length > 0 ? chosen : null,
      recordId,
      after: after.data,
      limit: size === null ? evidenceLimits.usual : read(limit, 'limit', size),
    },
  };
}

function read<Value>(schema: z.ZodType<Value>, name: string, text: string): Value {
  const parsed = schema.safeParse(text);
  if (!parsed.success) throw new HttpError(400, (messages) => messages.exchange.badValue(name, text));
  return parsed.data;
}
