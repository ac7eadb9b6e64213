import type { Role } from '../../../src/review/accounts/roles.ts';

/** One request to a route and how it is answered to whoever may. */
export interface Cell {
  /** What it is about: something of the asker's own, of somebody else's, or nothing that there is. */
  object: 'any' | 'own' | 'foreign' | 'none';
  /** The address below the language, with {names} that the world of the test fills in. */
  path: string;
  fields?: Record<string, string>;
  /** To whoever may. */
  status: number;
  /** To readers who are not signed in, where it is another. */
  nobody?: number;
}

export interface Row {
  route: string;
  /** The least role that may; null for everybody. */
  least: Role | null;
  cells: Cell[];
}

const open = (route: string, ...cells: [path: string, status: number][]): Row => ({
  route,
  least: null,
  cells: cells.map(([path, status]) => ({ object: status === 404 ? 'none' : 'any', path, status })),
});
const only = (least: Role | null, route: string, ...cells: Cell[]): Row => ({ route, least, cells });
const any = (path: string, status = 200, fields?: Record<string, string>): Cell => ({
  object: 'any',
  path,
  status,
  ...(fields && { fields }),
});
const own = (path: string, status: number, fields?: Record<string, string>): Cell => ({
  ...any(path, status, fields),
  object: 'own',
});
const foreign = (path: string, status: number, fields?: Record<string, string>): Cell => ({
  ...any(path, status, fields),
  object: 'foreign',
});
const none = (path: string, status = 404, fields?: Record<string, string>): Cell => ({
  ...any(path, status, fields),
  object: 'none',
});

const vote = { verdict: 'include', version: '0', tagVersion: '0', key: '{key}' };
const settle = { verdict: 'include', why: 'as it says', conflict: '{conflict}', key: '{key}' };

/** Addresses without a language. */
export const plainRoutes: Row[] = [
  open('GET /', ['/', 302]),
  open('GET /health', ['/health', 200]),
  open('GET /ready', ['/ready', 200]),
  // Only where metrics are switched on, which this application has not done.
  open('GET /metrics', ['/metrics', 404]),
  open('GET /favicon.ico', ['/favicon.ico', 302]),
  open('GET /robots.txt', ['/robots.txt', 200]),
  open('GET /sitemap.xml', ['/sitemap.xml', 200]),
  open('GET /sitemap-:part.xml', ['/sitemap-1.xml', 200], ['/sitemap-99.xml', 404]),
  open('GET /assets/:name', ['/assets/no-such.css', 404]),
  open('GET /downloads/:name', ['/downloads/no-such.csv', 404]),
  open('GET /api/v1/openapi.json', ['/api/v1/openapi.json', 200]),
  open('GET /api/v1/records', ['/api/v1/records', 200]),
  open('GET /api/v1/records.csv', ['/api/v1/records.csv', 200]),
  open('GET /api/v1/records.jsonl', ['/api/v1/records.jsonl', 200]),
  open('GET /api/v1/records/*key', ['/api/v1/records/{pmid}', 200], ['/api/v1/records/no-such', 404]),
  open('GET /api/v1/facets', ['/api/v1/facets', 200]),
  open('GET /api/v1/map', ['/api/v1/map', 200]),
  open('GET /api/v1/mechanisms', ['/api/v1/mechanisms', 200]),
  open('GET /api/v1/predictors', ['/api/v1/predictors', 200]),
  open('GET /api/v1/runs', ['/api/v1/runs', 200]),
  open('GET /api/v1/runs/:id', ['/api/v1/runs/1', 200], ['/api/v1/runs/999', 404]),
  open('GET /api/v1/synthesis', ['/api/v1/synthesis', 200]),
  open('GET /api/v1/prisma', ['/api/v1/prisma', 200]),
  open('GET /api/v1/evidence', ['/api/v1/evidence', 200]),
  open('GET /api/v1/evidence.csv', ['/api/v1/evidence.csv', 200]),
  open('GET /api/v1/evidence.jsonl', ['/api/v1/evidence.jsonl', 200]),
  open('GET /api/v1/evidence/:id', ['/api/v1/evidence/no-such', 404]),
  // Addresses without a language lead to the same one with it.
  ...['/account', '/admin/users', '/api', '/compare', '/downloads', '/map', '/methods', '/sign-in'].map((path) =>
    open(`GET ${path}`, [path, 302]),
  ),
  open('GET /records.atom', ['/records.atom', 200]),
  open('GET /evidence/:key', ['/evidence/x', 302]),
  open('GET /invitations/:token', ['/invitations/x', 302]),
  open('GET /mechanisms{/:id}', ['/mechanisms', 302], ['/mechanisms/inflammation', 302]),
  open('GET /predictors{/:id}', ['/predictors', 302]),
  open('GET /records.:ending', ['/records.ris', 200], ['/records.exe', 404]),
  open('GET /records/*key', ['/records/{pmid}.ris', 200]),
  open('GET /records{/*key}', ['/records', 302]),
  open('GET /runs{/:id}', ['/runs', 302]),
  open('GET /synthesis{/*rest}', ['/synthesis/resorption', 302]),
  only(null, 'POST /preferences', any('/preferences', 303, { theme: 'dark' })),
];

/** Addresses in each language, written without it. */
export const localRoutes: Row[] = [
  open('GET /', ['/', 200]),
  open('GET /records', ['/records', 200]),
  open('GET /records.:ending', ['/records.csv', 200], ['/records.exe', 404]),
  open('GET /records.atom', ['/records.atom', 200]),
  open('GET /records/*key', ['/records/{pmid}', 200], ['/records/no-such', 404]),
  open('GET /mechanisms', ['/mechanisms', 200]),
  open('GET /mechanisms/:id', ['/mechanisms/inflammation', 200], ['/mechanisms/no-such', 404]),
  open('GET /predictors', ['/predictors', 200]),
  open('GET /predictors/:id', ['/predictors/rim-enhancement', 200], ['/predictors/no-such', 404]),
  open('GET /evidence/:key', ['/evidence/no-such', 404]),
  open('GET /map', ['/map', 200]),
  open('GET /map.csv', ['/map.csv', 200]),
  open('GET /compare', ['/compare?ids=1,2', 200]),
  open('GET /synthesis', ['/synthesis', 302]),
  open('GET /synthesis/resorption', ['/synthesis/resorption', 200]),
  open('GET /synthesis/resorption.csv', ['/synthesis/resorption.csv', 200]),
  open('GET /synthesis/resorption.R', ['/synthesis/resorption.R', 200]),
  open('GET /synthesis/findings', ['/synthesis/findings', 200]),
  open('GET /synthesis/findings.csv', ['/synthesis/findings.csv', 200]),
  open('GET /synthesis/calculator', ['/synthesis/calculator', 200]),
  open('GET /methods', ['/methods', 200]),
  open('GET /runs', ['/runs', 200]),
  open('GET /runs/:id', ['/runs/1', 200], ['/runs/999', 404]),
  open('GET /api', ['/api', 200]),
  open('GET /downloads', ['/downloads', 200]),
  open('GET /opensearch.xml', ['/opensearch.xml', 200]),
  open('GET /prisma', ['/prisma', 200], ['/prisma?asof=2020-01-01', 200]),
  open('GET /prisma/records', ['/prisma/records', 404]),
  open('GET /prisma.svg', ['/prisma.svg', 200]),
  open('GET /prisma.csv', ['/prisma.csv', 200]),
  open('GET /prisma/search.:kind', ['/prisma/search.md', 200], ['/prisma/search.exe', 404]),

  only(null, 'GET /sign-in', { ...any('/sign-in', 303), nobody: 200 }),
  only(null, 'POST /sign-in', any('/sign-in', 401, { name: '{key}', password: 'not my words' })),
  // Without a sign-in that waits for its code there is nothing to see.
  open('GET /sign-in/code', ['/sign-in/code', 303]),
  only(null, 'POST /sign-in/code', none('/sign-in/code', 401, { code: '123456' })),
  only(null, 'POST /sign-out', own('/sign-out', 303)),
  only(null, 'GET /invitations/:token', foreign('/invitations/{invitation}', 200), none('/invitations/no-such')),
  only(
    null,
    'POST /invitations/:token',
    foreign('/invitations/{invitation}', 422, { name: 'Somebody', password: 'short', repeat: 'short' }),
    none('/invitations/no-such', 404, { name: 'Somebody', password: 'some good words', repeat: 'some good words' }),
  ),
  only('reader', 'GET /account', own('/account', 200)),
  only('reader', 'GET /account/confirm', own('/account/confirm', 200)),
  only('reader', 'POST /account/confirm', own('/account/confirm', 303, { password: '{password}' })),
  only(
    'reader',
    'POST /account/password',
    own('/account/password', 303, { current: '{password}', password: 'other good words', repeat: 'other good words' }),
  ),
  only(
    'reader',
    'POST /account/sessions/:id/end',
    own('/account/sessions/{session}/end', 303),
    foreign('/account/sessions/{foreignSession}/end', 404),
    none('/account/sessions/99999/end'),
  ),
  only('reader', 'POST /account/sign-out-everywhere', own('/account/sign-out-everywhere', 303)),

  only('reader', 'GET /account/second-factor', own('/account/second-factor', 200)),
  only('reader', 'POST /account/second-factor/begin', own('/account/second-factor/begin', 303)),
  // Nothing was begun, nothing is on.
  ...['confirm', 'renew', 'off'].map((act) =>
    only(
      'reader',
      `POST /account/second-factor/${act}`,
      none(`/account/second-factor/${act}`, 422, { code: '123456' }),
    ),
  ),

  only('administrator', 'GET /admin/users', any('/admin/users')),
  only('administrator', 'POST /admin/users/invite', any('/admin/users/invite', 200, { name: '', role: 'reader' })),
  only(
    'administrator',
    'POST /admin/users/invitations/:id/withdraw',
    foreign('/admin/users/invitations/{invitationId}/withdraw', 303),
  ),
  ...(['role', 'disable', 'enable', 'reset', 'sign-out', 'reset-second-factor'] as const).map((act) =>
    only(
      'administrator',
      `POST /admin/users/:id/${act}`,
      own(
        `/admin/users/{account}/${act}`,
        { role: 422, disable: 422, enable: 303, reset: 200, 'sign-out': 303, 'reset-second-factor': 422 }[act],
        {
          role: 'reader',
        },
      ),
      foreign(`/admin/users/{foreignAccount}/${act}`, act === 'reset' ? 200 : 303, { role: 'reader' }),
      none(`/admin/users/99999/${act}`, 404, { role: 'reader' }),
    ),
  ),

  only('reviewer', 'GET /review', own('/review', 200)),
  only('reviewer', 'GET /review/keys', any('/review/keys')),
  only('reviewer', 'POST /review/keys', own('/review/keys', 303, { on: 'yes', include: 'y' })),
  only('reviewer', 'POST /review/keys/switch', own('/review/keys/switch', 303, { on: 'no' })),
  only('reviewer', 'POST /review/order', own('/review/order', 303, { order: 'oldest' })),
  only('reviewer', 'GET /review/agreement', any('/review/agreement'), none('/review/agreement?stage=no-such')),
  only('reviewer', 'GET /review/agreement/records', none('/review/agreement/records')),
  only('reviewer', 'GET /review/agreement.csv', any('/review/agreement.csv')),
  only('reviewer', 'GET /review/progress', any('/review/progress')),
  only('reviewer', 'GET /review/decisions', any('/review/decisions')),
  only(
    'reviewer',
    'GET /review/decisions/:file.csv',
    any('/review/decisions/decisions.csv'),
    none('/review/decisions/no-such.csv'),
  ),
  only('reviewer', 'GET /review/:stage', own('/review/title-abstract', 303), none('/review/no-such')),
  only(
    'reviewer',
    'GET /review/:stage/:recordId',
    own('/review/title-abstract/{voted}', 200),
    foreign('/review/title-abstract/{closed}', 200),
    none('/review/title-abstract/99999'),
    none('/review/no-such/1'),
    none('/review/title-abstract/1e2'),
  ),
  only(
    'reviewer',
    'POST /review/:stage/:recordId',
    own('/review/title-abstract/{fresh}', 303, vote),
    foreign('/review/title-abstract/{closed}', 409, vote),
    none('/review/title-abstract/99999', 404, vote),
  ),
  only(
    'reviewer',
    'POST /review/:stage/:recordId/draft',
    own('/review/title-abstract/{voted}/draft', 303, { note: 'mine', draftVersion: '0' }),
    // Somebody else's draft is not mine: there is no version 1 of it.
    foreign('/review/title-abstract/{drafted}/draft', 409, { note: 'mine', draftVersion: '1' }),
    none('/review/title-abstract/99999/draft', 404, { draftVersion: '0' }),
  ),
  only(
    'reviewer',
    'POST /review/:stage/:recordId/discard',
    own('/review/title-abstract/{voted}/discard', 303),
    foreign('/review/title-abstract/{drafted}/discard', 303),
    none('/review/title-abstract/99999/discard'),
  ),
  only(
    'reviewer',
    'POST /review/:stage/:recordId/withdraw',
    own('/review/title-abstract/{voted}/withdraw', 303, { version: '1', key: '{key}' }),
    foreign('/review/title-abstract/{closed}/withdraw', 409, { version: '0', key: '{key}' }),
    none('/review/title-abstract/99999/withdraw', 404, { version: '1' }),
  ),
  only(
    'reviewer',
    'POST /review/:stage/:recordId/skip',
    own('/review/title-abstract/{voted}/skip', 303),
    none('/review/title-abstract/99999/skip'),
  ),
  only(
    'reviewer',
    'GET /review/extraction/:recordId',
    any('/review/extraction/{included}'),
    none('/review/extraction/99999'),
  ),
  only(
    'reviewer',
    'POST /review/extraction/:recordId',
    own('/review/extraction/{included}', 303, { version: '0', key: '{key}' }),
    none('/review/extraction/99999', 404, { version: '0' }),
  ),
  only(
    'reviewer',
    'POST /review/extraction/:recordId/draft',
    own('/review/extraction/{included}/draft', 303, { draftVersion: '0' }),
    none('/review/extraction/99999/draft', 404, { draftVersion: '0' }),
  ),
  only(
    'reviewer',
    'GET /review/history/:recordId',
    own('/review/history/{voted}', 200),
    foreign('/review/history/{closed}', 200),
    none('/review/history/99999'),
  ),
  only('reviewer', 'GET /review/certainty', any('/review/certainty')),
  only('reviewer', 'GET /review/certainty/:finding', any('/review/certainty/all'), none('/review/certainty/no-such')),
  only(
    'curator',
    'POST /review/certainty/:finding',
    // Judged by others of this table meanwhile: the form is then behind.
    any('/review/certainty/all', 409, { start: 'high', version: '99', key: '{key}' }),
    none('/review/certainty/no-such', 404, { start: 'high', version: '0', key: '{key}' }),
  ),
  only(
    'curator',
    'POST /review/certainty/:finding/withdraw',
    any('/review/certainty/all/withdraw', 409, { version: '99', key: '{key}' }),
    none('/review/certainty/no-such/withdraw', 404, { version: '0', key: '{key}' }),
  ),
  only('adjudicator', 'GET /review/conflicts', any('/review/conflicts')),
  only(
    'adjudicator',
    'GET /review/conflicts/:stage/:recordId',
    own('/review/conflicts/title-abstract/{ownConflict}', 200),
    foreign('/review/conflicts/title-abstract/{foreignConflict}', 200),
    none('/review/conflicts/title-abstract/{voted}'),
    none('/review/conflicts/title-abstract/99999'),
  ),
  only(
    'adjudicator',
    'POST /review/conflicts/:stage/:recordId',
    own('/review/conflicts/title-abstract/{ownConflict}', 403, settle),
    foreign('/review/conflicts/title-abstract/{foreignConflict}', 303, settle),
    none('/review/conflicts/title-abstract/99999', 404, settle),
  ),
  only(
    'adjudicator',
    'POST /review/conflicts/:stage/:recordId/reopen',
    own('/review/conflicts/title-abstract/{ownSettled}/reopen', 403, { why: 'read again', key: '{key}' }),
    foreign('/review/conflicts/title-abstract/{foreignSettled}/reopen', 303, { why: 'read again', key: '{key}' }),
    none('/review/conflicts/title-abstract/99999/reopen', 404, { why: 'read again' }),
  ),
  only('curator', 'GET /review/trail', any('/review/trail?check=1')),
  only('curator', 'GET /review/trail.csv', any('/review/trail.csv')),
  only('reviewer', 'GET /review/stopping', any('/review/stopping')),
  only('adjudicator', 'POST /review/stopping', any('/review/stopping', 303, { why: 'enough was read' })),
  only('curator', 'GET /admin/duplicates', any('/admin/duplicates')),
  only('curator', 'GET /admin/duplicates/:recordId/:otherId', none('/admin/duplicates/1/99999')),
  only(
    'curator',
    'POST /admin/duplicates/:recordId/:otherId',
    none('/admin/duplicates/1/99999', 404, { key: '{key}' }),
  ),
  only('curator', 'GET /admin/imports', any('/admin/imports')),
  only('curator', 'POST /admin/imports', none('/admin/imports', 422)),
  only('curator', 'GET /admin/imports/uploads/:token', none('/admin/imports/uploads/no-such')),
  only('curator', 'POST /admin/imports/uploads/:token', none('/admin/imports/uploads/no-such')),
  only('curator', 'POST /admin/imports/uploads/:token/discard', none('/admin/imports/uploads/no-such/discard')),
];
