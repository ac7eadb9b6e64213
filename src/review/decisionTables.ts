import type { Citation } from '../domain/citation.ts';
import { type Stage, stages } from '../domain/review.ts';
import type { Store } from '../store/openStore.ts';
import type { Blinding } from './blinding.ts';
import type { ExtractionAnswer } from './stages/extraction.ts';
import type { ScreeningAnswer } from './stages/screening.ts';
import type { TaggingAnswer } from './stages/tagging.ts';

/** A table for a file: its header, then its rows. */
export type Table = (string | number | null)[][];

/** What can be taken away from the desk. */
export const decisionFiles = ['decisions', 'coded', 'metafor', 'asreview', 'rayyan', 'covidence'] as const;
export type DecisionFile = (typeof decisionFiles)[number];

/**
 * Decisions as tables. Only votes of records whose votes are all in are there, and those of whoever asks: a file must
 * not tell what a page hides.
 */
export function createDecisionTables(store: Store, blinding: Blinding) {
  interface Known {
    recordId: number;
    key: string;
    citation: Citation;
  }

  function known(recordId: number): Known | null {
    const record = store.records.get(recordId);
    return record && { recordId, key: record.key, citation: record.citation };
  }

  /** Every vote and settlement, one a row. */
  function decisions(annotatorId: number | null): Table {
    const people = store.reviewState.people();
    const rows = stages.flatMap((stage) => {
      const votes = [
        ...blinding.completeVotes(stage),
        ...store.reviewState
          .allVotes(stage)
          .filter((vote) => vote.annotatorId === annotatorId && !blinding.isComplete(vote.recordId, stage)),
      ];
      const cast = votes.map(({ recordId, annotatorId: who, answer, castAt, version, shown }) => ({
        recordId,
        kind: 'vote',
        who: people.get(who) ?? '',
        answer,
        at: castAt,
        version,
        shown: JSON.stringify(shown),
      }));
      const settled = store.reviewState
        .settlements(stage)
        .map(({ recordId, annotatorId: who, answer, settledAt, basis }) => ({
          recordId,
          kind: basis,
          who: who === null ? '' : (people.get(who) ?? ''),
          answer,
          at: settledAt,
          version: null,
          shown: '',
        }));
      return [...cast, ...settled].map((row) => ({ ...row, stage }));
    });
    rows.sort(
      (a, b) => a.recordId - b.recordId || stages.indexOf(a.stage) - stages.indexOf(b.stage) || (a.at < b.at ? -1 : 1),
    );
    return [
      [
        'record_id',
        'key',
        'pmid',
        'doi',
        'title',
        'stage',
        'kind',
        'who',
        'verdict',
        'reason',
        'note',
        'at',
        'version',
        'answer',
        'shown',
      ],
      ...rows.map((row) => {
        const record = known(row.recordId);
        const { verdict = '', exclusionReason = '', note = '' } = row.answer as Partial<ScreeningAnswer>;
        const { pmid = '', doi = '', title = '' } = record?.citation ?? {};
        return [
          row.recordId,
          record?.key ?? '',
          pmid,
          doi,
          title,
          row.stage,
          row.kind,
          row.who,
          verdict,
          exclusionReason,
          note,
          row.at,
          row.version,
          JSON.stringify(row.answer),
          row.shown,
        ];
      }),
    ];
  }

  /** Settled tags, one a row: a record's mechanisms, predictors and the rest of the coding frame. */
  function coded(): Table {
    const rows: Table = [];
    for (const { recordId, answer } of store.reviewState.settlements('tagging')) {
      const record = known(recordId);
      const { mechanisms, predictors, sampleN, followUpMonths, ...rest } = answer as TaggingAnswer;
      const add = (kind: string, value: string | number, position: string, quote: string) =>
        rows.push([recordId, record?.key ?? '', record?.citation.title ?? '', kind, value, position, quote]);
      for (const [kind, terms] of [
        ['mechanism', mechanisms],
        ['predictor', predictors],
      ] as const)
        for (const { id, position, evidence } of terms)
          add(kind, id, position, evidence.map(({ text }) => text).join(' | '));
      for (const kind of ['designs', 'species', 'imaging', 'treatments', 'outcomes', 'levels'] as const)
        for (const id of rest[kind]) add(kind, id, '', '');
      if (sampleN !== null) add('sample', sampleN, '', '');
      if (followUpMonths !== null) add('follow-up months', followUpMonths, '', '');
    }
    return [['record_id', 'key', 'title', 'kind', 'value', 'position', 'evidence'], ...rows];
  }

  /** Settled numbers, one group a row, in the columns of metafor's escalc (xi events, ni total). */
  function metafor(): Table {
    const rows: Table = [];
    for (const { recordId, answer } of store.reviewState.settlements('extraction')) {
      const record = known(recordId);
      const [first] = record?.citation.authors ?? [];
      const year = record?.citation.published.year ?? null;
      const study = [first?.lastName ?? first?.collectiveName ?? record?.key ?? '', year ?? ''].join(' ').trim();
      for (const arm of (answer as ExtractionAnswer).arms)
        rows.push([
          study,
          record?.key ?? '',
          year,
          arm.label,
          arm.herniationType,
          arm.events,
          arm.total,
          arm.definition,
          arm.measure,
          arm.followUpMonths,
          arm.followUpStatistic,
          arm.operated,
          arm.place,
        ]);
    }
    return [
      [
        'study',
        'key',
        'year',
        'group',
        'type',
        'xi',
        'ni',
        'definition',
        'measure',
        'follow_up_months',
        'follow_up_statistic',
        'operated',
        'place',
      ],
      ...rows,
    ];
  }

  /** Every record with its settled screening label: 1, 0 or empty. */
  function labelled(): {
    record: Known;
    label: 0 | 1 | null;
    reason: string | null;
    names: [string, ScreeningAnswer['verdict']][];
  }[] {
    const people = store.reviewState.people();
    const settled = (stage: Stage) =>
      new Map(store.reviewState.settlements(stage).map((each) => [each.recordId, each.answer as ScreeningAnswer]));
    const [byTitle, byText] = [settled('title-abstract'), settled('full-text')];
    const votes = grouped(blinding.completeVotes('title-abstract'));
    return store.reviewQueue.all().flatMap((recordId) => {
      const record = known(recordId);
      if (!record) return [];
      const answer = byText.get(recordId) ?? byTitle.get(recordId);
      const label = answer === undefined ? null : answer.verdict === 'exclude' ? 0 : 1;
      const names = (votes.get(recordId) ?? []).map(
        ({ annotatorId, answer: vote }): [string, ScreeningAnswer['verdict']] => [
          people.get(annotatorId) ?? '',
          (vote as ScreeningAnswer).verdict,
        ],
      );
      return [{ record, label, reason: answer?.exclusionReason ?? null, names }];
    });
  }

  /** As ASReview reads labelled data. */
  function asreview(): Table {
    return [
      ['record_id', 'title', 'abstract', 'authors', 'year', 'doi', 'included'],
      ...labelled().map(({ record: { recordId, citation }, label }) => [
        recordId,
        citation.title,
        abstractOf(citation),
        authorsOf(citation, '; '),
        citation.published.year,
        citation.doi ?? '',
        label ?? '',
      ]),
    ];
  }

  /** As Rayyan reads a CSV, its decisions in the notes as Rayyan writes them. */
  function rayyan(): Table {
    const words = { include: 'Included', unsure: 'Maybe', exclude: 'Excluded' };
    return [
      [
        'key',
        'title',
        'year',
        'month',
        'day',
        'journal',
        'issn',
        'volume',
        'issue',
        'pages',
        'authors',
        'url',
        'language',
        'publisher',
        'location',
        'abstract',
        'notes',
      ],
      ...labelled().map(({ record: { recordId, citation }, reason, names }) => {
        const { published, journal, volume, issue, pages, languages } = citation;
        const decided = names.map(([name, verdict]) => `"${name}"=>"${words[verdict]}"`).join(', ');
        const notes = [
          decided && `RAYYAN-INCLUSION: {${decided}}`,
          reason && `RAYYAN-EXCLUSION-REASONS: ${reason}`,
        ].filter(Boolean);
        return [
          recordId,
          citation.title,
          published.year,
          published.month,
          published.day,
          journal?.title ?? '',
          '',
          volume ?? '',
          issue ?? '',
          pages ?? '',
          authorsOf(citation, ' and '),
          citation.pmid
            ? `https://pubmed.ncbi.nlm.nih.gov/${citation.pmid}/`
            : citation.doi
              ? `https://doi.org/${citation.doi}`
              : '',
          languages.join('; '),
          '',
          '',
          abstractOf(citation),
          notes.join(' | '),
        ];
      }),
    ];
  }

  /** The columns of Covidence's own export. */
  function covidence(): Table {
    return [
      [
        'Title',
        'Authors',
        'Abstract',
        'Published Year',
        'Published Month',
        'Journal',
        'Volume',
        'Issue',
        'Pages',
        'Accession Number',
        'DOI',
        'Ref',
        'Covidence #',
        'Study',
        'Notes',
        'Tags',
      ],
      ...labelled().map(({ record: { recordId, citation }, label, reason }) => {
        const { published, journal, volume, issue, pages, authors } = citation;
        const study = `${authors[0]?.lastName ?? ''} ${published.year ?? ''}`.trim();
        return [
          citation.title,
          authorsOf(citation, '; '),
          abstractOf(citation),
          published.year,
          published.month,
          journal?.title ?? '',
          volume ?? '',
          issue ?? '',
          pages ?? '',
          citation.pmid ?? '',
          citation.doi ?? '',
          recordId,
          `#${recordId}`,
          study,
          reason ? `Exclusion reason: ${reason}` : '',
          label === null ? '' : label === 1 ? 'Included' : 'Excluded',
        ];
      }),
    ];
  }

  return {
    /** @param annotatorId who asks; their own votes are among the decisions even where others' are hidden. */
    table(file: DecisionFile, annotatorId: number | null): Table {
      const tables = { decisions: () => decisions(annotatorId), coded, metafor, asreview, rayyan, covidence };
      return tables[file]();
    },
  };
}

export type DecisionTables = ReturnType<typeof createDecisionTables>;

function grouped<Row extends { recordId: number }>(rows: readonly Row[]): Map<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) groups.set(row.recordId, [...(groups.get(row.recordId) ?? []), row]);
  return groups;
}

function abstractOf({ abstract }: Citation): string {
  return abstract.map(({ label, text }) => (label ? `${label}: ${text}` : text)).join(' ');
}

function authorsOf({ authors }: Citation, joint: string): string {
  return authors
    .map(
      ({ lastName, foreName, initials, collectiveName }) =>
        collectiveName ?? [lastName, foreName ?? initials].filter(Boolean).join(', '),
    )
    .join(joint);
}
