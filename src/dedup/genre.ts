import { normaliseDoi } from '../domain/identifiers.ts';
import { fold } from '../text/fold.ts';
import type { Place } from './place.ts';
import type { DedupRecord } from './record.ts';

/**
 * What a record is, as far as duplicates are concerned. Two records of different genres describe two
 * publications even where their titles agree: an erratum repeats the title of the article it corrects.
 */
export type Genre =
  | 'publication'
  | 'erratum'
  | 'retraction'
  | 'reply'
  | 'preprint'
  | 'registration'
  | 'thesis'
  | 'reviewVersion';

export interface GenreFacts {
  genre: Genre;
  /** Presented at a meeting: an abstract, or a paper in proceedings. */
  meeting: boolean;
  /** So short or so placed that it may be a meeting's abstract, though nothing says so. */
  brief: boolean;
  /** Registry number of a trial (`registration` only). */
  registryNumber: string | null;
}

const erratum =
  /^\W*(?:(?:published|author|publisher|publisher's|author's)\s)?(?:erratum|errata|corrigend(?:um|a)|addendum|correction)(?:\s?(?:to|for|:|\.|;|-|\[|$)|\sin\s)|\(vol\.?\s?\S+,\s?(?:pg|p|art)\W|\([^()]{4,}\((?:19|20)\d\d\)[^()]*\([^()]*\)[^()]*\)\W*$|^(?:更正|勘误|更正说明)|[-:.]\s?(?:erratum|corrigendum)\W*$/u;
const retraction =
  /^\W*(?:retraction|retraction (?:note|notice|statement)|notice of retraction|expression of concern|editorial expression of concern)(?:\s?(?:to|for|of|:|-|\.|$))|^(?:撤稿|撤回)/u;
const reply =
  /^\W*(?:re\s?:|in re(?:ply|sponse)\b|authors?'?s? (?:reply|response)|reply\b|response to\b|comments? (?:on|to)\b|commentary (?:on|to)\b|letter to the editor|letter:)|[-:;.,(["]\s?(?:the )?(?:authors?'?s? )?(?:reply|response|comment|commentary)\W*$/u;
const preprintServer =
  /\b(?:medrxiv|biorxiv|arxiv|chemrxiv|psyarxiv|preprints?(?:\.org)?|research square|ssrn|osf preprints|chinaxiv|authorea)\b/;
const preprintDoi =
  /^10\.(?:1101\/(?:\d{4}\.\d\d\.\d\d\.)?\d{6,}|21203\/|20944\/|31234\/|31219\/|48550\/|2139\/ssrn|26434\/|22541\/|12074\/)/;
const registry =
  /\b(nct\d{8}|isrctn\s?\d{8}|chictr[-\w]*\d{6,}|eudract\s?[\d-]{14}|euctr[\d-]{14}|actrn\d{14}|jprn-\w+\d+|umin\d{9}|ctri\/\d{4}\/\d+\/\d+|drks\d{8})\b/;
const registryName = /clinical ?trials\.gov|trial regist|registry|\bictrp\b|controlled-?trials\.com/;
const thesis = /\b(?:thesis|theses|dissertations?|diss abstr)\b|学位论文|硕士|博士论文/;
const meeting =
  /\b(?:conference|proceedings|congress|symposium|workshop|meeting|abstracts?)\b|会议|年会|论文集|汇编|论坛/;

export function readGenre(record: DedupRecord, place: Place): GenreFacts {
  const title = fold(record.title);
  const journal = fold(record.journal ?? '');
  const types = (record.publicationTypes ?? []).map((type) => type.toLowerCase());
  const doi = normaliseDoi(record.doi) ?? '';
  const facts = (genre: Genre, registryNumber: string | null = null): GenreFacts => ({
    genre,
    meeting: genre !== 'reviewVersion' && isMeeting(journal, title, types, place),
    brief: place.supplement || isSinglePage(place),
    registryNumber,
  });
  if (types.includes('published erratum') || erratum.test(title)) return facts('erratum');
  if (types.includes('retraction of publication') || types.includes('retraction notice') || retraction.test(title)) {
    return facts('retraction');
  }
  if (reply.test(title)) return facts('reply');
  if (types.includes('preprint') || preprintServer.test(journal) || (journal === '' && preprintDoi.test(doi))) {
    return facts('preprint');
  }
  if (thesis.test(journal) || types.some((type) => thesis.test(type))) return facts('thesis');
  if (journal.includes('cochrane database') || doi.startsWith('10.1002/14651858.')) return facts('reviewVersion');
  const number = registry.exec(
    `${journal} ${record.volume ?? ''} ${record.issue ?? ''} ${fold(record.pages ?? '')} ${title}`,
  )?.[1];
  if (registryName.test(journal) || (number && place.volume === null)) return facts('registration', number ?? null);
  return facts('publication');
}

function isMeeting(journal: string, title: string, types: readonly string[], place: Place): boolean {
  if (types.some((type) => type === 'meeting abstract' || type === 'congress' || type === 'conference paper'))
    return true;
  if (/[[(]\s?(?:meeting |conference )?abstract\b[^\])]{0,200}[\])]?\W{0,20}$/.test(title)) return true;
  return meeting.test(journal) || isAbstractPage(place);
}

/** A lone page with a letter ("A606", "S27", "P63") or a lone page of a supplement. */
function isAbstractPage(place: Place): boolean {
  const first = place.pages[0]?.first ?? '';
  return isSinglePage(place) && (place.supplement || /^[a-df-z]+\d+$|^\d+[a-z]$/.test(first));
}

function isSinglePage(place: Place): boolean {
  const [range] = place.pages;
  return range !== undefined && place.pages.length === 1 && (range.last === null || range.last === range.first);
}
