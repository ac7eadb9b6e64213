import { afterAll, describe, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { porterStem } from '../../../src/text/porter.ts';

/** Words with the stem that each step of the algorithm is there for. */
const vectors =
  'caresses caress, ponies poni, cats cat, gas ga, feed feed, agreed agre, plastered plaster, bled bled, motoring motor, sing sing, ' +
  'conflated conflat, troubled troubl, sized size, hopping hop, falling fall, hissing hiss, fizzed fizz, failing fail, filing file, ' +
  'happy happi, sky sky, relational relat, conditional condit, digitizer digit, radically radic, vascularization vascular, ' +
  'operator oper, hopefulness hope, sensitivity sensit, triplicate triplic, electrical electr, goodness good, allowance allow, ' +
  'inference infer, adjustable adjust, replacement replac, adoption adopt, effective effect, probate probat, rate rate, ' +
  'controlling control, roll roll, resorption resorpt, herniation herniat, regression regress, dehydration dehydr, apoptosis apoptosi, ' +
  'macrophages macrophag, is is, 12 12, 吸收 吸收';

const database = new Database(':memory:');
afterAll(() => {
  database.close();
});
database.exec(
  "create virtual table fts using fts5(word, tokenize='porter unicode61 remove_diacritics 2'); create virtual table term using fts5vocab(fts, 'instance')",
);
const clear = database.prepare('delete from fts');
const insert = database.prepare('insert into fts (word) values (?)');
const terms = database.prepare<[], string>('select term from term').pluck();

/** The stem that SQLite itself makes. */
function stemOfSqlite(word: string): string | undefined {
  clear.run();
  insert.run(word);
  return terms.get();
}

describe('stems', () => {
  test.each(vectors.split(', ').map((pair) => pair.split(' ') as [string, string]))('%s: %s', (word, stem) => {
    expect(porterStem(word)).toBe(stem);
    expect(stemOfSqlite(word)).toBe(stem);
  });

  test('are those of SQLite for any word', () => {
    const head = fc.string({ unit: fc.constantFrom(...'aeiouylstzbnmrcd'), minLength: 1, maxLength: 7 });
    const ending = fc.constantFrom(
      ...',s,es,ed,ing,eed,ies,sses,y,ational,tional,ization,izer,iveness,ousness,biliti,logi,bli,alli,ness,ful,ement,ment,ent,ion,tion,ou,ous,ism,ate,iti,ive,ize,al,ance,er,ic,able,ible,ant,ll,e'.split(
        ',',
      ),
    );
    fc.assert(
      fc.property(head, ending, ending, (...parts) => {
        const word = parts.join('');
        expect(porterStem(word)).toBe(stemOfSqlite(word));
      }),
      { numRuns: 3000 },
    );
  });

  test('of words beyond 64 bytes are the words', () => {
    expect(porterStem(`${'a'.repeat(61)}ings`)).toBe(`${'a'.repeat(61)}ings`);
    expect(stemOfSqlite(`${'a'.repeat(61)}ings`)).toBe(`${'a'.repeat(61)}ings`);
    expect(porterStem(`${'a'.repeat(60)}ings`)).toBe('a'.repeat(60));
    expect(stemOfSqlite(`${'a'.repeat(60)}ings`)).toBe('a'.repeat(60));
  });
});
