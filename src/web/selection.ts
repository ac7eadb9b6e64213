import { HttpError } from './httpError.ts';

const mostSelected = 1_000;

/**
 * The records a reader has ticked: `ids=1,2,3`, or `ids` once for each; null where the address selects none.
 *
 * @throws {HttpError} 400 where nothing was ticked, an id is no number, or there are more than 1,000.
 */
export function selectedIds(parameters: URLSearchParams): number[] | null {
  if (!parameters.has('ids')) return null;
  const texts = parameters
    .getAll('ids')
    .flatMap((text) => text.split(','))
    .map((text) => text.trim())
    .filter((text) => text !== '');
  if (texts.length === 0) throw new HttpError(400, (messages) => messages.exchange.nothingTicked);
  if (texts.length > mostSelected) {
    throw new HttpError(400, (messages) => messages.exchange.tooManyTicked(mostSelected.toLocaleString('en')));
  }
  const stranger = texts.find((text) => !/^\d{1,15}$/.test(text));
  if (stranger !== undefined) throw new HttpError(400, (messages) => messages.exchange.noRecordId(stranger));
  return texts.map(Number);
}
