import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { settingLines, settingsTable } from '../../../src/cli/settingsTable.ts';
import { configSchema, readConfig } from '../../../src/config.ts';
import { rootDir } from '../../../src/paths.ts';

const text = (...path: string[]) => readFileSync(join(rootDir, ...path), 'utf8');

describe('the settings', () => {
  test('stand in docs/operations.md as the schema has them', () => {
    const [, table] = /<!-- settings -->\n([\s\S]*?)<!-- \/settings -->/.exec(text('docs', 'operations.md')) ?? [];
    // If this fails, put the output of "npm run config -- --markdown" between the two marks.
    expect(table).toBe(settingsTable());
  });

  test('each says what it means, and none is said twice in other words', () => {
    const lines = settingLines();
    expect(lines.map(({ name }) => name)).toEqual(Object.keys(configSchema.shape));
    expect(lines.filter(({ meaning }) => !meaning.endsWith('.'))).toEqual([]);
  });

  test.each([
    ['none', false],
    ['2', 2],
    ['loopback', ['loopback']],
    ['127.0.0.1,10.0.0.0/8,fc00::/7', ['127.0.0.1', '10.0.0.0/8', 'fc00::/7']],
  ])('RESORB_TRUST_PROXY=%s', (given, read) => {
    expect(readConfig({ RESORB_TRUST_PROXY: given }).RESORB_TRUST_PROXY).toEqual(read);
  });

  test('what is wrong is named, all of it at once', () => {
    expect(() =>
      readConfig({ RESORB_TRUST_PROXY: 'everyone!', RESORB_WORKERS: '0', RESORB_BACKUP_HOURS: 'often' }),
    ).toThrow(/RESORB_BACKUP_HOURS.*\n.*RESORB_WORKERS.*\n.*RESORB_TRUST_PROXY cannot be used: it takes "none"/);
  });
});

describe('docs/deploy/Dockerfile', () => {
  const lines = text('docs', 'deploy', 'Dockerfile')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const having = (instruction: string) => lines.filter((line) => line.startsWith(`${instruction} `));

  test('keeps the rules of the usual linter that bear on safety and size', () => {
    expect(
      lines.filter((line) => !/^(FROM|WORKDIR|RUN|COPY|ENV|USER|VOLUME|EXPOSE|HEALTHCHECK|CMD) /.test(line)),
    ).toEqual([]);
    for (const from of having('FROM')) expect(from).toMatch(/^FROM node:\d+\.\d+-\w+-slim( AS \w+)?$/);
    for (const folder of having('WORKDIR')) expect(folder).toMatch(/^WORKDIR \//);
    for (const run of having('RUN')) {
      expect(run).not.toMatch(/sudo|curl|wget|apt-get upgrade|\bcd /);
      if (run.includes('apt-get install')) {
        expect(run).toMatch(/apt-get update .*--no-install-recommends.*rm -rf \/var\/lib\/apt\/lists/);
      }
    }
    for (const command of having('CMD')) expect(JSON.parse(command.slice('CMD '.length))).toEqual(expect.any(Array));
    expect(having('HEALTHCHECK')[0]).toContain('/ready');
  });

  test('runs as somebody who may write the data and nothing else', () => {
    const last = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')));
    expect(last.filter((line) => line.startsWith('USER '))).toEqual(['USER node']);
    expect(last.some((line) => /^RUN.*(npm|apt)/.test(line))).toBe(false);
    expect(last.filter((line) => line.includes('node:node'))).toEqual(['RUN mkdir /data && chown node:node /data']);
  });

  test('copies what is there, and the start command is what the build gives', () => {
    const copied = having('COPY').flatMap((line) => /\/app\/([\w.]+) /.exec(line)?.[1] ?? []);
    expect(
      copied.filter((name) => !['dist', 'node_modules'].includes(name) && !existsSync(join(rootDir, name))),
    ).toEqual([]);
    expect(existsSync(join(rootDir, 'scripts', 'serve.ts'))).toBe(true);
    const ignored = text('docs', 'deploy', 'Dockerfile.dockerignore').split('\n');
    expect(ignored).toEqual(expect.arrayContaining(['.git', 'node_modules', 'db/*.sqlite*']));
  });
});

describe('docs/deploy/resorb.service', () => {
  const unit = text('docs', 'deploy', 'resorb.service');

  test('runs as its own user with nothing to gain and little to write', () => {
    for (const setting of [
      'User=resorb',
      'NoNewPrivileges=yes',
      'CapabilityBoundingSet=',
      'ProtectSystem=strict',
      'ProtectHome=yes',
      'PrivateTmp=yes',
      'StateDirectory=resorb',
      'Restart=on-failure',
    ]) {
      expect(unit.split('\n')).toContain(setting);
    }
    expect(unit).not.toMatch(/MemoryDenyWriteExecute/);
  });

  test('sets what the program knows', () => {
    const set = [...unit.matchAll(/^Environment=(\w+)=/gm)].map(([, name]) => name);
    expect(set.filter((name) => !(name && name in configSchema.shape))).toEqual([]);
  });
});

describe('docs/deploy/litestream.yml', () => {
  test('replicates the database of the unit with the keys Litestream knows, and holds no secret', () => {
    const source = text('docs', 'deploy', 'litestream.yml');
    const { dbs } = parse(source) as { dbs: { path: string; replicas: Record<string, string>[] }[] };
    expect(dbs).toHaveLength(1);
    expect(text('docs', 'deploy', 'resorb.service')).toContain(`Environment=RESORB_DB=${dbs[0]?.path}`);
    const known = [
      'type',
      'path',
      'sync-interval',
      'snapshot-interval',
      'retention',
      'retention-check-interval',
      'validation-interval',
    ];
    for (const replica of dbs[0]?.replicas ?? []) {
      expect(Object.keys(replica).filter((key) => !known.includes(key))).toEqual([]);
      for (const key of known.filter((name) => /interval|retention/.test(name)))
        expect(replica[key]).toMatch(/^\d+[smh]$/);
    }
    expect(source).not.toMatch(/key|password|token/i);
  });
});
