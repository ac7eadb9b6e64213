import { recordTexts } from '../../domain/recordText.ts';
import type { Protocol } from '../../protocol/protocol.ts';
import type { Store } from '../../store/openStore.ts';
import type { Language } from '../answers.ts';
import type { CatalogSnapshot } from '../catalogSnapshot.ts';
import { type ResultRecord, readResults, type SynthesisResult } from './readResults.ts';
import type { SynthesisSettings } from './synthesisSettings.ts';
import { type SynthesisAnswer, synthesize } from './synthesize.ts';
import { countVotes } from './votes.ts';

/** Answers with what the store holds; results are read once a state of the database and language. */
export function createSynthesis(
  store: Store,
  { codebook, synthesis }: Protocol,
  snapshot: () => CatalogSnapshot,
): (settings: SynthesisSettings, language: Language) => SynthesisAnswer {
  const known: { snapshot: CatalogSnapshot | null; results: Map<Language, SynthesisResult[]> } = {
    snapshot: null,
    results: new Map(),
  };

  function resultsIn(language: Language, now: CatalogSnapshot): SynthesisResult[] {
    if (known.snapshot !== now) {
      known.snapshot = now;
      known.results.clear();
    }
    const read =
      known.results.get(language) ??
      readResults(store.synthesisRows.all(), synthesis, (recordId) => describe(recordId, language));
    known.results.set(language, read);
    return read;
  }

  function describe(recordId: number, language: Language): ResultRecord {
    const record = store.records.get(recordId);
    if (record === null) return { firstAuthor: null, texts: [] };
    const [author] = record.citation.authors;
    const texts = recordTexts(record.citation, record.summaries).filter(
      ({ field }) => field !== 'title' && field !== 'vernacularTitle',
    );
    const own = texts.filter((text) => text.language === language);
    return {
      firstAuthor: author?.lastName ?? author?.collectiveName ?? null,
      texts: [...own, ...texts.filter((text) => text.language !== language)],
    };
  }

  return (settings, language) => {
    const now = snapshot();
    const predictors = codebook.predictors.map(({ id }) => id);
    const votes = countVotes(predictors, now.counted, synthesis.voteDesigns);
    return synthesize(resultsIn(language, now), votes, settings, synthesis);
  };
}
