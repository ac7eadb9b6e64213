import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { type NextFunction, type Request, type Response, Router } from 'express';
import multer from 'multer';
import { personOf } from '../../identity/identify.ts';
import { requireRole } from '../../identity/requireRole.ts';
import { requestIdOf } from '../../operations/requestId.ts';
import { presentRunRow } from '../../presenters/runs.ts';
import type { DeskParts } from '../deskParts.ts';

/** What the web takes at once; larger files go through the command line. */
const largestFile = 10 * 1024 * 1024;
const newestRuns = 15;

/** Files of citations, brought in by people who may curate. The same reading as the command's. */
export function importRoutes({ site, links, desk, catalog, store, sender, clock, imports }: DeskParts): Router {
  const { messages } = site;
  const router = Router();
  const upload = multer({
    storage: multer.diskStorage({ destination: tmpdir() }),
    limits: { fileSize: largestFile, files: 1, fields: 2, parts: 4 },
  }).single('file');

  router.use('/imports', requireRole('curator', 'administrator'));

  router.get('/imports', (request, response) => sendPage(request, response, [], []));

  router.post('/imports', receive, async (request, response) => {
    const { file } = request;
    if (!file) {
      response.status(422);
      sendPage(request, response, [messages.desk.imports.fileNeeded], []);
      return;
    }
    try {
      const report = await imports.ingest(file.path, fileName(file));
      await desk.note({
        kind: 'imported',
        subject: `run:${report.runId}`,
        after: {
          file: fileName(file),
          added: report.added,
          joined: report.joined,
          held: report.held,
          rejected: report.rejected,
        },
        annotatorId: personOf(response).annotatorId,
        at: clock(),
        requestId: requestIdOf(response),
      });
      const remarks = report.columns
        ? [
            messages.desk.imports.columns(
              report.columns.columns.map(({ header, field }) => `${header} → ${field ?? '–'}`).join(', '),
            ),
          ]
        : [];
      sendPage(
        request,
        response,
        [],
        [messages.desk.imports.done(report.added, report.joined, report.held, report.rejected), ...remarks],
      );
    } catch (cause) {
      response.status(422);
      sendPage(request, response, [(cause as Error).message.replaceAll(file.path, fileName(file))], []);
    } finally {
      await rm(file.path, { force: true });
    }
  });

  /** A file that is too large or comes in pieces that make no sense is refused in words. */
  function receive(request: Request, response: Response, next: NextFunction): void {
    upload(request, response, (cause: unknown) => {
      if (cause === undefined || cause === null) {
        next();
        return;
      }
      if (!(cause instanceof multer.MulterError)) {
        next(cause);
        return;
      }
      response.status(cause.code === 'LIMIT_FILE_SIZE' ? 413 : 422);
      sendPage(
        request,
        response,
        [cause.code === 'LIMIT_FILE_SIZE' ? messages.desk.imports.tooLarge : messages.desk.imports.fileNeeded],
        [],
      );
    });
  }

  function sendPage(request: Request, response: Response, errors: string[], remarks: string[]): void {
    sender.send(request, response, site, {
      page: 'imports',
      view: {
        action: links.imports,
        duplicatesHref: links.duplicates,
        waiting: messages.desk.imports.waiting(store.duplicates.waiting().length),
        errors,
        remarks,
        runs: catalog
          .runs()
          .slice(0, newestRuns)
          .map((run) => presentRunRow(site, run)),
      },
      title: messages.desk.linkImports,
      section: 'review',
      status: null,
      head: { desk: true },
    });
  }

  return router;
}

/** The file's own name as it is shown and kept: browsers send it, so it may hold anything; never a path. */
function fileName({ originalname }: Express.Multer.File): string {
  const decoded = Buffer.from(originalname, 'latin1').toString('utf8');
  const name = decoded.includes('\ufffd') ? originalname : decoded;
  return name.replace(/[\\/\p{Cc}]/gu, '_').slice(-120) || 'file';
}
