/** One benchmark of `npm run bench`. */
export interface Benchmark {
  name: string;
  title: string;
  /** Sizes for the page: large enough to tell, small enough that all parts together take twenty minutes on two cores. */
  words: readonly string[];
  /** Sizes that show within a minute or two that it runs at all. */
  quick: readonly string[];
  /** Packages it uses or is measured beside. */
  packages: readonly string[];
  /** Minutes after which it is stopped and said to have taken too long. */
  minutes: number;
  /** Whether lines that are set in are left out of the page. */
  summary?: boolean;
}

const screeningSets = 'Cohen_2006_ADHD,Kitchenham_2010';

export const benchmarks: readonly Benchmark[] = [
  {
    name: 'ingest',
    title: 'Bringing records in',
    words: ['--no-whole'],
    quick: ['--no-whole', '--file', 'test/fixtures/pubmed-kept.xml'],
    packages: ['better-sqlite3', 'fast-xml-parser'],
    minutes: 4,
  },
  { name: 'tag', title: 'Tagging', words: [], quick: [], packages: [], minutes: 4, summary: true },
  {
    name: 'search',
    title: 'Searching',
    words: ['--sizes', '10000,100000', '--per-kind', '8', '--rounds', '2', '--peer-up-to', '100000'],
    quick: ['--sizes', '500', '--per-kind', '1', '--rounds', '1'],
    packages: ['better-sqlite3', 'minisearch'],
    minutes: 10,
  },
  {
    name: 'pages',
    title: 'Pages',
    words: ['--seconds', '6'],
    quick: ['--seconds', '1', '--connections', '2'],
    packages: ['better-sqlite3', 'express'],
    minutes: 4,
  },
  {
    name: 'desk',
    title: 'Voting',
    words: ['--reviewers', '50', '--votes', '4000'],
    quick: ['--reviewers', '3', '--votes', '12'],
    packages: ['better-sqlite3', 'express'],
    minutes: 4,
  },
  {
    name: 'screening',
    title: 'Screening',
    words: [],
    quick: ['--seeds', '1', '--coarse', '--sets', screeningSets],
    packages: [],
    minutes: 8,
  },
  {
    name: 'synthesis',
    title: 'Synthesis',
    words: [],
    quick: ['--studies', '50', '--runs', '3'],
    packages: [],
    minutes: 2,
  },
  { name: 'dedup', title: 'Duplicates', words: [], quick: [], packages: [], minutes: 4 },
];
