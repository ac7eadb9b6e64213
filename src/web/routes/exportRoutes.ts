import { type Request, type Response, Router } from 'express';
import type { Catalog, RecordExport } from '../../catalog/answers.ts';
import { parseCatalogQuery } from '../../catalog/catalogQuery.ts';
import { type ExportFormat, exportCitations, exportFiles } from '../../exporting/exportCitations.ts';
import { exportEndings, exportFormatOf } from '../exports.ts';
import { selectedIds } from '../selection.ts';
import { sendStream } from '../sendStream.ts';
import { queryParameters } from './queryParameters.ts';

/** Citations to take away: of a whole search, of a selection (`ids`), or of one record. */
export function exportRoutes(catalog: Catalog): Router {
  const router = Router();

  router.get('/records.:ending', (request, response, next) => {
    const format = exportFormatOf(`.${request.params.ending}`)?.format;
    if (!format) {
      next('route');
      return undefined;
    }
    const parameters = queryParameters(request);
    const chosen = selectedIds(parameters);
    const records = catalog.exportRecords(chosen ?? catalog.exportIds(parseCatalogQuery(parameters)));
    return send(request, response, format, records, `resorb-${records.count}-records`);
  });

  router.get('/records/*key', (request, response, next) => {
    const asked = exportFormatOf(request.params.key.join('/'));
    const id = asked && catalog.recordId(asked.name);
    if (!asked || id === null) {
      next('route');
      return undefined;
    }
    return send(request, response, asked.format, catalog.exportRecords([id]), asked.name);
  });

  return router;
}

async function send(
  request: Request,
  response: Response,
  format: ExportFormat,
  records: RecordExport,
  name: string,
): Promise<void> {
  response.set('Cache-Control', 'private, no-cache').set('ETag', `W/"${format}-${records.version}"`);
  if (request.fresh) {
    response.status(304).end();
    return;
  }
  response.attachment(`${fileName(name)}.${exportEndings[format]}`);
  response.set('Content-Type', exportFiles[format].mediaType);
  await sendStream(response, exportCitations(format, records.records()));
}

/** "doi:10.1000/sample.1" as "doi-10.1000-sample.1": what every file system takes. */
function fileName(name: string): string {
  return name.replace(/[^\w.-]+/g, '-').slice(0, 120) || 'record';
}
