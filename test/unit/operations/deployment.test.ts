import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
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
    const { RESORB_PORT } = readConfig({});
    expect(having('EXPOSE')).toEqual([`EXPOSE ${RESORB_PORT}`]);
    expect(having('HEALTHCHECK')[0]).toContain(`//127.0.0.1:${RESORB_PORT}/ready`);
    const set = Object.fromEntries(
      [
        ...having('ENV')
          .join(' ')
          .matchAll(/(\w+)=(\S+)/g),
      ].map(([, name, value]) => [name, value]),
    );
    expect(Object.keys(set).filter((name) => !(name in configSchema.shape))).toEqual([]);
    expect(readConfig(set)).toMatchObject({ RESORB_DB: '/data/resorb.sqlite', RESORB_BACKUP_DIR: '/data/backups' });
    const ignored = text('docs', 'deploy', 'Dockerfile.dockerignore').split('\n');
    expect(ignored).toEqual(expect.arrayContaining(['.git', 'node_modules', 'db/*.sqlite*']));
  });
});

/** What reads units is not on every machine. */
const systemd = (...words: string[]) => spawnSync('systemd-analyze', words, { encoding: 'utf8' });
/** Units that are not installed are judged from this version on. */
const firstOffline = 250;
const hasSystemd = Number(/^systemd (\d+)/.exec(systemd('--version').stdout ?? '')?.[1]) >= firstOffline;
const testWithSystemd = hasSystemd ? test : test.skip;

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

  test('sets what the program knows, keeps it where it may write, and starts what the build gives', () => {
    const set = Object.fromEntries(
      [...unit.matchAll(/^Environment=(\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
    );
    expect(Object.keys(set).filter((name) => !(name in configSchema.shape))).toEqual([]);
    const { RESORB_DB, RESORB_BACKUP_DIR, RESORB_TRUST_PROXY } = readConfig(set);
    expect([RESORB_DB, RESORB_BACKUP_DIR].map((path) => path?.startsWith('/var/lib/resorb/'))).toEqual([true, true]);
    expect(RESORB_TRUST_PROXY).toEqual(['loopback']);
    expect(text('package.json')).toContain(`&& ${/^ExecStart=\/usr\/bin\/(.*)$/m.exec(unit)?.[1]}"`);
  });

  testWithSystemd('is what systemd understands, and exposes little', () => {
    const folder = mkdtempSync(join(tmpdir(), 'resorb-unit-'));
    const file = join(folder, 'resorb.service');
    // Node may stand elsewhere on the machine of the test.
    writeFileSync(file, unit.replace('/usr/bin/node', process.execPath));
    const verified = systemd('verify', '--man=no', file);
    const exposed = systemd('security', '--offline=true', '--threshold=25', '--no-pager', file);
    rmSync(folder, { recursive: true });
    expect({ status: verified.status, said: verified.stderr }).toEqual({ status: 0, said: '' });
    // A threshold of 2.5, where 10 is everything; above it the command fails.
    expect({ status: exposed.status, last: exposed.stdout.trim().split('\n').at(-1) }).toMatchObject({ status: 0 });
  });
});

describe('docs/deploy/Caddyfile', () => {
  const proxy = text('docs', 'deploy', 'Caddyfile');

  test('asks the program where it listens, and lets every upload through', () => {
    const { RESORB_HOST, RESORB_PORT } = readConfig({});
    expect(proxy).toContain(`reverse_proxy ${RESORB_HOST}:${RESORB_PORT}\n`);
    const largest = Number(/max_size (\d+)MB/.exec(proxy)?.[1]) * 1_000_000;
    expect(largest).toBeGreaterThan(10 * 1024 * 1024);
  });
});

describe('docs/deploy/litestream.yml', () => {
  test('replicates the database of the unit with the keys Litestream knows, and holds no secret', () => {
    const source = text('docs', 'deploy', 'litestream.yml');
    const { dbs, snapshot } = parse(source) as {
      dbs: { path: string; replicas: Record<string, string>[] }[];
      snapshot: Record<string, string>;
    };
    expect(dbs).toHaveLength(1);
    // Version 0.5 takes one place to copy to, and reads elsewhere how long what is copied stays.
    expect(dbs[0]?.replicas).toHaveLength(1);
    const { 'snapshot-interval': interval, retention } = dbs[0]?.replicas[0] ?? {};
    expect(snapshot).toEqual({ interval, retention });
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
