import { afterAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { exportSchema } from '../../../src/exporting/exportSchema.ts';
import { apiEndpoints } from '../../../src/web/api/endpoints.ts';
import { openApiDocument } from '../../../src/web/api/openApi.ts';
import { type ApiAnswer, apiSchemas } from '../../../src/web/api/schemas.ts';
import { aRun } from '../../support/factories/answers.ts';
import { fetchFile } from '../../support/fetchFile.ts';
import { libraryApp } from '../../support/librarySite.ts';
import { testApp, testProtocol } from '../../support/webApp.ts';

const { app, catalog, store } = libraryApp();
const endpoints = apiEndpoints(testProtocol);

afterAll(() => store.close());

async function answer<Name extends keyof typeof apiSchemas>(name: Name, address: string): Promise<ApiAnswer<Name>> {
  const { body } = await request(app)
    .get(address)
    .expect(200)
    .expect('Content-Type', /^application\/json/);
  const parsed = apiSchemas[name].safeParse(body);
  expect({ address, faults: parsed.error?.issues ?? [] }).toEqual({ address, faults: [] });
  return body as ApiAnswer<Name>;
}

async function allEvidence(address: string): Promise<ApiAnswer<'Evidence'>['evidence']> {
  const items: ApiAnswer<'Evidence'>['evidence'] = [];
  for (let next: string | null = address; next !== null; ) {
    const page: ApiAnswer<'Evidence'> = await answer('Evidence', next);
    items.push(...page.evidence);
    next = page.links.next;
  }
  return items;
}

describe('the description', () => {
  const document = openApiDocument(testProtocol, '0.1.0') as {
    paths: Record<string, { get: { parameters: { name: string; in: string }[] } }>;
    components: { schemas: Record<string, unknown> };
  };

  test('is served, and names every address', async () => {
    const { body } = await request(app).get('/api/v1/openapi.json').expect(200);
    expect(body.openapi).toBe('3.1.0');
    const lists = (path: string): string[] => [`${path}.jsonl`, `${path}.csv`];
    expect(Object.keys(body.paths)).toEqual(
      endpoints.flatMap(({ files, path }) => [path, ...(files ? lists(path) : [])]),
    );
  });

  test('points only at schemas that it has', () => {
    const references = JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"/]+)/g);
    const names = [...references].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(endpoints.length);
    for (const name of names) expect(Object.keys(document.components.schemas)).toContain(name);
  });

  test('names each value of a path among its parameters', () => {
    for (const [path, { get }] of Object.entries(document.paths)) {
      const wanted = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(get.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name)).toEqual(wanted);
    }
  });

  test.each(endpoints.flatMap(({ answer: name, example }) => (example === null ? [] : [[example, name] as const])))(
    'the example %s answers in the shape it says',
    async (example, name) => {
      await answer(name, example);
    },
  );

  test.each([
    ['Records', '/api/v1/records?q=zzz&design=rct'],
    ['Records', '/api/v1/records?q=%22open&sort=oldest&screening=excluded&size=100'],
    ['Facets', '/api/v1/facets?language=chi&from=1990&page=9'],
    ['Record', '/api/v1/records/pmid:40426259'],
    ['Evidence', '/api/v1/evidence?predictor=rim-enhancement&limit=500'],
    ['Synthesis', '/api/v1/synthesis?by=type&check=on'],
    ['Synthesis', '/api/v1/synthesis?by=definition&without=selected'],
    ['Synthesis', '/api/v1/synthesis?design=rct&measure=PAS&tau2=DL'],
    ['Map', '/api/v1/map?rows=predictor&columns=language'],
  ] as const)('%s: %s is in the shape it says', async (name, address) => {
    await answer(name, address);
  });

  test('so is a run with everything that can be said of one', async () => {
    const { app: sample } = testApp({ run: () => aRun() });
    const { body } = await request(sample).get('/api/v1/runs/7').expect(200);
    expect(apiSchemas.Run.safeParse(body).error?.issues ?? []).toEqual([]);
    expect(body.rejections).toEqual([
      { position: 12, line: 340, pmid: '99', reason: 'The record ends in the middle.' },
    ]);
  });
});

describe('records by cursor', () => {
  async function walked(address: string): Promise<number[]> {
    const ids: number[] = [];
    for (let next: string | null = address; next !== null; ) {
      const page: ApiAnswer<'Records'> = await answer('Records', next);
      expect(page.links.previous).toBeNull();
      ids.push(...page.records.map(({ id }) => id));
      next = page.links.next;
    }
    return ids;
  }

  test.each(['', 'q=macrophage', 'q=resorption&mechanism=neovascularization&from=2000'])(
    'every record of a search comes once, by rising id (%s)',
    async (search) => {
      const ids = await walked(`/api/v1/records?${search}&cursor=0&size=10`);
      const { total } = await answer('Records', `/api/v1/records?${search}`);
      expect(ids).toHaveLength(total);
      expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
      const { text } = await request(app).get(`/api/v1/records.jsonl?${search}`).expect(200);
      const listed = text
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { id: number }).id);
      expect(ids).toEqual(listed.sort((a, b) => a - b));
    },
  );

  test('an ETag spares the same page, and the page after the last is empty', async () => {
    const first = await request(app).get('/api/v1/records?cursor=0&size=10').expect(200);
    await request(app)
      .get('/api/v1/records?cursor=0&size=10')
      .set('If-None-Match', first.headers.etag ?? '')
      .expect(304);
    const end = await answer('Records', '/api/v1/records?cursor=999999');
    expect([end.records, end.links.next]).toEqual([[], null]);
  });
});

describe('a record', () => {
  test('is the documented export object, with tags and who said them', async () => {
    const { record, tags, id } = await answer('Record', '/api/v1/records/pmid:40426259');
    const { body } = await fetchFile(app, `/records/${id}.jsonl`);
    expect(record).toEqual(exportSchema.parse(JSON.parse(String(body))));
    expect(tags.some(({ evidence, annotator }) => evidence.length > 0 && annotator.name !== '')).toBe(true);
  });
});

describe('evidence', () => {
  test('every tagged mechanism and predictor with a sentence comes once, however it is paged', async () => {
    const pages = await allEvidence('/api/v1/evidence?limit=37');
    const whole = await allEvidence('/api/v1/evidence?limit=500');
    expect(pages).toEqual(whole);
    expect(new Set(whole.map(({ id }) => id)).size).toBe(whole.length);
    const tags = store.records.ids().flatMap((recordId) => {
      const detail = catalog.record(String(recordId), 'en');
      if (!detail || detail.card.excluded) return [];
      return detail.card.tags
        .filter(({ kind, evidence }) => ['mechanism', 'predictor'].includes(kind) && evidence.some((one) => !one.stale))
        .map(({ value }) => `${recordId} ${value}`);
    });
    expect(whole.map(({ record, value }) => `${record.id} ${value}`).sort()).toEqual(tags.sort());
  });

  test('ids carry the review’s own, and each sentence stands in its record', async () => {
    const [first] = await allEvidence('/api/v1/evidence?mechanism=neovascularization&limit=500');
    expect(first?.id).toMatch(new RegExp(`^${testProtocol.review.id}:ev:[0-9a-z]{16}$`));
    const detail = catalog.record(String(first?.record.id), 'en');
    for (const { field, start, end, text } of first?.sentences ?? []) {
      expect(detail?.texts.find((one) => one.field === field)?.text.slice(start, end)).toBe(text);
    }
  });

  test('each has an address of its own, and a page that leads to its sentence', async () => {
    const [first] = await allEvidence('/api/v1/evidence?limit=3');
    if (!first) throw new Error('The library has no evidence.');
    expect(await answer('EvidenceItem', first.link)).toEqual(first);
    expect(await answer('EvidenceItem', `/api/v1/evidence/${first.id}`)).toEqual(first);
    const { headers } = await request(app).get(first.page).expect(302);
    expect(headers.location).toMatch(new RegExp(`^/en/records/${first.record.id}\\?text=\\w+#e\\d+$`));
    await request(app).get('/en/evidence/0000000000000000').expect(404);
    await request(app).get('/api/v1/evidence/0000000000000000').expect(404);
  });

  test('filters narrow it, and each item meets them', async () => {
    const items = await allEvidence('/api/v1/evidence?mechanism=neovascularization&stance=supports&limit=500');
    expect(items.length).toBeGreaterThan(5);
    for (const { value, stance } of items) expect([value, stance]).toEqual(['neovascularization', 'supports']);
    const one = items[0]?.record.key ?? '';
    const own = await allEvidence(`/api/v1/evidence?record=${encodeURIComponent(one)}`);
    expect(new Set(own.map(({ record }) => record.key))).toEqual(new Set([one]));
  });

  test.each([
    [
      '/api/v1/evidence?cursor=last',
      400,
      '“last” is no cursor of this list. Follow the link “next” of the page before.',
    ],
    [
      '/api/v1/records?cursor=last',
      400,
      '“last” is no cursor of this list. Follow the link “next” of the page before.',
    ],
    ['/api/v1/evidence?limit=501', 400, '“501” is no value for “limit”.'],
    ['/api/v1/evidence?stance=maybe', 400, '“maybe” is no value for “stance”.'],
    ['/api/v1/evidence?record=pmid:0', 404, 'There is no record “pmid:0” in this catalog.'],
    ['/api/v1/runs/none', 404, 'There is no search run “none”.'],
    ['/api/v1/records/none', 404, 'There is no record “none” in this catalog.'],
  ])('%s is a problem in words', async (address, status, detail) => {
    const { body } = await request(app)
      .get(address)
      .expect(status)
      .expect('Content-Type', /problem\+json/);
    expect(apiSchemas.Problem.parse(body)).toMatchObject({ status, detail });
  });
});

describe('reading from elsewhere', () => {
  test('is allowed, with an ETag that spares the second answer', async () => {
    const first = await request(app).get('/api/v1/mechanisms').set('Origin', 'https://elsewhere.example').expect(200);
    expect(first.headers['access-control-allow-origin']).toBe('*');
    expect(first.headers['cross-origin-resource-policy']).toBe('cross-origin');
    await request(app).get('/api/v1/mechanisms').set('If-None-Match', String(first.headers.etag)).expect(304);
    const asked = await request(app).options('/api/v1/records').expect(204);
    expect(asked.headers['access-control-allow-methods']).toBe('GET, HEAD');
  });

  test.each(['post', 'put', 'delete'] as const)('%s is refused', async (method) => {
    const response = await request(app)[method]('/api/v1/records').expect(405);
    expect(response.headers.allow).toBe('GET, HEAD, OPTIONS');
    expect(apiSchemas.Problem.parse(response.body).detail).toBe('This address can only be read: GET, HEAD or OPTIONS.');
  });

  test('pages of the site itself are not opened to others', async () => {
    const response = await request(app).get('/en/methods').expect(200);
    expect(response.headers['access-control-allow-origin']).toBeUndefined();
  });
});
