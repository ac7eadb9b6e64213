import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { Citation } from '../../../src/domain/citation.ts';
import { importCitations } from '../../../src/importing/importCitations.ts';
import type { ImportEvent } from '../../../src/importing/importEvent.ts';
import { recogniseFormat } from '../../../src/importing/recogniseFormat.ts';
import { describeWithShared, hasSharedData, sharedData } from '../../support/sharedData.ts';

function filesOf(folder: string): string[] {
  return hasSharedData('pubmed', folder) ? readdirSync(sharedData('pubmed', folder)) : [];
}

function plainText(folder: string, file: string): string {
  return readFileSync(sharedData('pubmed', folder, file), 'utf8')
    .replaceAll('\ufeff', '')
    .replaceAll('\r\n', '\n');
}

function events(folder: string, file: string): ImportEvent[] {
  return [...importCitations(readFileSync(join(sharedData('pubmed', folder), file)), { name: file })];
}

function citations(all: ImportEvent[]): Citation[] {
  return all.flatMap((event) => (event.kind === 'citation' ? [event.citation] : []));
}

const folded = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The value of a tag in one record's lines, its continuation lines joined: read without the code under test. */
function valuesOf(lines: string[], tag: RegExp, continuation: RegExp): string[] {
  const values: string[] = [];
  let isOpen = false;
  for (const line of lines) {
    if (tag.test(line)) {
      values.push(line.replace(tag, ''));
      isOpen = true;
    } else if (isOpen && continuation.test(line)) values.push(`${values.pop()} ${line}`);
    else isOpen = false;
  }
  return values.map(folded).filter(Boolean);
}

describeWithShared('every RIS file', ['pubmed/ris'], () => {
  // One file opens nine types in a row, which is one record, and leaves two others without an end.
  const files = filesOf('ris').filter((file) => file !== 'jabref_RisImporterTest1.ris');

  test('there are files', () => {
    expect(files.length).toBeGreaterThan(25);
  });

  test.each(files)('%s: as many records as it has type lines, with their titles, authors, DOIs and years', (file) => {
    const bytes = readFileSync(join(sharedData('pubmed', 'ris'), file));
    expect(recogniseFormat(bytes)).toBe('ris');
    const blocks = plainText('ris', file)
      .split(/^[ \d.]*TY +-/m)
      .slice(1);
    const all = events('ris', file);
    expect(all).toHaveLength(blocks.length);
    for (const [at, block] of blocks.entries()) {
      const event = all[at];
      const lines = (block.split(/^ER +-/m)[0] ?? '').split('\n');
      const of = (tags: string) => valuesOf(lines, new RegExp(`^(?:${tags}) {1,2}-`), /^(?![A-Z][A-Z0-9] {1,2}-)/);
      if (!event || event.kind === 'rejected') {
        expect([...of('TI|T1|CT|AB|N2|DO|BT')]).toEqual([]);
        continue;
      }
      const { citation } = event;
      const titles = [...of('TI'), ...of('T1'), ...of('CT')];
      expect(citation.title.length > 0).toBe(titles.length > 0);
      if (titles[0] && !/[<&]/.test(titles[0])) expect(citation.title).toBe(titles[0]);
      const authors = of('AU|A1').filter((name) => !/^(?:et al|等)/.test(name));
      expect(citation.authors.length).toBe(
        authors.flatMap((name) => name.split(';').filter((one) => one.trim())).length,
      );
      const doi = /10\.\d{4,9}\/\S+/.exec(of('DO').join(' '))?.[0];
      if (doi) expect(citation.doi).toBe(doi.toLowerCase());
      const year = /^\d{4}(?!\d)/.exec(of('PY').find((value) => /^\d{4}/.test(value)) ?? '')?.[0];
      if (year) expect(citation.published.year).toBe(Number(year));
      const abstract = [...of('AB'), ...of('N2')][0];
      if (abstract)
        expect(citation.abstract.map(({ text }) => text).join('').length).toBeGreaterThan(abstract.length * 0.8);
    }
  });

  test('the one file of broken ends gives three records, of which the one without any title is refused', () => {
    const all = events('ris', 'jabref_RisImporterTest1.ris');
    expect(all.map(({ kind }) => kind)).toEqual(['citation', 'rejected', 'citation']);
    expect(all[0]).toMatchObject({ warnings: [expect.stringContaining('has no end line')] });
  });

  test('7,456 authors are all there, in order', () => {
    const [citation] = citations(events('ris', 'asreview_ris_many_authors.ris'));
    expect(citation?.authors).toHaveLength(7456);
    expect(citation?.authors.at(-1)).toMatchObject({ lastName: 'Verylongname', foreName: 'Christopher' });
  });

  test('PMIDs come from links, from remarks in brackets and from accession numbers', () => {
    const baseline = plainText('ris', 'asreview__baseline.ris')
      .split(/^TY {2}-/m)
      .slice(1);
    const expected = baseline.map(
      (block) => /(?:pubmed\.ncbi\.nlm\.nih\.gov|\/pubmed|(?:article|abstract)\/MED)\/(\d+)/.exec(block)?.[1] ?? null,
    );
    expect(citations(events('ris', 'asreview__baseline.ris')).map(({ pmid }) => pmid)).toEqual(expected);
    expect(citations(events('ris', 'jabref_RisImporterTestDOI.ris'))[0]).toMatchObject({
      pmid: '26957754',
      pmc: 'PMC4756000',
      pii: 'jpts-2015-817',
    });
  });

  test('screening verdicts of ASReview survive as notes', () => {
    const notes = citations(events('ris', 'asreview_baseline_tag-notes_labels.ris')).flatMap((one) => one.generalNotes);
    const expected = plainText('ris', 'asreview_baseline_tag-notes_labels.ris').match(/^N1 {2}- .*ASReview_relevant/gm);
    expect(notes.filter((note) => note.includes('ASReview_relevant'))).toHaveLength(expected?.length ?? -1);
  });
});

describeWithShared('every NBIB file', ['pubmed/nbib'], () => {
  const files = filesOf('nbib');

  test.each(files)('%s: every record with its id, title, authors, headings, types and addresses', (file) => {
    const bytes = readFileSync(join(sharedData('pubmed', 'nbib'), file));
    expect(recogniseFormat(bytes)).toBe('nbib');
    const blocks = plainText('nbib', file)
      .split(/\n\s*\n/)
      .filter((block) => /^[A-Z]{2,4} *-/m.test(block));
    const all = events('nbib', file);
    expect(all).toHaveLength(blocks.length);
    for (const [at, block] of blocks.entries()) {
      const event = all[at];
      if (event?.kind !== 'citation') throw new Error(`record ${at + 1} was refused`);
      const { citation } = event;
      const of = (tag: string) =>
        valuesOf(block.split('\n'), new RegExp(`^${tag.padEnd(4)}- ?|^${tag}-(?! )`), /^ {6}/);
      const pmid = /^PMID- ?0*([1-9]\d*)/m.exec(block)?.[1] ?? null;
      expect(citation.pmid).toBe(pmid);
      const [title] = of('TI');
      if (title) expect(citation.title.startsWith(title)).toBe(true);
      const shortNames = of('AU').filter((name) => name !== 'et al.');
      expect(citation.authors).toHaveLength(shortNames.length + of('CN').length);
      expect(citation.mesh.map(({ descriptor }) => descriptor)).toEqual(
        of('MH').map((heading) => (heading.split('/')[0] ?? '').replace('*', '')),
      );
      expect(citation.publicationTypes).toEqual(of('PT'));
      expect(citation.keywords).toEqual(of('OT').map((word) => word.replace(/^\*/, '')));
      const people = [
        ...citation.authors,
        ...citation.editors,
        ...citation.investigators,
        ...citation.personalNameSubjects,
      ];
      expect(people.flatMap((person) => person.affiliations).sort()).toEqual([...of('AD'), ...of('IRAD')].sort());
      const words = citation.abstract.map(({ label, text }) => (label ? `${label}: ${text}` : text)).join(' ');
      expect(folded(words)).toBe(of('AB').join(' '));
      const doi = [...of('LID'), ...of('AID')].map((id) => /^(10\.\S+) \[doi\]/.exec(id)?.[1]).find(Boolean);
      if (doi) expect(citation.doi).toBe(doi.toLowerCase());
      const year = /\b(?:1[89]|20)\d\d\b/.exec(of('DP').at(-1) ?? '')?.[0];
      expect(citation.published.year).toBe(year ? Number(year) : null);
      expect(citation.relations.map((relation) => relation.pmid).filter(Boolean)).toEqual(
        [...block.replace(/\n {6}/g, ' ').matchAll(/^(?:CIN|CON|EIN|RIN|ROF|UIN|UOF|ECI) *- .*PMID: (\d+)/gm)].map(
          (match) => match[1],
        ),
      );
    }
  });

  test('books tell their book, its editors and its chapter', () => {
    const book = citations(events('nbib', 'zotero_02.nbib'))[1];
    expect(book).toMatchObject({
      title: 'Peutz-Jeghers Syndrome',
      book: { title: 'Cancer Syndromes', publisherLocation: 'Bethesda (MD)' },
    });
    expect(book?.editors.map(({ lastName }) => lastName)).toEqual([
      'Riegert-Johnson',
      'Boardman',
      'Hefferon',
      'Roberts',
    ]);
  });

  test('a list cut by the source says so', () => {
    const [citation] = citations(events('nbib', 'zotero_03.nbib'));
    expect(citation).toMatchObject({ authorsComplete: false });
    expect(citation?.authors).toHaveLength(10);
  });

  test('a line that is no field is reported, not taken for one', () => {
    const [first] = events('nbib', 'jabref_MedlinePlainImporterStringOutOfBounds.txt');
    expect(first).toMatchObject({
      warnings: [expect.stringContaining('Line 3')],
      citation: { title: 'This is a test title' },
    });
  });
});

describeWithShared('CSV files of other tools', ['dedup', 'screening'], () => {
  const files = ['dedup', 'screening'].flatMap((folder) =>
    (hasSharedData(folder) ? readdirSync(sharedData(folder)) : [])
      .filter((file) => file.endsWith('.csv'))
      .map((file) => [folder, file] as const),
  );

  test.each(files)('%s/%s has a title and an abstract column, and no row is lost', (folder, file) => {
    const bytes = readFileSync(sharedData(folder, file));
    const imported = importCitations(bytes, { name: file });
    expect(imported.columns?.columns.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['title', 'abstract', 'id']),
    );
    // Rows are counted by the quotes alone: a line break outside of an even number of quotes ends one.
    let rows = 0;
    let isQuoted = false;
    for (const sign of bytes.toString('utf8').trimEnd()) {
      if (sign === '"') isQuoted = !isQuoted;
      else if (sign === '\n' && !isQuoted) rows++;
    }
    expect([...imported]).toHaveLength(rows);
  });
});
