import { recordTexts } from '../../domain/recordText.ts';
import type { Protocol } from '../../protocol/protocol.ts';
import type { Store } from '../../store/openStore.ts';
import type { Language } from '../answers.ts';
import type { CatalogSnapshot } from '../catalogSnapshot.ts';
import { type ResultRecord, readResults, type SynthesisResult } from './readResults.ts';
import type { SynthesisSettings } from './synthesisSettings.ts';
import { type SynthesisAnswer, synthesize } from './synthesize.ts';
import { countVotes } from './votes.ts';

/** Answers kept of one state of the database: most readers ask for the usual ones. */
const answersKept = 50;

/** Answers with what the store holds; results are read, and equal questions answered, once a state of the database. */
export function createSynthesis(
  store: Store,
  { codebook, synthesis }: Protocol,
  snapshot: () => CatalogSnapshot,
): (settings: SynthesisSettings, language: Language) => SynthesisAnswer {
  const results = new Map<Language, SynthesisResult[]>();
  const answers = new Map<string, SynthesisAnswer>();
  let known: CatalogSnapshot | null = null;

  function resultsIn(language: Language): SynthesisResult[] {
    const read =
      results.get(language) ??
      readResults(store.synthesisRows.all(), synthesis, (recordId) => describe(recordId, language));
    results.set(language, read);
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
    if (known !== now) {
      known = now;
      results.clear();
      answers.clear();
    }
    const question = `${language} ${JSON.stringify(settings)}`;
    const answered = answers.get(question);
    if (answered) return answered;
    const predictors = codebook.predictors.map(({ id }) => id);
    const votes = countVotes(predictors, now.counted, synthesis.voteDesigns);
    const answer = synthesize(resultsIn(language), votes, settings, synthesis);
    if (answers.size >= answersKept) answers.clear();
    answers.set(question, answer);
    return answer;
  };
}
