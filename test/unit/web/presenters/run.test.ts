import { describe, expect, test } from '@jest/globals';
import { presentRun } from '../../../../src/web/presenters/run.ts';
import { aRun } from '../../../support/factories/answers.ts';
import { testSite } from '../../../support/webApp.ts';

describe('presentRun', () => {
  test('reports a PubMed search as a methods section would', () => {
    const { cite } = presentRun(testSite(), aRun({ since: '2026-01-01' }));
    expect(cite).toBe(
      'MEDLINE and the other parts of PubMed (National Library of Medicine) were searched through the E-utilities on 14 Mar 2026; the search found 640 records. Records were retrieved with Resorb 0.1.0. The full search strategy is given as it was run. Only records that were entered or changed since 1 Jan 2026 were asked for.',
    );
    expect(presentRun(testSite('zh'), aRun()).cite).toMatch(/^于 2026年3月14日 通过/);
  });

  test('names the file of an import', () => {
    const run = aRun({ source: 'file', fileName: 'sample.ris', added: 1 });
    expect(presentRun(testSite(), run).cite).toContain('sample.ris was read on 14 Mar 2026');
    expect(presentRun(testSite(), run).cite).toContain('1 record');
  });

  test('says of a run that was taken back what is left of it', () => {
    const takenBackAt = '2026-03-15T09:00:00.000Z';
    const gone = presentRun(testSite(), aRun({ takenBackAt, stayed: 0 }));
    expect(gone).toMatchObject({ cite: null, takenBack: expect.stringMatching(/^This run was taken back on 15 Mar/) });
    const { cite, takenBack } = presentRun(testSite(), aRun({ takenBackAt, stayed: 2 }));
    expect(takenBack).toMatch(/2 records stayed, because people had acted on what it brought\.$/);
    expect(cite).not.toBeNull();
  });

  test('counts that are nought are left out, but for those every run has', () => {
    const names = presentRun(testSite(), aRun({ held: 0, added: 0, rejected: 0 })).counts.map(({ name }) => name);
    expect(names).toContain('New records');
    expect(names).toContain('Could not be read');
    expect(names).not.toContain('Possible duplicates held for a person');
  });

  test('says how many remarks there were where not all are kept', () => {
    expect(presentRun(testSite(), aRun()).warningsShown).toBe('The first 2 of 3 remarks.');
    expect(presentRun(testSite(), aRun({ warned: 2 })).warningsShown).toBeNull();
  });
});
