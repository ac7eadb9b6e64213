import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parseScreenedRecords } from '../../../src/learning/labelledCsv.ts';
import { presets } from '../../../src/learning/presets.ts';
import { prepareScreening } from '../../../src/learning/replayScreening.ts';
import { describeWithShared, sharedData } from '../../support/sharedData.ts';

interface Peer {
  priors: number[][];
  elas_u4: { runs: { loss: number; ndcg: number; wss95: number; wss100: number; atd: number; rec10: number }[] };
}

describeWithShared('ELAS u4 as its authors run it', ['screening'], () => {
  const peers: Record<string, Peer> = JSON.parse(readFileSync(sharedData('screening', 'peers.json'), 'utf8')).datasets;

  test.each(['CLEF_2017_CD010705', 'SYNERGY_Sep_2021'])('%s has the published figures', (review) => {
    const peer = peers[review] as Peer;
    const records = parseScreenedRecords(readFileSync(sharedData('screening', `${review}.csv`), 'utf8'), review);
    const screening = prepareScreening(records, presets['elas-u4'], null);
    [0, 1].forEach((seed) => {
      const priors = (peer.priors[seed] as number[]).map((id) => records.ids.indexOf(String(id)));
      const { metrics } = screening.replay(priors, seed);
      const published = peer.elas_u4.runs[seed] as Peer['elas_u4']['runs'][number];
      expect(Math.abs(metrics.loss - published.loss)).toBeLessThan(0.001);
      expect(Math.abs(metrics.ndcg - published.ndcg)).toBeLessThan(0.002);
      expect(Math.abs(metrics.atd - published.atd)).toBeLessThan(0.001);
      expect(Math.abs(metrics.rec10 - published.rec10)).toBeLessThan(0.001);
      expect(Math.abs(metrics.wss95 - published.wss95)).toBeLessThan(0.005);
      expect(Math.abs(metrics.wss100 - published.wss100)).toBeLessThan(0.005);
    });
  });
});
