import type { Citation, DataBank, Identifier } from '../domain/citation.ts';
import { emptyCitation } from '../domain/citation.ts';
import { normaliseDoi, normalisePmc, normalisePmid } from '../domain/identifiers.ts';
import { abstractSections } from './abstractSections.ts';
import { calendarDate, medlineDate } from './dates.ts';
import { doiIn } from './identifierText.ts';
import { languageCode } from './languageCodes.ts';
import { NbibNames } from './nbibNames.ts';
import {
  chemicalOf,
  grantOf,
  historyDateOf,
  issnOf,
  meshHeadingOf,
  relationOf,
  relationTypes,
  typedIdentifier,
} from './nbibValues.ts';
import { markedText, plainText } from './plainText.ts';
import type { TaggedField } from './taggedField.ts';

/** The citation of one MEDLINE record. Tags with no place in a citation (`STAT`, `OWN`, `SO`) stay in the raw record. */
export function nbibCitation(fields: readonly TaggedField[]): Citation {
  const citation = emptyCitation();
  const names = new NbibNames();
  let otherAbstract = '';
  let otherLanguage = '';
  for (const { tag, value } of fields) {
    const text = plainText(value);
    if (!text) continue;
    if (names.take(tag, text)) continue;
    if (tag === 'OAB') otherAbstract = value;
    else if (tag === 'OABL') otherLanguage = text;
    else if (relationTypes[tag]) citation.relations.push(relationOf(relationTypes[tag], text));
    else readers[tag]?.(citation, text, value);
    // The language of another abstract stands on the line after it.
    if (otherAbstract && (otherLanguage || (tag !== 'OAB' && tag !== 'OABL'))) {
      giveOtherAbstract(citation, otherAbstract, otherLanguage);
      otherAbstract = '';
      otherLanguage = '';
    }
  }
  if (otherAbstract) giveOtherAbstract(citation, otherAbstract, otherLanguage);
  citation.authors = names.authors;
  citation.authorsComplete = names.complete;
  citation.editors = names.editors;
  citation.investigators = names.investigators;
  citation.personalNameSubjects = names.subjects;
  citation.otherIds = withoutRepeats(citation.otherIds);
  finishContainer(citation, fields);
  giveRecordDates(citation, fields);
  return citation;
}

/** `LID` and `AID` tell the same identifier twice, and so may `OID`. */
function withoutRepeats(ids: readonly Identifier[]): Identifier[] {
  const seen = new Set<string>();
  return ids.filter(({ value }) => !seen.has(value) && seen.add(value));
}

type Reader = (citation: Citation, text: string, raw: string) => void;

const readers: Record<string, Reader> = {
  PMID: (citation, text) => {
    citation.pmid ??= normalisePmid(text);
  },
  // A repeated title goes on with the first one.
  TI: (citation, text, raw) => {
    const { html } = markedText(raw);
    if (!citation.title && html) citation.titleHtml = html;
    else delete citation.titleHtml;
    citation.title = citation.title ? `${citation.title} ${text}` : text;
  },
  TT: (citation, text) => {
    citation.vernacularTitle = text;
  },
  AB: (citation, _text, raw) => {
    citation.abstract.push(...abstractSections(raw));
  },
  CI: (citation, text) => {
    citation.abstractCopyright = text;
  },
  DP: (citation, text) => {
    citation.published = medlineDate(text);
  },
  DEP: (citation, text) => {
    citation.electronicDate = calendarDate(text);
  },
  DCOM: (citation, text) => {
    citation.dateCompleted = calendarDate(text);
  },
  LR: (citation, text) => {
    citation.dateRevised = calendarDate(text);
  },
  VI: (citation, text) => {
    citation.volume = text;
  },
  IP: (citation, text) => {
    citation.issue = text;
  },
  PG: (citation, text) => {
    citation.pages = text;
  },
  LA: (citation, text) => {
    citation.languages.push(languageCode(text));
  },
  PT: (citation, text) => {
    citation.publicationTypes.push(text);
  },
  PST: (citation, text) => {
    citation.publicationStatus = text;
  },
  MH: (citation, text) => {
    citation.mesh.push(meshHeadingOf(text));
  },
  NM: (citation, text) => {
    citation.supplementaryMesh.push({ name: text, ui: null, type: null });
  },
  RN: (citation, text) => {
    citation.chemicals.push(chemicalOf(text));
  },
  OT: (citation, text) => {
    citation.keywords.push(text.replace(/^\*/, ''));
  },
  GS: (citation, text) => {
    citation.geneSymbols.push(text);
  },
  SB: (citation, text) => {
    citation.citationSubsets.push(text);
  },
  GR: (citation, text) => {
    citation.grants.push(grantOf(text));
  },
  SI: (citation, text) => addAccession(citation.dataBanks, text),
  COIS: (citation, text) => {
    citation.coiStatement = text;
  },
  GN: (citation, text) => {
    citation.generalNotes.push(text);
  },
  RF: (citation, text) => {
    citation.numberOfReferences = text;
  },
  SFM: (citation, text) => {
    citation.spaceFlightMissions.push(text);
  },
  PMC: (citation, text) => {
    citation.pmc = normalisePmc(text);
  },
  MID: (citation, text) => {
    citation.otherIds.push({ type: 'mid', value: text });
  },
  OID: (citation, text) => {
    citation.otherIds.push({ type: 'other', value: text });
  },
  LID: identify,
  AID: identify,
  PHST: (citation, text) => {
    const date = historyDateOf(text);
    if (date) citation.history.push(date);
  },
  PMCR: (citation, text) => {
    const date = historyDateOf(`${text} [pmc-release]`);
    if (date) citation.history.push(date);
  },
};

/** `LID` and `AID` hold the same kinds of identifier, with the kind in brackets behind. */
function identify(citation: Citation, text: string): void {
  const { type, value } = typedIdentifier(text);
  const doi = type === 'doi' ? normaliseDoi(value) : type === null ? doiIn(value) : null;
  if (doi) citation.doi ??= doi;
  else if (type === 'pii') citation.pii ??= value;
  else if (value) {
    citation.otherIds.push({ type: type ?? (/^https?:/.test(value) ? 'url' : 'other'), value });
  }
}

/** Numbers of one data bank stand on lines after each other. */
function addAccession(dataBanks: DataBank[], text: string): void {
  const [name = '', ...rest] = text.split('/');
  const number = rest.join('/');
  const last = dataBanks.at(-1);
  if (last?.name === name) last.accessionNumbers.push(number);
  else dataBanks.push({ name, accessionNumbers: number ? [number] : [] });
}

function giveOtherAbstract(citation: Citation, raw: string, language: string): void {
  citation.otherAbstracts.push({
    language: language ? languageCode(language) : 'eng',
    type: null,
    sections: abstractSections(raw),
  });
}

const recordDates = [
  ['CRDT', 'entrez'],
  ['EDAT', 'pubmed'],
  ['MHDA', 'medline'],
] as const;

/** Old files tell the dates of the record only in tags of their own. */
function giveRecordDates(citation: Citation, fields: readonly TaggedField[]): void {
  for (const [wanted, status] of recordDates) {
    if (citation.history.some((date) => date.status === status)) continue;
    const value = fields.find(({ tag }) => tag === wanted)?.value;
    const date = value ? historyDateOf(`${value} [${status}]`) : null;
    if (date) citation.history.push(date);
  }
}

/** Journal and book are told over several tags, and `PL` means the place of one or the country of the other. */
function finishContainer(citation: Citation, fields: readonly TaggedField[]): void {
  const value = (wanted: string): string | null =>
    fields.map(({ tag, value: raw }) => (tag === wanted ? plainText(raw) : '')).find(Boolean) ?? null;
  const all = (wanted: string): string[] =>
    fields
      .filter(({ tag }) => tag === wanted)
      .map(({ value: raw }) => plainText(raw))
      .filter(Boolean);
  const isbns = all('ISBN').map((text) => text.replace(/^ISBN\s*/i, ''));
  const bookTitle = value('BTI');
  const collectionTitle = value('CTI');
  if (bookTitle || collectionTitle || isbns.length > 0) {
    citation.book = {
      title: bookTitle,
      collectionTitle,
      publisher: value('PB'),
      publisherLocation: value('PL'),
      edition: value('EN'),
      medium: null,
      isbns,
      sections: [],
    };
  }
  const issns = [...all('IS'), ...all('ISSN')].map(issnOf).filter((issn) => issn !== null);
  const [title, abbreviation, nlmId] = [value('JT'), value('TA'), value('JID')];
  if (!title && !abbreviation && !nlmId && issns.length === 0) return;
  citation.journal = {
    title: title ?? abbreviation,
    isoAbbreviation: abbreviation,
    issn: (issns.find(({ type }) => type !== 'Linking') ?? issns[0])?.value ?? null,
    issns,
    nlmId,
    medlineTa: abbreviation,
    country: citation.book ? null : value('PL'),
  };
}
