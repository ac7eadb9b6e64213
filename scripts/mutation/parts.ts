/** A part of the program whose tests are tried, and where its tests stand. */
export interface MutatedPart {
  /** Patterns of source files; one with `!` leaves files out. */
  files: readonly string[];
  /** Folders of its unit tests; a file with `!` is left out. */
  tests: readonly string[];
  /** Tests with one of these in their name or above it are left out. */
  without?: readonly string[];
}

/** Percentage of changes that a part's tests have to notice. */
export const leastScore = 80;

/** The parts in which a silent fault would do most harm. Reading of reference files and R scripts are left to their own tests. */
export const parts = {
  screening: {
    files: [
      'src/review/stages/*.ts',
      'src/review/voting.ts',
      'src/review/adjudication.ts',
      'src/review/settling.ts',
      'src/review/settlingExtraction.ts',
      'src/review/namedActs.ts',
      'src/review/checkEvidence.ts',
      'src/review/blinding.ts',
    ],
    tests: ['test/unit/review/stages', 'test/unit/review/deciding'],
  },
  query: { files: ['src/query/**/*.ts'], tests: ['test/unit/query'] },
  synthesis: {
    files: ['src/synthesis/*.ts', 'src/synthesis/results/*.ts', '!src/synthesis/rScript.ts'],
    tests: ['test/unit/synthesis'],
  },
  parser: { files: ['src/pubmed/*.ts', 'src/pubmed/xml/*.ts'], tests: ['test/unit/pubmed'] },
  tagger: {
    files: ['src/tagging/*.ts'],
    tests: ['test/unit/tagging', '!test/unit/tagging/batches.test.ts'],
    // What the rules as a whole do to many texts takes far too long to be asked after every change.
    without: ['every rule class is needed', 'a megabyte', 'any text is tagged', 'always an exact piece'],
  },
} as const satisfies Record<string, MutatedPart>;

export const partNames = Object.keys(parts) as (keyof typeof parts)[];
