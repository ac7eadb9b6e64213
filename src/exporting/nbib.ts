import type { Author, Citation, Grant, HistoryDate, MeshHeading } from '../domain/citation.ts';
import { medlineDateText, sectionsLine, slashDate, twoDigits, unmistakable } from './citationText.ts';
import type { Exported } from './exported.ts';
import { relationTags } from './relationTags.ts';

/** Width at which MEDLINE's own files break a line. */
const lineWidth = 88;

/** MEDLINE (NBIB): tags of four columns, continuation lines indented by six, a blank line after each record. */
export function* exportNbib(records: Iterable<Exported>): Generator<string> {
  for (const { citation } of records) yield `${nbibLines(citation).join('\n')}\n\n`;
}

type Write = (tag: string, ...values: (string | null | undefined)[]) => void;

function nbibLines(citation: Citation): string[] {
  const lines: string[] = [];
  const write: Write = (tag, ...values) => {
    for (const value of values) if (value) lines.push(...wrapped(`${tag.padEnd(4)}- ${unmistakable(value)}`));
  };
  write('PMID', citation.pmid);
  if (citation.dateCompleted) write('DCOM', slashDate(citation.dateCompleted).replaceAll('/', ''));
  if (citation.dateRevised) write('LR', slashDate(citation.dateRevised).replaceAll('/', ''));
  writeContainer(write, citation);
  write('AB', sectionsLine(citation.abstract));
  write('CI', citation.abstractCopyright);
  writePeople(write, citation);
  write('LA', ...citation.languages);
  write('GR', ...citation.grants.map(grantText));
  for (const { name, accessionNumbers } of citation.dataBanks) {
    if (accessionNumbers.length === 0) write('SI', name);
    write('SI', ...accessionNumbers.map((number) => `${name}/${number}`));
  }
  write('PT', ...citation.publicationTypes);
  write('TT', citation.vernacularTitle);
  if (citation.electronicDate) write('DEP', slashDate(citation.electronicDate).replaceAll('/', ''));
  for (const { name, registryNumber } of citation.chemicals)
    write('RN', registryNumber ? `${registryNumber} (${name})` : name);
  write('NM', ...citation.supplementaryMesh.map(({ name }) => name));
  write('SB', ...citation.citationSubsets);
  write('MH', ...citation.mesh.map(headingText));
  write('GS', ...citation.geneSymbols);
  write('OT', ...citation.keywords);
  for (const { sections, language } of citation.otherAbstracts) {
    write('OAB', sectionsLine(sections));
    write('OABL', language);
  }
  write('COIS', citation.coiStatement);
  write('GN', ...citation.generalNotes);
  write('RF', citation.numberOfReferences);
  write('SFM', ...citation.spaceFlightMissions);
  for (const { type, citation: text, pmid } of citation.relations) {
    write(relationTags[type] ?? '', relationTags[type] && (pmid ? `${text} PMID: ${pmid}` : text));
  }
  writeIdentifiers(write, citation);
  write('PHST', ...citation.history.map(historyText));
  write('PST', citation.publicationStatus);
  return lines;
}

function writeContainer(write: Write, { journal, book, ...citation }: Citation): void {
  const named = journal?.issns.map(({ type, value }) => (type === 'ISSN' ? value : `${value} (${type})`)) ?? [];
  const isListed = journal?.issns.some(({ value }) => value === journal.issn);
  write('IS', ...(isListed ? [] : [journal?.issn]), ...named);
  write('VI', citation.volume);
  write('IP', citation.issue);
  write('DP', medlineDateText(citation.published));
  write('TI', citation.title);
  if (book) {
    write('BTI', book.title);
    write('CTI', book.collectionTitle);
    write('PB', book.publisher);
    write('EN', book.edition);
    write('ISBN', ...book.isbns);
  }
  write('PG', citation.pages);
  write('PL', book ? book.publisherLocation : journal?.country);
  write('TA', journal?.isoAbbreviation ?? journal?.medlineTa);
  write('JT', journal?.title);
  write('JID', journal?.nlmId);
}

function writePeople(write: Write, citation: Citation): void {
  for (const author of citation.authors) writePerson(write, author, 'FAU', 'AU', 'AD');
  if (!citation.authorsComplete) write('AU', 'et al.');
  for (const editor of citation.editors) writePerson(write, editor, 'FED', 'ED', 'AD');
  for (const investigator of citation.investigators) writePerson(write, investigator, 'FIR', 'IR', 'IRAD');
  for (const subject of citation.personalNameSubjects) writePerson(write, subject, 'FPS', 'PS', 'AD');
}

function writePerson(write: Write, person: Author, full: string, short: string, address: string): void {
  if (person.collectiveName) write(full === 'FAU' ? 'CN' : full, person.collectiveName);
  else {
    const given = [person.foreName, person.suffix].filter(Boolean).join(' ');
    write(full, given ? `${person.lastName ?? ''}, ${given}` : person.lastName);
    write(short, [person.lastName, person.initials, person.suffix].filter(Boolean).join(' '));
  }
  if (person.orcid) write('AUID', `ORCID: ${person.orcid}`);
  write(address, ...person.affiliations);
}

function writeIdentifiers(write: Write, citation: Citation): void {
  write('PMC', citation.pmc);
  for (const { type, value } of citation.otherIds) {
    if (type === 'mid') write('MID', value);
    else if (type === 'other') write('OID', value);
  }
  if (citation.pii) write('AID', `${citation.pii} [pii]`);
  if (citation.doi) write('AID', `${citation.doi} [doi]`);
  for (const { type, value } of citation.otherIds) {
    if (type !== 'mid' && type !== 'other') write('AID', `${value} [${type}]`);
  }
}

function headingText({ descriptor, majorTopic, qualifiers }: MeshHeading): string {
  const starred = (name: string, isMajor: boolean): string => (isMajor ? `*${name}` : name);
  return [starred(descriptor, majorTopic), ...qualifiers.map((one) => starred(one.name, one.majorTopic))].join('/');
}

function grantText({ id, acronym, agency, country }: Grant): string {
  const isBare = !acronym && !agency && !country && (id ?? '').split('/').length < 3;
  return isBare ? (id ?? '') : [id ?? '', ...(acronym ? [acronym] : []), agency ?? '', country ?? ''].join('/');
}

function historyText(date: HistoryDate): string {
  const time = date.hour === null ? '' : ` ${twoDigits(date.hour)}:${twoDigits(date.minute ?? 0)}`;
  return `${slashDate(date)}${time} [${date.status}]`;
}

/** Breaks a line at single spaces, so that joining the pieces with a space gives it back. */
function wrapped(line: string): string[] {
  const lines: string[] = [];
  let rest = line;
  let indent = '';
  while (indent.length + rest.length > lineWidth) {
    const room = lineWidth - indent.length;
    const before = rest.lastIndexOf(' ', room);
    const at = before > 6 ? before : rest.indexOf(' ', room);
    if (at < 0) break;
    lines.push(indent + rest.slice(0, at));
    rest = rest.slice(at + 1);
    indent = '      ';
  }
  lines.push(indent + rest);
  return lines;
}
