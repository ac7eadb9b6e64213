import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { importCitations } from '../../../src/importing/importCitations.ts';
import { ImportError } from '../../../src/importing/importError.ts';
import { importFormats } from '../../../src/importing/importEvent.ts';
import { recogniseFormat } from '../../../src/importing/recogniseFormat.ts';
import { rootDir } from '../../../src/paths.ts';

/** How many times the number of files that a build reads; RESORB_FUZZ_FILES=50000 for docs/reliability.md. */
const times = Number(process.env.RESORB_FUZZ_FILES ?? 1400) / 1400;

const folder = join(rootDir, 'test', 'fixtures', 'importing');
const nbib = `PMID- 1
DP  - 1998 Dec-1999 Jan
TI  - A title that
      goes on.
AB  - OBJECTIVE: One. METHODS: Two.
FAU - Roe, Jane Q 3rd
AU  - Roe JQ 3rd
AD  - Somewhere.
MH  - Brain/*enzymology
GR  - R00 LM009837/LM/NLM NIH HHS/United States
CIN - Spine. 2011;36:1. PMID: 2
PHST- 2018/02/22 00:00 [received]
`;
const csv = 'title,authors,year\n"One, ""two""","Roe, J; Doe, K",2001\n';
const csl = '[{"type":"article-journal","title":"T","author":[{"family":"Roe"}],"issued":{"date-parts":[[2001,2]]}}]';
const jsonl = '{"title":"T","authors":[],"published":{"year":2001}}\n{"title":"U"}\n';
const samples = [
  ...readdirSync(folder).map((file) => readFileSync(join(folder, file))),
  ...[nbib, csv, csl, jsonl].map((text) => Buffer.from(text)),
];

/** Reads to the end; anything but an ImportError is a fault of the reader. */
function readAll(bytes: Uint8Array, format?: (typeof importFormats)[number]): void {
  try {
    for (const event of importCitations(bytes, { name: 'fuzz', ...(format && { format }) })) {
      const isWhole = event.kind === 'rejected' ? event.reason.length > 0 : typeof event.citation.title === 'string';
      // An assertion for each of the many thousand records of the large files would take longer than reading them.
      if (!isWhole) throw new Error(`Record ${event.index} is neither read nor refused with a reason.`);
    }
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    expect(error.message).toMatch(/^fuzz: .+\.$/s);
  }
}

const sample = fc.constantFrom(...samples);
const format = fc.constantFrom(undefined, ...importFormats);

describe('whatever the bytes', () => {
  test('flipped bytes throw nothing but ImportError', () => {
    const flips = fc.array(fc.tuple(fc.nat(4000), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(sample, flips, format, (bytes, changes, as) => {
        const changed = Uint8Array.from(bytes);
        for (const [at, value] of changes) changed[at % changed.length] = value;
        readAll(changed, as);
      }),
      { numRuns: 600 * times },
    );
  });

  test('a file cut anywhere throws nothing but ImportError', () => {
    fc.assert(
      fc.property(sample, fc.nat(4000), format, (bytes, at, as) =>
        readAll(bytes.subarray(0, at % (bytes.length + 1)), as),
      ),
      { numRuns: 400 * times },
    );
  });

  test('random bytes and random text in every format', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 300 }),
          fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)),
        ),
        format,
        readAll,
      ),
      { numRuns: 400 * times },
    );
  });

  test('the head alone never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void recogniseFormat(bytes)),
      { numRuns: 300 },
    );
  });
});

/** Inputs on which a reader that goes back would take quadratic time: minutes instead of a moment. */
const size = 400_000;
const hostile: [string, (typeof importFormats)[number], string][] = [
  ['RIS types without ends', 'ris', 'TY  - JOUR\n'.repeat(size / 11)],
  ['one RIS value over many lines', 'ris', `TY  - JOUR\nAB  - ${'x\n'.repeat(size / 2)}ER  - `],
  [
    'one RIS value of blanks',
    'ris',
    `TY  - JOUR\nTI  - T\nU1  - x${' '.repeat(size)}y\nAU  - ${' '.repeat(size)}z\nER  - `,
  ],
  ['one MEDLINE value over many lines', 'nbib', `PMID- 1\nAB  - x\n${'      y\n'.repeat(size / 8)}`],
  ['BibTeX entries that never close', 'bibtex', '@article{a, title = {\n'.repeat(size / 22)],
  ['BibTeX braces', 'bibtex', `@article{a, title = {${'{'.repeat(size)}}`],
  ['BibTeX blanks in a name', 'bibtex', `@article{a, title={T}, author = {x${' '.repeat(size)}y}}`],
  ['at-signs in a line', 'bibtex', `@article{a, title={T}} ${'@'.repeat(size)}`],
  ['LaTeX commands', 'bibtex', `@article{a, title={${'\\textit{'.repeat(size / 8)}}}`],
  ['XML records without ends', 'endnote-xml', `<xml><records>${'<record>'.repeat(size / 8)}`],
  ['XML records with the one end last', 'endnote-xml', `<xml><records>${'<record>'.repeat(size / 8)}</record>`],
  ['a quote in a header', 'csv', `title,"${'""'.repeat(size / 2)}`],
  ['a cell of blanks', 'csv', `title,authors,pages\nT,"x${' '.repeat(size)}y","1${' '.repeat(size)}-"\n`],
  ['nested JSON', 'csl-json', `[${'['.repeat(size / 2)}${']'.repeat(size / 2)}]`],
  ['NoteExpress blanks', 'noteexpress', `{Title}: T\n${' '.repeat(size)}\n{Pages}: ${' '.repeat(size)}x`],
];

describe('large hostile files are read in linear time', () => {
  test.each(hostile)('%s', (_, as, text) => {
    const bytes = Buffer.from(text);
    recogniseFormat(bytes);
    readAll(bytes, as);
  });
});
