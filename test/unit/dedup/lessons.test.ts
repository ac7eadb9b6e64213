import { describe, expect, test } from '@jest/globals';
import type { DedupRecord } from '../../../src/dedup/index.ts';
import { compare } from './sample.ts';

type Case = [why: string, a: Partial<DedupRecord>, b: Partial<DedupRecord>];

const title = 'Spontaneous regression of lumbar herniated discs: a prospective cohort study with repeated imaging';
const noPlace = { volume: null, issue: null, pages: null };

describe('the same publication, written in two ways', () => {
  test.each<Case>([
    [
      'journal abbreviated, initials, short end of pages',
      {},
      { journal: 'Eur Spine J', authors: 'Smith JA, Doe J, Roe R', pages: '482-91' },
    ],
    ['a translated title in brackets with the language behind', {}, { title: `[${title}]. [German]` }],
    ['[see comment] behind the title', {}, { title: `${title} [see comment]` }],
    [
      'an erratum tail with brackets inside',
      {},
      { title: `${title}.[Erratum appears in Eur Spine J. 2015;24(9):2105 Note: Roe, Richard [added]]` },
    ],
    ['[Review] [108 refs]', {}, { title: `${title}. [Review] [108 refs]` }],
    [
      'the title in a second language behind the first',
      {},
      { title: `${title} [Regresión espontánea de las hernias discales lumbares]` },
    ],
    [
      'a register that appends language and original title',
      {},
      { title: `[${title}] LA: Ger TO: Spontane Rückbildung lumbaler Bandscheibenvorfälle` },
    ],
    ['first author with given and family name swapped', { authors: 'Donhart, Moritz' }, { authors: 'Moritz, Donhart' }],
    ['`?` where accents were lost', { authors: 'D?nh?rt, J.' }, { authors: 'Donhart, J.' }],
    ['a particle taken for the surname', { authors: 'Le, Donhart M.; Roe, R.' }, { authors: 'Donhart, M.; Roe, R.' }],
    ['an umlaut written out', { authors: 'Müller, K.; Roe, R.' }, { authors: 'Mueller, Karl; Roe, R.' }],
    ['pages a spreadsheet turned into a date', { pages: '1-6' }, { pages: '01-Jun' }],
    [
      'provisional pages of the same length before the issue',
      { pages: '1-10', volume: null, issue: null },
      { pages: '482-491' },
    ],
    ['non-ASCII hyphens in pages and title', {}, { pages: '482‐491', title: title.replace('follow-up', 'follow‑up') }],
    ['discussion behind the pages', {}, { pages: '482-91; discussion 492-3' }],
    [
      'British and American spelling',
      { title: 'Haemorrhage after tumour surgery of the lumbar spine in paediatric centres' },
      { title: 'Hemorrhage after tumor surgery of the lumbar spine in pediatric centers' },
    ],
    [
      'Greek letters by name',
      { title: 'Effect of TNF-α and IL-1β on matrix degradation in herniated disc tissue' },
      { title: 'Effect of TNF-(alpha) and IL-1(beta) on matrix degradation in herniated disc tissue' },
    ],
    [
      'markup and entities in the title',
      {},
      {
        title: `<i>Spontaneous</i> regression of lumbar herniated discs&#58; a prospective cohort study with repeated imaging`,
      },
    ],
    ['a subtitle in one source only', { title: 'Spontaneous regression of lumbar herniated discs' }, {}],
    ['a misprinted first page', {}, { pages: '428-491' }],
    ['a misprinted year', {}, { year: 2051 }],
    ['a misprinted word', {}, { title: title.replace('herniated', 'hernaited') }],
    ['one record without authors', {}, { authors: '' }],
    ['published ahead of print, a year earlier', {}, { ...noPlace, year: 2014 }],
    ['one record without any place', {}, noPlace],
    [
      'the title of one in another language, the rest the same',
      {},
      { title: 'Spontane Rückbildung lumbaler Bandscheibenvorfälle: eine prospektive Kohortenstudie' },
    ],
    [
      'proceedings named in two ways',
      { journal: 'Proceedings of the 25th International Conference on Spine Biology', volume: null, issue: null },
      { journal: 'International Conference on Spine Biology', volume: '2015-June', issue: null },
    ],
    [
      'a DOI as an address and in capitals',
      { doi: 'https://doi.org/10.1000/ABC.1' },
      { doi: '10.1000/abc.1', ...noPlace, year: 2013 },
    ],
    [
      'a SICI with entities',
      { doi: '10.1002/(SICI)1097-0142(19990101)85:1<1::AID-X1>3.0.CO;2-B' },
      { doi: '10.1002/(SICI)1097-0142(19990101)85:1&lt;1::AID-X1&gt;3.0.CO;2-B' },
    ],
    [
      'an erratum listed twice, once without the word',
      { title: `Erratum: ${title}`, pages: '2105' },
      { pages: '2105' },
    ],
    [
      'one version of a Cochrane review',
      { journal: 'Cochrane Database of Systematic Reviews', ...noPlace },
      { journal: 'Cochrane Database Syst Rev', ...noPlace, pages: 'CD001234' },
    ],
  ])('%s', (_, a, b) => {
    expect(compare(a, b)).toMatchObject({ outcome: 'same' });
  });
});

const abstract = { journal: 'Global Spine Journal', volume: '5', issue: '1 Suppl', pages: 'A606' };

describe('different publications that look alike', () => {
  test.each<Case>([
    ['erratum and article', {}, { title: `Erratum: ${title}`, pages: '2105' }],
    ['erratum in the words of a citation index', {}, { title: `${title} (vol 24, pg 482, 2015)`, pages: '2105' }],
    [
      'erratum that cites the article in brackets',
      {},
      { title: `${title} (European Spine Journal (2015) 24 (482-491))`, pages: '2105', issue: '9' },
    ],
    ['erratum by publication type', {}, { publicationTypes: ['Published Erratum'], pages: '2105' }],
    ['retraction notice and article', {}, { title: `Retraction: ${title}`, pages: '2200' }],
    ['letter and reply', {}, { title: `${title} - Reply`, pages: '492', authors: 'Poe, C.; Loe, D.' }],
    ['comment on an article', {}, { title: `Comment on: ${title}`, authors: 'Poe, C.', pages: '492' }],
    ['conference abstract and article', {}, abstract],
    [
      'abstracts of two conferences',
      { ...abstract },
      { ...abstract, journal: 'Spine Congress Abstracts', volume: '12', pages: 'S27' },
    ],
    ['two DOIs', { doi: '10.1000/a1', year: 2010 }, { doi: '10.1000/b2' }],
    ['two PMIDs', { pmid: '111' }, { pmid: '222' }],
    ['Part I and Part II', { title: `${title}. Part I` }, { title: `${title}. Part II`, pages: '492-500' }],
    [
      'Part 1 and Part 2 without pages',
      { ...noPlace, title: `${title}: part 1` },
      { ...noPlace, title: `${title}: part 2` },
    ],
    [
      'two years of one report',
      { ...noPlace, title: 'Annual report of the national spine register: results of 2014' },
      { ...noPlace, title: 'Annual report of the national spine register: results of 2015' },
    ],
    [
      'serial editorials on the same page of two issues',
      { title: 'Editorial Introduction', pages: '5-6', issue: '1' },
      { title: 'Editorial Introduction', pages: '5-6', issue: '3' },
    ],
    [
      'serial editorials without pages',
      { title: "Editor's Comments", pages: null, issue: '1' },
      { title: "Editor's Comments", pages: null, issue: '2' },
    ],
    ['serial editorials with no place at all', { title: 'Editorial', ...noPlace }, { title: 'Editorial', ...noPlace }],
    [
      'letters of one correspondence section',
      { title: 'A trial of intradiscal therapy', authors: 'Poe, C.' },
      { title: 'A trial of intradiscal therapy', authors: 'Loe, D.' },
    ],
    [
      'two versions of a Cochrane review',
      { journal: 'Cochrane Database of Systematic Reviews', volume: null, issue: null, year: 2008, pages: 'CD001234' },
      { journal: 'Cochrane Database of Systematic Reviews', volume: null, issue: null, year: 2012, pages: 'CD001234' },
    ],
    [
      'trial registrations that differ in one word',
      {
        ...noPlace,
        journal: 'ClinicalTrials.gov',
        title: 'Open label trial of a chemonucleolysis agent in adult patients with sciatica',
      },
      {
        ...noPlace,
        journal: 'ClinicalTrials.gov',
        title: 'Open label trial of a chemonucleolysis agent in adolescent patients with sciatica',
      },
    ],
    [
      'trial registrations with two numbers',
      { ...noPlace, journal: 'ClinicalTrials.gov', pages: 'NCT01234567' },
      { ...noPlace, journal: 'ClinicalTrials.gov', pages: 'NCT07654321' },
    ],
    ['a registration and the article of the trial', { ...noPlace, journal: 'ClinicalTrials.gov NCT01234567' }, {}],
    [
      'the same page of a supplement, other work',
      { ...abstract, pages: 'S27', title: 'Chemonucleolysis with condoliase in contained disc herniation' },
      { ...abstract, pages: 'S27', title: 'Epidural injection of steroids in contained disc herniation' },
    ],
    [
      'the same title by others',
      {},
      { authors: 'Poe, C.; Loe, D.', journal: 'Spine', volume: '40', pages: '7-12', year: 2016 },
    ],
    [
      'hypo- and hyper-',
      { ...noPlace, title: 'Disc regression in patients with hypothyroidism: results of a registry' },
      { ...noPlace, title: 'Disc regression in patients with hyperthyroidism: results of a registry' },
    ],
    [
      'chapters of one book',
      { ...noPlace, isbn: '978-3-16-148410-0', title: 'Imaging of the herniated lumbar disc' },
      { ...noPlace, isbn: '3161484100', title: 'Surgery of the herniated lumbar disc' },
    ],
  ])('%s', (_, a, b) => {
    expect(compare(a, b).outcome).not.toBe('same');
  });

  test('an erratum, a reply, a second version and a conference abstract are settled without a person', () => {
    expect(compare({}, { title: `Erratum: ${title}`, pages: '2105' }).outcome).toBe('different');
    expect(compare({}, { title: `${title} - Reply`, pages: '492' }).outcome).toBe('different');
    expect(compare({}, abstract).outcome).toBe('different');
    const review = { journal: 'Cochrane Database of Systematic Reviews', volume: null, issue: null, pages: 'CD001234' };
    expect(compare({ ...review, year: 2008 }, { ...review, year: 2012 }).outcome).toBe('different');
  });
});

describe('held for a person', () => {
  test.each<Case>([
    [
      'a preprint and its article',
      { journal: 'medRxiv', ...noPlace, doi: '10.1101/2014.05.05.14012345' },
      { doi: '10.1000/abc.1' },
    ],
    ['a preprint without DOI and its article', { journal: 'Research Square', ...noPlace }, {}],
    [
      'a thesis and its article',
      { journal: 'PhD thesis, University of Nowhere', ...noPlace, authors: 'Smith, John A.' },
      {},
    ],
    ['all alike but for the DOI', { doi: '10.1000/a1' }, { doi: '10.1000/b2' }],
    ['pages that differ a little', { pages: '676-682' }, { pages: '678-684' }],
    ['an empty title', { title: '' }, {}],
    [
      'one DOI, two titles',
      { doi: '10.1000/a1', title: 'Abstracts of the annual meeting' },
      { doi: '10.1000/a1', ...noPlace },
    ],
    [
      'an erratum under the DOI of its article',
      { doi: '10.1000/a1' },
      { doi: '10.1000/a1', title: `Erratum: ${title}`, pages: '2105' },
    ],
    ['the same words in a journal of another name, without a place', noPlace, { ...noPlace, journal: 'Spine' }],
  ])('%s', (_, a, b) => {
    expect(compare(a, b)).toMatchObject({ outcome: 'maybe' });
  });
});
