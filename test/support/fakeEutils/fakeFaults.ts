import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

/** What can go wrong, each as it was seen in the wild. */
export type FakeFaultKind =
  | 'html 500'
  | 'html 502'
  | 'html 200'
  | '429'
  | '400 with error'
  | '400 relaying a 502'
  | '400 of another query'
  | 'error: backend'
  | 'error: txclient'
  | 'error: pubone'
  | 'error: invalid db'
  | 'error: retstart'
  | 'prolog only'
  | 'empty body'
  | 'cut after a record'
  | 'cut inside a record'
  | 'cut gzip'
  | 'connection reset'
  | 'stall'
  | 'flipped byte'
  | 'redirect elsewhere';

/** Which call of a utility goes wrong, counted from 1; `to` makes it a run of calls. */
export interface FakeFault {
  utility: 'esearch' | 'efetch';
  call: number;
  to?: number;
  kind: FakeFaultKind;
}

const serverErrorPage =
  '<?xml version="1.0" encoding="iso-8859-1"?>\n<!DOCTYPE html>\n<html><head><title>WWW Error 500 Diagnostic</title></head><body><h1>Server Error</h1></body></html>';
const gatewayPage = '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>';
const prolog = '<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet>\n';

/** Answers that are wrong from the start. Null where the fault damages a good answer instead. */
export function faultAnswer(
  kind: FakeFaultKind,
): { status: number; type: string; body: string; headers?: Record<string, string> } | null {
  const xml = (status: number, root: string, error: string) => ({
    status,
    type: 'text/xml; charset=UTF-8',
    body: `<?xml version="1.0" encoding="UTF-8" ?>\n<${root}>\n\t<ERROR>${error}</ERROR>\n</${root}>\n`,
  });
  switch (kind) {
    case 'html 500':
      return { status: 500, type: 'text/html', body: serverErrorPage };
    case 'html 502':
      return { status: 502, type: 'text/html', body: gatewayPage };
    case 'html 200':
      return { status: 200, type: 'text/xml', body: serverErrorPage };
    case '429':
      return {
        status: 429,
        type: 'application/json',
        body: '{"error":"API rate limit exceeded","api-key":"127.0.0.1","count":"4","limit":"3"}',
        headers: { 'retry-after': '2' },
      };
    case '400 with error':
      return xml(400, 'eFetchResult', 'Invalid db name specified: pubmedx');
    case '400 of another query':
      return xml(400, 'eFetchResult', 'Unable to obtain query #1');
    case '400 relaying a 502':
      return xml(400, 'eFetchResult', 'Failed to retrieve: upstream answered 502 Bad Gateway, temporarily unavailable');
    case 'error: backend':
      return xml(200, 'eSearchResult', 'Search Backend failed: Database is not supported: pubmed');
    case 'error: txclient':
      return xml(200, 'eFetchResult', 'TXCLIENT: read error, unexpected EOF');
    case 'error: pubone':
      return xml(200, 'eFetchResult', 'Failed to connect to PubOne');
    case 'error: invalid db':
      return xml(200, 'eSearchResult', 'Invalid db name specified: pubmedx');
    case 'error: retstart':
      return xml(200, 'eSearchResult', "Search Backend failed: Exception:\n'retstart' cannot be larger than 9998.");
    case 'prolog only':
      return { status: 200, type: 'text/xml', body: prolog };
    case 'empty body':
      return { status: 200, type: 'text/xml', body: '' };
    case 'redirect elsewhere':
      return { status: 302, type: 'text/plain', body: '', headers: { location: 'http://elsewhere.invalid/' } };
    default:
      return null;
  }
}

/** A good answer, damaged on its way. Returns false for faults that do not damage one. */
export function sendDamaged(kind: FakeFaultKind, response: ServerResponse, body: string): boolean {
  const type = { 'content-type': 'text/xml; charset=UTF-8' };
  switch (kind) {
    case 'cut after a record':
      response.writeHead(200, type).end(body.slice(0, endOfMiddleRecord(body)));
      return true;
    case 'cut inside a record':
      response.writeHead(200, type).end(body.slice(0, endOfMiddleRecord(body) + 200));
      return true;
    case 'cut gzip': {
      const packed = gzipSync(body);
      response.writeHead(200, { ...type, 'content-encoding': 'gzip' }).end(packed.subarray(0, packed.length * 0.6));
      return true;
    }
    case 'connection reset':
      response.writeHead(200, type).write(body.slice(0, endOfMiddleRecord(body) + 100));
      setImmediate(() => response.destroy());
      return true;
    case 'stall':
      response.writeHead(200, type).write(body.slice(0, 300));
      return true;
    case 'flipped byte':
      response.writeHead(200, type).end(body.replace('</ArticleTitle>', '</ArticleTitme>'));
      return true;
    default:
      return false;
  }
}

function endOfMiddleRecord(body: string): number {
  const mark = '</PubmedArticle>';
  const middle = body.indexOf(mark, Math.floor(body.length / 2));
  return (middle === -1 ? body.indexOf(mark) : middle) + mark.length;
}
