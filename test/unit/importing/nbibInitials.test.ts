import { expect, test } from '@jest/globals';
import { importCitations } from '../../../src/importing/importCitations.ts';

test.each([
  ['Rohde, Volker', 'Rohde V', { initials: 'V', suffix: null }],
  ['Rohde, V', 'Rohde V', { initials: 'V', suffix: null }],
  ['Balkan, Ilker Inanc', 'Balkan II', { initials: 'II', suffix: null }],
  ['van Horn, J R', 'van Horn JR', { initials: 'JR', suffix: null }],
  ['Patterson, James W 3rd', 'Patterson JW 3rd', { initials: 'JW', suffix: '3rd', foreName: 'James W' }],
  ['Smith, Vera V', 'Smith VV V', { initials: 'VV', suffix: 'V', foreName: 'Vera' }],
])('initials that look like a suffix are initials: %s beside %s', (full, short, expected) => {
  const text = `PMID- 1\nTI  - A title\nFAU - ${full}\nAU  - ${short}\n`;
  const [event] = importCitations(Buffer.from(text), { name: 'names.nbib' });
  if (event?.kind !== 'citation') throw new Error('The record was not read.');
  expect(event.citation.authors[0]).toMatchObject(expected);
});
