import { readFileSync } from 'node:fs';
import { type Citation, emptyCitation } from '../../src/domain/citation.ts';
import type { Annotation, TagKind } from '../../src/domain/codebook.ts';
import type { Codebook } from '../../src/protocol/protocol.ts';
import { createRandom } from './dedupNoise.ts';

/** One synthetic record: what a source would say of it, and the tags that rules would give it. */
export interface SyntheticRecord {
  citation: Citation;
  annotations: Annotation[];
}

type Random = () => number;
type Draw<Value> = (random: Random) => Value;

/** Zipf-Mandelbrot over ranks, as words of English prose follow it. */
const exponent = 1.05;
const shift = 2.7;
/** Words beyond the library's own, made of its syllables: texts go on to meet new words as they grow. */
const inventedWords = 30_000;
/** Words of an abstract: log-normal with this median and spread, 1.4 kB in the middle. */
const medianLength = 200;
const lengthSpread = 0.35;
/** How often a text takes up a word that it has used: as in PubMed's abstracts, half of its words are there before. */
const repeats = 0.35;
const journals = 3_000;

/**
 * A source of records whose words are distributed as in real texts: the library's words by how often it uses them, a
 * long tail of rare ones, and pairs of neighbours that the library has, so that phrases occur. One seed, one corpus.
 */
export function createCorpus(libraryFile: string, codebook: Codebook, seed: number): () => SyntheticRecord {
  const random = createRandom(seed);
  const texts = libraryTexts(libraryFile);
  const english = wordsByFrequency(texts.english);
  const word = zipf([...english, ...invented(english, random)]);
  const pair = weighted(pairsOf(texts.english));
  const clause = uniform(texts.chinese.flatMap((text) => text.split(/(?<=[，。；])/)));
  const journal = zipf(
    Array.from({ length: journals }, (_, rank) => `Journal of ${capital(english[rank % 900] ?? '')} ${rank}`),
  );
  const author = zipf(
    Array.from(
      { length: 12_000 },
      (_, rank) => capital(english[rank % english.length] ?? '') + (rank > 6_000 ? 'son' : ''),
    ),
  );
  const heading = zipf(
    english.filter((text) => text.length > 5).map((text, rank) => `${capital(text)} ${english[(rank * 7) % 300]}`),
  );
  const tag = tagDraws(codebook);
  let made = 0;

  const prose = (length: number): string => {
    const words: string[] = [];
    while (words.length < length) {
      const kind = random();
      if (kind < repeats && words.length > 5) words.push(words[Math.floor(random() * words.length)] ?? '');
      else words.push(kind < repeats + 0.1 ? pair(random) : word(random));
    }
    return words.join(' ').replace(/(?:[^ ]+ ){17}[^ ]+/g, '$&.');
  };

  return () => {
    made++;
    const isChinese = random() < 0.04;
    const length = Math.round(medianLength * Math.exp(lengthSpread * normal(random)));
    const abstract = isChinese ? Array.from({ length: 12 }, () => clause(random)).join('') : prose(length);
    const title = journal(random);
    const citation: Citation = {
      ...emptyCitation(),
      pmid: String(10_000_000 + made),
      title: `${capital(prose(8 + Math.floor(random() * 10)))}.`,
      vernacularTitle: isChinese ? clause(random) : null,
      abstract: random() < 0.12 ? [] : [{ label: null, nlmCategory: null, text: abstract }],
      authors: Array.from({ length: 1 + Math.floor(random() * 7) }, () => person(author(random), random)),
      journal: { title, isoAbbreviation: null, issn: null, issns: [], nlmId: null, medlineTa: null, country: null },
      published: { ...emptyCitation().published, year: 2026 - Math.floor(50 * random() ** 2) },
      languages: [isChinese ? 'chi' : random() < 0.93 ? 'eng' : 'ger'],
      publicationTypes: random() < 0.2 ? ['Journal Article', 'Review'] : ['Journal Article'],
      keywords: random() < 0.5 ? Array.from({ length: 4 }, () => pair(random)) : [],
      mesh: Array.from({ length: Math.floor(random() * 9) }, () => ({
        descriptor: heading(random),
        ui: null,
        majorTopic: random() < 0.3,
        qualifiers: random() < 0.3 ? [{ name: 'surgery', ui: null, majorTopic: random() < 0.3 }] : [],
      })),
    };
    return { citation, annotations: random() < 0.4 ? tag(random) : [] };
  };
}

function libraryTexts(file: string): { english: string[]; chinese: string[] } {
  const english: string[] = [];
  const chinese: string[] = [];
  for (const line of readFileSync(file, 'utf8').trim().split('\n')) {
    const { title, summary } = JSON.parse(line) as { title: string; summary: { en: string; zh: string } };
    english.push(`${title}. ${summary.en}`);
    chinese.push(summary.zh);
  }
  return { english, chinese };
}

function tokens(text: string): string[] {
  return text.toLowerCase().match(/[a-z]{2,}/g) ?? [];
}

function counted(items: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

function wordsByFrequency(texts: readonly string[]): string[] {
  return [...counted(texts.flatMap(tokens))]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([text]) => text);
}

/** Neighbours with how often they stand together. */
function pairsOf(texts: readonly string[]): Map<string, number> {
  return counted(
    texts.flatMap((text) => {
      const words = tokens(text);
      return words.slice(1).map((next, at) => `${words[at]} ${next}`);
    }),
  );
}

/** New words out of the beginnings and ends of known ones. */
function invented(known: readonly string[], random: Random): string[] {
  const taken = new Set(known);
  const part = uniform(known.filter((text) => text.length >= 5));
  const words: string[] = [];
  while (words.length < inventedWords) {
    const text = part(random).slice(0, 3 + Math.floor(random() * 3)) + part(random).slice(-4);
    if (taken.has(text)) continue;
    taken.add(text);
    words.push(text);
  }
  return words;
}

function zipf(items: readonly string[]): Draw<string> {
  return byWeight(items, (rank) => 1 / (rank + 1 + shift) ** exponent);
}

function weighted(counts: ReadonlyMap<string, number>): Draw<string> {
  const items = [...counts.keys()];
  return byWeight(items, (rank) => counts.get(items[rank] ?? '') ?? 0);
}

/** Draws by cumulative weight. */
function byWeight(items: readonly string[], weight: (rank: number) => number): Draw<string> {
  const sums = new Float64Array(items.length);
  let total = 0;
  for (let rank = 0; rank < items.length; rank++) {
    total += weight(rank);
    sums[rank] = total;
  }
  const guide = guideTo(sums, total);
  return (random) => {
    const sought = random() * total;
    let at = guide[Math.floor((sought / total) * guide.length)] ?? 0;
    while ((sums[at] ?? total) < sought) at++;
    return items[at] ?? '';
  };
}

/** For equal steps of the total the item that a search may begin at: nearly every draw then needs one look. */
function guideTo(sums: Float64Array, total: number): Uint32Array {
  const guide = new Uint32Array(sums.length);
  let at = 0;
  for (let step = 0; step < guide.length; step++) {
    while ((sums[at] ?? total) < (step / guide.length) * total) at++;
    guide[step] = at;
  }
  return guide;
}

function uniform<Value>(items: readonly Value[]): Draw<Value> {
  return (random) => items[Math.floor(random() * items.length)] as Value;
}

/** Box and Muller. */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function person(lastName: string, random: Random): Citation['authors'][number] {
  const letter = () => String.fromCharCode(65 + Math.floor(random() * 26));
  const initials = random() < 0.5 ? letter() : letter() + letter();
  return { lastName, foreName: null, initials, suffix: null, collectiveName: null, orcid: null, affiliations: [] };
}

/** One to three mechanisms or predictors, a design, a species, as the codebook names them. */
function tagDraws(codebook: Codebook): Draw<Annotation[]> {
  const ids = (terms: readonly { id: string }[]) => zipf(terms.map((term) => term.id));
  const mechanism = ids(codebook.mechanisms);
  const predictor = ids(codebook.predictors);
  const design = ids(codebook.designs);
  const species = ids(codebook.species);
  const stance = uniform(['supports', 'discusses', 'contradicts'] as const);
  const direction = uniform(['favours', 'against', 'no association', 'discusses'] as const);
  return (random) => {
    const drawn = new Map<string, Annotation>();
    const add = (kind: TagKind, value: string, how: Annotation['stance']): void => {
      drawn.set(`${kind} ${value}`, { kind, value, stance: how, score: null, basis: null, evidence: [] });
    };
    for (let left = 1 + Math.floor(random() * 2); left > 0; left--) add('mechanism', mechanism(random), stance(random));
    if (random() < 0.5) add('predictor', predictor(random), direction(random));
    add('design', design(random), null);
    add('species', species(random), null);
    return [...drawn.values()];
  };
}
