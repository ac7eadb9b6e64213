import { rm } from 'node:fs/promises';
import { type NextFunction, type Request, type Response, Router } from 'express';
import multer from 'multer';
import { expandedSearch } from '../../../protocol/protocol.ts';
import type { SearchRun } from '../../../store/searchRuns.ts';
import { HttpError } from '../../httpError.ts';
import { personOf } from '../../identity/identify.ts';
import { requireRole } from '../../identity/requireRole.ts';
import { requestIdOf } from '../../operations/requestId.ts';
import { presentRunRow } from '../../presenters/runs.ts';
import { queryParameters } from '../../routes/queryParameters.ts';
import { storageFaultOf } from '../../storageFault.ts';
import { deskBody, deskFields } from '../deskBody.ts';
import type { DeskParts } from '../deskParts.ts';
import { presentPubmedSearch } from '../presenters/imports.ts';
import { presentUpload } from '../presenters/upload.ts';
import { chosenColumns, columnFaults, correctionsOf } from '../uploads/chosenColumns.ts';
import { createPendingUploads, type PendingUpload } from '../uploads/pendingUploads.ts';

/** What the web takes at once; larger files go through the command line. */
const largestFile = 10 * 1024 * 1024;
const newestRuns = 15;

/**
 * Files of citations, brought in by people who may curate: sent, looked at, corrected where the columns of a table were
 * taken wrongly, and imported only when told to. The same reading as the command's.
 */
export function importRoutes({ site, links, desk, catalog, store, sender, clock, imports }: DeskParts): Router {
  const { messages, format } = site;
  const words = messages.desk.imports;
  const query = expandedSearch(site.protocol.review.search.pubmed);
  const router = Router();
  const uploads = createPendingUploads();
  const upload = multer({
    storage: multer.diskStorage({ destination: (_request, _file, done) => done(null, uploads.folder()) }),
    limits: { fileSize: largestFile, files: 1, fields: 2, parts: 4 },
  }).single('file');

  router.use('/imports', requireRole('curator', 'administrator'));

  router.get('/imports', (request, response) => {
    const query = queryParameters(request);
    const run = store.runs.get(Number(query.get('run')) || 0);
    const { added = 0, joined = 0, held = 0, rejected = 0 } = run ?? {};
    const done = run ? words.done(...counted(added, joined, held, rejected)) : null;
    sendImports(request, response, [], query.get('discarded') === null ? done : words.discarded);
  });

  router.post('/imports', receive, async (request, response) => {
    const { file } = request;
    if (!file) {
      response.status(422);
      sendImports(request, response, [words.fileNeeded]);
      return;
    }
    try {
      if (await imports.isTooLarge(file.path)) {
        response.status(413);
        sendImports(request, response, [words.tooLargeUnpacked]);
        return;
      }
      const token = uploads.keep(file.path, fileName(file), personOf(response).annotatorId);
      response.redirect(303, links.upload(token));
    } finally {
      await rm(file.path, { force: true });
    }
  });

  router.get('/imports/uploads/:token', async (request, response) => {
    await sendUpload(request, response, uploadOf(request, response), queryParameters(request));
  });

  router.post('/imports/uploads/:token', deskBody, async (request, response) => {
    const pending = uploadOf(request, response);
    const { path, fileName: file, token } = pending;
    const fields = deskFields(request);
    const table = await imports.tableOf(path);
    const columns = table && chosenColumns(table, fields);
    if (columns && columnFaults(columns).length > 0) {
      response.status(422);
      await sendUpload(request, response, pending, fields);
      return;
    }
    try {
      const report = await imports.ingest(path, file, columns ? correctionsOf(columns) : undefined);
      const { runId, added, joined, held, rejected } = report;
      await desk.note({
        kind: 'imported',
        subject: `run:${runId}`,
        after: { file, added, joined, held, rejected },
        annotatorId: personOf(response).annotatorId,
        at: clock(),
        requestId: requestIdOf(response),
      });
      uploads.remove(token);
      response.redirect(303, `${links.imports}?run=${runId}`);
    } catch (cause) {
      if (storageFaultOf(cause)) throw brokenOff(cause);
      uploads.remove(token);
      response.status(422);
      sendImports(request, response, [(cause as Error).message.replaceAll(path, file)]);
    }
  });

  router.post('/imports/uploads/:token/discard', (request, response) => {
    uploads.remove(uploadOf(request, response).token);
    response.redirect(303, `${links.imports}?discarded=1`);
  });

  /** @throws {HttpError} 404 where there is no such upload of this person's. */
  function uploadOf({ params }: Pick<Request, 'params'>, response: Response): PendingUpload {
    const found = uploads.find(String(params.token), personOf(response).annotatorId);
    if (!found) throw new HttpError(404, (all) => all.desk.imports.gone);
    return found;
  }

  /** A file that is too large or comes in pieces that make no sense is refused in words. */
  function receive(request: Request, response: Response, next: NextFunction): void {
    upload(request, response, (cause: unknown) => {
      if (cause === undefined || cause === null) {
        next();
        return;
      }
      if (!isOfForm(cause)) {
        next(cause);
        return;
      }
      const isTooLarge = cause instanceof multer.MulterError && cause.code === 'LIMIT_FILE_SIZE';
      response.status(isTooLarge ? 413 : 422);
      sendImports(request, response, [isTooLarge ? words.tooLarge : words.fileNeeded]);
    });
  }

  async function sendUpload(
    request: Request,
    response: Response,
    { token, path, fileName: file }: PendingUpload,
    fields: URLSearchParams,
  ): Promise<void> {
    const table = await imports.tableOf(path);
    const columns = table && chosenColumns(table, fields);
    const preview = await imports.preview(path, file, columns ? correctionsOf(columns) : undefined);
    const faults = columns ? columnFaults(columns) : [];
    sender.send(request, response, site, {
      page: 'upload',
      view: presentUpload(site, links, { token, fileName: file, preview, columns, faults }),
      title: words.title(file),
      section: 'review',
      status: null,
      head: { desk: true },
    });
  }

  function lastSearch(): SearchRun | null {
    const counts = (run: SearchRun) => run.status === 'complete' && run.takenBackAt === null;
    return store.runs.list().find((run) => run.query === query && counts(run)) ?? null;
  }

  function counted(...counts: [number, number, number, number]): [string, string, string, string] {
    return counts.map((count) => format.number(count)) as [string, string, string, string];
  }

  function sendImports(request: Request, response: Response, errors: string[], done: string | null = null): void {
    sender.send(request, response, site, {
      page: 'imports',
      view: {
        action: links.imports,
        duplicatesHref: links.duplicates,
        waiting: words.waiting(store.duplicates.waiting().length),
        errors,
        done,
        runs: catalog
          .runs()
          .slice(0, newestRuns)
          .map((run) => presentRunRow(site, run)),
        search: presentPubmedSearch(site, query, lastSearch()),
      },
      title: messages.desk.linkImports,
      section: 'review',
      status: null,
      head: { desk: true },
    });
  }

  return router;
}

/** The file is not to blame, and waits until it can be imported: what was stored of it already counts once. */
function brokenOff(cause: unknown): HttpError {
  const error = new HttpError(503, (all) => all.desk.imports.brokenOff);
  error.cause = cause;
  return error;
}

/** Whether a form is to blame that broke off, is none or has too much; what writing its file meets has a number of the system. */
function isOfForm(cause: unknown): boolean {
  return cause instanceof Error && !('errno' in cause);
}

/** The file's own name as it is shown and kept: browsers send it, so it may hold anything; never a path. */
function fileName({ originalname }: Express.Multer.File): string {
  const decoded = Buffer.from(originalname, 'latin1').toString('utf8');
  const name = decoded.includes('\ufffd') ? originalname : decoded;
  return name.replace(/[\\/\p{Cc}]/gu, '_').slice(-120) || 'file';
}
