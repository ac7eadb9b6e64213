import type { SynthesisProtocol } from '../../protocol/synthesisProtocol.ts';
import type { Store } from '../../store/openStore.ts';
import { synthesizeShares } from '../../synthesis/shareSynthesis.ts';
import { type CertaintyJudgement, type FindingRow, findingRow } from '../../synthesis/summaryOfFindings.ts';
import type { Language } from '../answers.ts';
import { defaultSynthesisSettings, type SynthesisSettings } from './synthesisSettings.ts';
import type { SynthesisAnswer } from './synthesize.ts';

/** A row of the summary of findings: pooled as the usual choices have it, judged by people or by nobody. */
export interface Finding extends FindingRow {
  id: string;
  /** The choices behind the row. */
  settings: SynthesisSettings;
  /** Null where nobody has judged it. */
  judged: {
    start: CertaintyJudgement['start'];
    /** ISO 8601, UTC. */
    at: string;
    annotatorId: number;
    /** What the people who judged had before them. */
    basis: { studies: number; participants: number };
  } | null;
}

type Kept = CertaintyJudgement & { basis: { studies: number; participants: number } };

/** The findings the protocol names, in its order, with the certainty that stands in the store. */
export function createFindings(
  store: Pick<Store, 'certainty'>,
  protocol: SynthesisProtocol,
  synthesis: (settings: SynthesisSettings, language: Language) => SynthesisAnswer,
): (language: Language) => Finding[] {
  return (language) =>
    protocol.findings.map(({ id, definition, type }) => {
      const settings = { ...defaultSynthesisSettings(protocol), definition, type };
      const { measure, method, test } = settings;
      const studies = synthesis(settings, language).strata.flatMap((stratum) => stratum.studies);
      const shares = synthesizeShares(studies, { measure, model: { method, test } });
      const kept = store.certainty.get(id);
      const judgement = kept && (kept.judgement as Kept);
      return {
        id,
        settings,
        ...findingRow(shares, judgement),
        judged: kept &&
          judgement && {
            start: judgement.start,
            at: kept.judgedAt,
            annotatorId: kept.annotatorId,
            basis: judgement.basis,
          },
      };
    });
}
