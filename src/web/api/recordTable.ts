import type { EvidenceStatement, RecordFacts } from '../../catalog/answers.ts';
import type { TagKind } from '../../domain/codebook.ts';
import type { Codebook } from '../../protocol/protocol.ts';

type Row = (string | number | null)[];

/** The columns of a table of records: facts, then a column a mechanism with its stance and a predictor with its direction. */
export function recordTableHead({ mechanisms, predictors }: Codebook): Row {
  return [
    'key',
    'pmid',
    'doi',
    'title',
    'original_title',
    'first_author',
    'year',
    'journal',
    'languages',
    'screening',
    'retracted',
    'design',
    'species',
    'imaging',
    'level',
    'treatment',
    'sample_n',
    'sample_unit',
    'follow_up_months',
    'resorption',
    ...mechanisms.map(({ id }) => `mechanism:${id}`),
    ...predictors.map(({ id }) => `predictor:${id}`),
    'tag_states',
  ];
}

/** One record as a row under `recordTableHead`; an empty cell means that nothing is said. */
export function recordTableRow({ mechanisms, predictors }: Codebook, facts: RecordFacts): Row {
  const { card, citation, followUp } = facts;
  const values = (kind: TagKind): string =>
    card.tags
      .filter((tag) => tag.kind === kind)
      .map(({ value }) => value)
      .join('; ');
  const stance = (kind: TagKind, id: string): string => {
    const tag = card.tags.find((other) => other.kind === kind && other.value === id);
    return tag ? (tag.stance ?? 'tagged') : '';
  };
  const [author] = card.authors;
  return [
    card.key,
    card.pmid,
    card.doi,
    citation.title,
    citation.vernacularTitle,
    author?.lastName ?? author?.collectiveName ?? null,
    card.year,
    card.journal,
    card.languages.join('; '),
    card.excluded ? 'excluded' : facts.decision?.verdict === 'include' ? 'included' : 'unscreened',
    card.retracted ? 'yes' : 'no',
    values('design'),
    values('species'),
    values('imaging'),
    values('level'),
    values('treatment'),
    card.sample?.n ?? null,
    card.sample?.unit ?? null,
    followUp?.months ?? null,
    card.resorption.map(resultText).join('; '),
    ...mechanisms.map(({ id }) => stance('mechanism', id)),
    ...predictors.map(({ id }) => stance('predictor', id)),
    [...new Set(card.tags.map(({ state }) => state))].join('; '),
  ];
}

export const evidenceTableHead: Row = [
  'id',
  'record_key',
  'pmid',
  'doi',
  'title',
  'year',
  'kind',
  'value',
  'stance',
  'state',
  'annotator',
  'annotator_version',
  'basis',
  'sentence',
  'sentence_field',
  'sentence_language',
];

/** A statement as rows, one a sentence it rests on. */
export function evidenceTableRows(reviewId: string, statement: EvidenceStatement): Row[] {
  const { annotator } = statement;
  return statement.sentences.map((sentence) => [
    `${reviewId}:ev:${statement.key}`,
    statement.recordKey,
    statement.pmid,
    statement.doi,
    statement.title,
    statement.year,
    statement.kind,
    statement.value,
    statement.stance,
    statement.state,
    `${annotator.kind} ${annotator.name}`,
    annotator.version,
    statement.basis,
    sentence.text,
    sentence.field,
    sentence.language,
  ]);
}

function resultText({ events, group, percent, total }: RecordFacts['card']['resorption'][number]): string {
  const counts = events !== null && total !== null ? `${events}/${total}` : percent === null ? '' : `${percent}%`;
  return `${group}: ${counts}`;
}
