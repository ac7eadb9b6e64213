import { type Request, type Response, Router } from 'express';
import { personOf } from '../../identity/identify.ts';
import { queryParameters } from '../../routes/queryParameters.ts';
import { wantsData } from '../deskAnswers.ts';
import { deskBody, deskFields } from '../deskBody.ts';
import type { DeskParts } from '../deskParts.ts';
import { type KeyMap, keyMapOf, readKeys, usualKeyMap } from '../keys/keyMap.ts';
import { type KeyFormState, presentKeyTable, writtenKeys } from '../presenters/keyTable.ts';

/** The keys of the desk: all of them shown, and each person's own set, switched off or put back. */
export function keyRoutes({ site, links, store, sender }: DeskParts): Router {
  const words = site.messages.desk.keyTable;
  const router = Router();
  const mapOf = (response: Response): KeyMap => keyMapOf(store.deskKeys.get(personOf(response).annotatorId));
  const keep = (response: Response, map: KeyMap): Promise<void> =>
    store.write(() => store.deskKeys.put(personOf(response).annotatorId, map));

  router.get('/keys', (request, response) => {
    const done = queryParameters(request).get('done');
    const status = done === 'saved' ? words.saved : done === 'reset' ? words.wereReset : null;
    sendKeys(request, response, { status });
  });

  router.post('/keys', deskBody, async (request, response) => {
    const fields = deskFields(request);
    if (fields.get('act') === 'reset') {
      await keep(response, usualKeyMap);
      response.redirect(303, `${links.keys}?done=reset`);
      return;
    }
    const written = (action: string): string => (fields.get(action) ?? '').slice(0, 40);
    const isOn = fields.get('on') === 'yes';
    const reading = readKeys(written);
    if ('faults' in reading) {
      response.status(422);
      sendKeys(request, response, { written, isOn, faults: reading.faults });
      return;
    }
    await keep(response, { isOn, keys: reading.keys });
    response.redirect(303, `${links.keys}?done=saved`);
  });

  router.post('/keys/switch', deskBody, async (request, response) => {
    await keep(response, { ...mapOf(response), isOn: deskFields(request).get('on') === 'yes' });
    if (wantsData(request)) response.status(204).end();
    else response.redirect(303, `${links.keys}?done=saved`);
  });

  function sendKeys(request: Request, response: Response, state: Partial<KeyFormState>): void {
    const map = mapOf(response);
    const shown = { written: writtenKeys(map), isOn: map.isOn, faults: [], status: null, ...state };
    sender.send(request, response, site, {
      page: 'keys',
      view: presentKeyTable(site, links.keys, map, shown),
      title: words.title,
      section: 'review',
      status: null,
      head: { desk: true },
    });
  }

  return router;
}
