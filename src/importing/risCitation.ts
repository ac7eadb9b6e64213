import type { Citation } from '../domain/citation.ts';
import { normaliseOrcid } from '../domain/identifiers.ts';
import { authorsFromNames } from './authorNames.ts';
import { doiIn, pmcIn, pmidIn } from './identifierText.ts';
import { attachOrcids } from './ownedFacts.ts';
import { citationOf, emptyReference, type PlainReference, type ReferenceKind } from './plainReference.ts';
import { foldSpace } from './plainText.ts';
import type { TaggedField } from './taggedField.ts';

const kinds: Record<string, ReferenceKind> = {
  JOUR: 'article',
  JFULL: 'article',
  EJOUR: 'article',
  MGZN: 'article',
  NEWS: 'article',
  ABST: 'article',
  INPR: 'article',
  BOOK: 'book',
  EBOOK: 'book',
  EDBOOK: 'book',
  CHAP: 'chapter',
  ECHAP: 'chapter',
  CONF: 'conference',
  CPAPER: 'conference',
  THES: 'thesis',
  RPRT: 'report',
  PAT: 'patent',
};

/** Work types as databases word them, in MEDLINE's words. */
const workTypes: Record<string, string> = { article: 'Journal Article', 'journal article': 'Journal Article' };

/** The citation of one RIS record. Synonymous tags are read in the order of their standing. */
export function risCitation(fields: readonly TaggedField[]): Citation {
  const tags = new RisTags(fields);
  const reference = emptyReference();
  reference.kind = kinds[tags.first('TY').trim().toUpperCase()] ?? 'other';
  reference.title = tags.first('TI', 'T1', 'CT') || (reference.kind === 'book' ? tags.first('BT') : '');
  reference.vernacularTitle = tags.first('TT');
  giveContainer(reference, tags);
  reference.authors = tags.all('AU', 'A1').flatMap(authorsFromNames);
  reference.editors = tags.all('A2', 'ED', 'A3').flatMap(authorsFromNames);
  attachOrcids(reference.authors, orcids(tags));
  reference.dates = dates(tags);
  const edition = tags.first('ET');
  if (/^\s*\d{4}[/-]/.test(edition)) reference.electronicDate = edition;
  else reference.edition = edition;
  reference.volume = tags.first('VL');
  reference.issue = tags.first('IS', 'CP');
  reference.pages = pages(tags);
  const [abstract = '', ...moreAbstracts] = tags.all('AB', 'N2');
  reference.abstract = abstract;
  reference.keywords = keywords(tags.all('KW'));
  reference.languages = tags.all('LA').flatMap((value) => value.split(/[;,]/));
  reference.publicationTypes = tags
    .all('M3')
    .filter((value) => !doiIn(value) && !/^doi\b|\[\d+\]/i.test(value.trim()))
    .flatMap((value) => value.split(';'))
    .map((value) => workTypes[value.trim().toLowerCase()] ?? value);
  reference.serialNumbers = tags.all('SN');
  reference.publisher = tags.first('PB', 'PU');
  reference.place = reference.kind === 'article' ? tags.first('CY') : tags.first('CY', 'PI');
  reference.notes = [
    ...tags.all('N1', 'RN'),
    ...moreAbstracts.filter((text) => foldSpace(text) !== foldSpace(abstract)),
  ];
  reference.affiliations = tags.all('AD').flatMap((value) => value.split('\n'));
  identify(reference, tags);
  return citationOf(reference);
}

/** The values of a record's tags; empty ones count as absent. */
class RisTags {
  private readonly values = new Map<string, string[]>();

  constructor(fields: readonly TaggedField[]) {
    for (const { tag, value } of fields) {
      if (!value.trim()) continue;
      const known = this.values.get(tag);
      if (known) known.push(value);
      else this.values.set(tag, [value]);
    }
  }

  all(...tags: string[]): string[] {
    return tags.flatMap((tag) => this.values.get(tag) ?? []);
  }

  first(...tags: string[]): string {
    return this.all(...tags)[0] ?? '';
  }
}

function giveContainer(reference: PlainReference, tags: RisTags): void {
  const isPart = reference.kind === 'chapter' || reference.kind === 'conference';
  if (reference.kind === 'article' || reference.kind === 'other' || reference.kind === 'patent') {
    reference.containerTitle = tags.first('JF', 'T2', 'JO', 'BT');
    const short = tags.all('J2', 'JA', 'J1', 'JI', 'J9');
    if (short.length > 0 || tags.first('JF', 'T2')) short.push(...tags.all('JO'));
    reference.journalAbbreviation = short.find((name) => name !== reference.containerTitle) ?? short[0] ?? '';
  } else if (isPart) {
    reference.containerTitle = tags.first('BT', 'T2', 'JF');
    reference.seriesTitle = tags.first('T3');
  } else {
    reference.containerTitle = reference.title;
    reference.seriesTitle = tags.first('T2', 'T3');
  }
}

/** `PY` names the year; `DA` may say it finer; the obsolete `Y1` counts where neither is there. */
function dates(tags: RisTags): string[] {
  const current = tags.all('PY', 'DA');
  return current.length > 0 ? [...current, ...tags.all('Y1')] : tags.all('Y1');
}

function pages(tags: RisTags): string {
  const start = foldSpace(tags.first('SP'));
  const end = foldSpace(tags.first('EP'));
  // Ovid fills in "No Specified Page".
  if (/^no$/i.test(start) || /^no[nt]? specified/i.test(start)) return '';
  if (start && end && start !== end && !/[-–]/.test(start)) return `${start}-${end}`;
  return start || end || tags.first('C7');
}

/** One keyword a line is the rule; a single line that lists several with semicolons is common. */
function keywords(values: readonly string[]): string[] {
  return values.flatMap((value) => value.split(/[\n;；]/)).map((word) => word.replace(/(^\s*|\/)\*/g, '$1'));
}

/** ORCID iDs in Ovid's way: "Last, First; ORCID: https://orcid.org/0000-...", several in one line. */
function orcids(tags: RisTags): Map<string, string> {
  const found = new Map<string, string>();
  for (const value of tags.all('AI')) {
    for (const piece of value.split(/(?<=\d{3}[\dX])\s*,\s*/)) {
      const match = /(?:^|;)([^;]{2,200});\s*ORCID:\s*(\S+)\s*$/i.exec(piece);
      const orcid = normaliseOrcid(match?.[2]);
      if (match?.[1] && orcid) found.set(match[1], orcid);
    }
  }
  return found;
}

function identify(reference: PlainReference, tags: RisTags): void {
  const database = tags.first('DB').trim();
  const numbers = tags.all('AN');
  reference.dois = tags.all('DO', 'DI');
  reference.links = [...tags.all('M3').filter((value) => doiIn(value)), ...tags.all('UR', 'L2', 'LK', 'L1', 'L3', 'L4')]
    .flatMap((value) => value.split('\n'))
    .map((value) => value.trim());
  const remarks = tags.all('U1', 'U2', 'U3', 'U4', 'U5', 'C1', 'C2');
  reference.pmids = [
    ...numbers.filter((number) => /pubmed|medline/i.test(database) && /^\s*\d{1,9}\s*$/.test(number)),
    ...[...remarks, ...numbers].filter((value) => pmidIn(value)),
  ];
  reference.pmcs = [...remarks, ...numbers].filter((value) => pmcIn(value));
  const pii = tags.all('U3', 'U4', 'U5').map((value) => /^(.+?)\[pii\]\s*$/i.exec(value)?.[1]);
  reference.pii = pii.find(Boolean) ?? '';
  const named = new Set([...reference.pmids, ...reference.pmcs]);
  const typed = remarks
    .map((value) => /^(.+?) ?\[([a-z-]+)\]$/i.exec(foldSpace(value)))
    .filter((match) => match !== null);
  const others = typed.filter((match) => !/^(?:pmid|pmc|pmcid|pii|doi)$/i.test(match[2] ?? ''));
  const own = tags.all('ID').filter((value) => !/^\s*\d{1,6}\s*$/.test(value));
  reference.otherIds = [
    ...numbers.filter((number) => !named.has(number)).map((value) => ({ type: 'accession', value })),
    ...own.map((value) => ({ type: 'reference', value })),
    ...others.map((match) => ({ type: match[2] ?? '', value: match[1] ?? '' })),
  ];
}
