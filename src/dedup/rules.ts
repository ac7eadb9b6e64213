import { authorsApart } from './authors.ts';
import type { Evidence } from './evidence.ts';
import type { Prepared } from './prepare.ts';

export type Outcome = 'same' | 'maybe' | 'different';

/** One rule of the comparison. The first rule of the table whose condition holds decides. */
export interface Rule {
  name: string;
  outcome: Outcome;
  /** Why, in words a reader can check against the two records. */
  because: string;
  when: (e: Evidence) => boolean;
}

const notices = new Set(['erratum', 'retraction', 'reply']);

const oneIs = (e: Evidence, genre: string) => (e.a.genre === genre) !== (e.b.genre === genre);
const isPreprint = (e: Evidence) => e.a.genre === 'preprint' || e.b.genre === 'preprint';
const bothAre = (e: Evidence, genre: string) => e.a.genre === genre && e.b.genre === genre;
const oneIsNotice = (e: Evidence) => e.a.genre !== e.b.genre && (notices.has(e.a.genre) || notices.has(e.b.genre));
/** A contribution to a meeting beside what may well be an article. */
const meetingAndArticle = (e: Evidence) =>
  (e.a.meeting && !e.b.meeting && !e.b.brief) || (e.b.meeting && !e.a.meeting && !e.a.brief);
const bothMeetings = (e: Evidence) => e.a.meeting && e.b.meeting;

const titleEqual = (e: Evidence) => e.title.level === 'same' || e.title.level === 'near';
const titleAgrees = (e: Evidence) => titleEqual(e) || e.title.level === 'longer';
const titleClose = (e: Evidence) => titleAgrees(e) || e.title.level === 'similar';

const authorsUnknown = (e: Evidence) => e.authors.first === 'unknown';
const authorsAgree = (e: Evidence) => (e.authors.first === 'same' ? e.authors.shared >= 0.5 : e.authors.shared >= 0.8);
/** The same people; where both lists are as long, a third of the names may be written beyond recognition. */
const authorsEqual = (e: Evidence) =>
  e.authors.first === 'same' &&
  e.authors.shared >= (e.a.authors.length === e.b.authors.length && e.a.authors.length >= 3 ? 0.6 : 0.8);
const strangers = (e: Evidence) => authorsApart(e.authors);

const yearSame = (e: Evidence) => e.year === 'same' || e.year === 'unknown';
const yearClose = (e: Evidence) => e.year !== 'differs';
const journalSame = (e: Evidence) =>
  e.journal === 'same' || (e.journal === 'alike' && (bothMeetings(e) || e.volume === 'same'));
const journalOpen = (e: Evidence) => e.journal !== 'differs';
const isUnplaced = ({ place }: Prepared) => place.volume === null && place.issue === null && place.pages.length === 0;
/** One record knows its place in print, the other none: it may date from before there was one. */
const aheadOfPrint = (e: Evidence) => isUnplaced(e.a) !== isUnplaced(e.b);
const oneNamesAuthors = (e: Evidence) => (e.a.authors.length === 0) !== (e.b.authors.length === 0);

/** The whole comparison: what rules duplicates out, then identifiers, then print, then what is left to words. */
export const rules: readonly Rule[] = [
  {
    name: 'other PMID',
    outcome: 'different',
    because: 'PubMed lists them as two records',
    when: (e) => e.pmid === 'differs',
  },
  {
    name: 'other registration',
    outcome: 'different',
    because: 'two trial registrations with different numbers',
    when: (e) =>
      e.a.registryNumber !== null && e.b.registryNumber !== null && e.a.registryNumber !== e.b.registryNumber,
  },
  {
    name: 'notice under one DOI',
    outcome: 'maybe',
    because: 'the DOI is the same, but one reads as an erratum, retraction notice or reply',
    when: (e) => oneIsNotice(e) && e.doi === 'same',
  },
  {
    name: 'notice about the other',
    outcome: 'different',
    because: 'one is an erratum, retraction notice or reply, the other is not',
    when: (e) => oneIsNotice(e) && !(e.place === 'same' && e.authors.first !== 'differs' && titleAgrees(e)),
  },
  {
    name: 'other part of a series',
    outcome: 'different',
    because: 'the titles carry different numbers (parts, phases or years of a series)',
    when: (e) => e.title.numbersDiffer && e.doi !== 'same' && !(e.place === 'same' && e.fullRange),
  },
  {
    name: 'other version of a review',
    outcome: 'different',
    because: 'two versions of a Cochrane review',
    when: (e) =>
      bothAre(e, 'reviewVersion') &&
      (e.doi === 'differs' || e.year === 'adjacent' || e.year === 'differs' || e.issue === 'differs'),
  },
  {
    name: 'other DOI, one preprint',
    outcome: 'maybe',
    because: 'a preprint and what may be another version of it or its published article',
    when: (e) => e.doi === 'differs' && isPreprint(e) && titleClose(e) && authorsAgree(e),
  },
  {
    name: 'other DOI, one place',
    outcome: 'maybe',
    because: 'everything but the DOI agrees',
    when: (e) =>
      e.doi === 'differs' && titleAgrees(e) && authorsAgree(e) && onePlace(e) && yearClose(e) && journalOpen(e),
  },
  { name: 'other DOI', outcome: 'different', because: 'their DOIs differ', when: (e) => e.doi === 'differs' },
  {
    name: 'one identifier',
    outcome: 'same',
    because: 'identifier and title agree',
    when: (e) => sharesIdentifier(e) && titleClose(e) && !(strangers(e) && !titleEqual(e)),
  },
  {
    name: 'one identifier, title in another language',
    outcome: 'same',
    because: 'identifier and first author agree; the titles may be translations',
    when: (e) =>
      sharesIdentifier(e) && (e.place === 'same' || e.title.level === 'unknown') && e.authors.first === 'same',
  },
  {
    name: 'one identifier, other title',
    outcome: 'maybe',
    because: 'the identifier is the same, but the titles differ',
    when: (e) => sharesIdentifier(e) && !strangers(e),
  },
  {
    name: 'one identifier, nothing else',
    outcome: 'different',
    because: 'they share an identifier (of an issue or a book), but neither title nor authors',
    when: sharesIdentifier,
  },
  {
    name: 'preprint and article',
    outcome: 'maybe',
    because: 'a preprint and what may be its published article',
    when: (e) => oneIs(e, 'preprint') && titleClose(e) && authorsAgree(e),
  },
  {
    name: 'thesis and article',
    outcome: 'maybe',
    because: 'a thesis and what may be an article out of it',
    when: (e) => oneIs(e, 'thesis') && titleAgrees(e) && (authorsAgree(e) || e.authors.shared > 0),
  },
  {
    name: 'other kind of publication',
    outcome: 'different',
    because: 'one is a preprint, thesis or trial registration, the other is not',
    when: (e) => oneIs(e, 'preprint') || oneIs(e, 'thesis') || oneIs(e, 'registration'),
  },
  {
    name: 'same words elsewhere',
    outcome: 'maybe',
    because: 'title and place agree, but the authors do not',
    when: (e) => strangers(e) && titleEqual(e) && e.fullRange && e.place === 'same' && e.distinct && journalOpen(e),
  },
  { name: 'other authors', outcome: 'different', because: 'no author in common', when: strangers },
  {
    name: 'one place, one title',
    outcome: 'same',
    because: 'title and place agree',
    when: (e) =>
      onePlace(e) &&
      titleAgrees(e) &&
      (authorsAgree(e) || (authorsUnknown(e) && titleEqual(e)) || (e.fullRange && e.authors.first === 'same')) &&
      (yearClose(e) ||
        (e.volume === 'same' && (e.fullRange || (e.distinct && authorsEqual(e) && e.journal === 'same')))) &&
      (e.distinct || journalOpen(e) || (e.fullRange && authorsEqual(e))),
  },
  {
    name: 'one place, similar title',
    outcome: 'same',
    because: 'place and authors agree, the titles nearly',
    when: (e) =>
      e.place === 'same' &&
      e.title.level === 'similar' &&
      authorsEqual(e) &&
      yearSame(e) &&
      (e.fullRange || (journalSame(e) && !bothMeetings(e))),
  },
  {
    name: 'one range of pages, title in another language',
    outcome: 'same',
    because: 'the same pages of the same volume by the same authors; the titles may be translations',
    when: (e) =>
      e.place === 'same' &&
      e.fullRange &&
      e.year === 'same' &&
      authorsEqual(e) &&
      titlePresent(e) &&
      (journalSame(e) || (e.journal === 'unknown' && Math.min(e.a.authors.length, e.b.authors.length) >= 3)),
  },
  {
    name: 'one range of pages, authors missing',
    outcome: 'same',
    because: 'the same pages of the same volume and a similar title; one record names no authors',
    when: (e) =>
      e.place === 'same' && e.fullRange && yearSame(e) && authorsUnknown(e) && titleClose(e) && journalSame(e),
  },
  {
    name: 'one place only',
    outcome: 'maybe',
    because: 'the same place in print, but title or authors leave doubt',
    when: (e) =>
      onePlace(e) &&
      yearClose(e) &&
      journalOpen(e) &&
      e.authors.first !== 'differs' &&
      (titleClose(e) ||
        (e.fullRange && e.title.level === 'unknown') ||
        ((e.fullRange || e.title.level === 'unknown') && authorsEqual(e))),
  },
  {
    name: 'one version of a review',
    outcome: 'same',
    because: 'title, authors and year of a Cochrane review agree, and neither issue nor DOI speaks for two versions',
    when: (e) =>
      bothAre(e, 'reviewVersion') && titleEqual(e) && authorsEqual(e) && e.year === 'same' && e.place !== 'differs',
  },
  {
    name: 'one end of pages',
    outcome: 'same',
    because: 'title, authors, volume and last page agree; the first page is misprinted in one',
    when: (e) =>
      e.pages === 'sameEnd' &&
      e.volume === 'same' &&
      titleAgrees(e) &&
      authorsAgree(e) &&
      yearClose(e) &&
      journalOpen(e),
  },
  {
    name: 'one range of pages, other volume',
    outcome: 'same',
    because: 'title, authors, journal and the whole range of pages agree; the volume is misprinted in one',
    when: (e) =>
      e.fullRange &&
      e.volume === 'differs' &&
      titleEqual(e) &&
      e.distinct &&
      authorsAgree(e) &&
      yearSame(e) &&
      journalSame(e),
  },
  {
    name: 'one page, volume missing',
    outcome: 'same',
    because: 'title, authors and page agree; one record gives no volume',
    when: (e) =>
      (e.pages === 'sameRange' || e.pages === 'sameFirst') &&
      e.place === 'unknown' &&
      titleAgrees(e) &&
      e.distinct &&
      authorsAgree(e) &&
      yearClose(e) &&
      (journalOpen(e) || (e.fullRange && authorsEqual(e))),
  },
  {
    name: 'one journal, one title, no place',
    outcome: 'same',
    because: 'title, authors, journal and year agree, and neither volume nor pages speak against it',
    when: (e) =>
      e.place === 'unknown' &&
      e.pages !== 'sameEnd' &&
      e.distinct &&
      titleEqual(e) &&
      authorsEqual(e) &&
      (journalSame(e) || (e.volume === 'same' && e.issue === 'same')) &&
      (yearSame(e) || (yearClose(e) && e.volume === 'same')) &&
      (e.title.level === 'same' || e.volume === 'same') &&
      (!meetingAndArticle(e) || e.volume === 'same'),
  },
  {
    name: 'ahead of print',
    outcome: 'same',
    because: 'title, authors and journal agree; one record dates from before the issue was printed',
    when: (e) =>
      e.place === 'unknown' &&
      e.distinct &&
      e.title.level === 'same' &&
      authorsEqual(e) &&
      journalSame(e) &&
      e.year === 'adjacent' &&
      aheadOfPrint(e) &&
      !meetingAndArticle(e),
  },
  {
    name: 'one journal, one title, authors missing',
    outcome: 'same',
    because: 'title, journal, volume and year agree; one record names no authors',
    when: (e) =>
      e.place === 'unknown' &&
      e.distinct &&
      e.title.level === 'same' &&
      oneNamesAuthors(e) &&
      e.journal === 'same' &&
      e.volume === 'same' &&
      yearSame(e) &&
      !meetingAndArticle(e),
  },
  {
    name: 'one title, little else',
    outcome: 'maybe',
    because: 'title and year agree, but the records say too little to be sure',
    when: (e) =>
      e.place === 'unknown' &&
      e.distinct &&
      titleAgrees(e) &&
      yearClose(e) &&
      (authorsAgree(e) || authorsUnknown(e)) &&
      (e.title.level === 'same' || (journalOpen(e) && !bothAre(e, 'registration'))),
  },
  {
    name: 'meeting abstract and article',
    outcome: 'different',
    because: 'a contribution to a meeting and an article printed elsewhere, or two meetings',
    when: (e) =>
      e.place === 'differs' && (e.a.meeting || e.b.meeting) && !(e.journal === 'same' && e.volume === 'same'),
  },
  {
    name: 'one title, other place',
    outcome: 'maybe',
    because: 'title, authors and journal agree, but volume or pages differ',
    when: (e) =>
      e.place === 'differs' && e.distinct && titleEqual(e) && authorsAgree(e) && yearSame(e) && journalSame(e),
  },
  { name: 'nothing in common', outcome: 'different', because: 'too little agrees', when: () => true },
];

/**
 * One place in print. A serial title ("Editorial") recurs on the same page of every issue in journals that count
 * pages by issue, so there issue, year and last page must not differ either.
 */
function onePlace(e: Evidence): boolean {
  if (e.place !== 'same' || e.distinct) return e.place === 'same';
  if (e.pages !== 'sameRange' || e.issue === 'differs') return false;
  return yearSame(e) || (e.year === 'adjacent' && e.issue === 'same' && e.fullRange);
}

function sharesIdentifier(e: Evidence): boolean {
  return e.doi === 'same' || e.pmid === 'same' || (e.isbn === 'same' && titleAgrees(e));
}

function titlePresent(e: Evidence): boolean {
  return e.a.title.forms.length > 0 && e.b.title.forms.length > 0;
}
