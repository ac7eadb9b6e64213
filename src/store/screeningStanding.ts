import { wholeRecord } from './recordReading.ts';

const settledAt = (stage: string, verdicts: string): string =>
  `(select case answer ->> 'verdict' ${verdicts} end from settlement
    where stage = '${stage}' and settlement.record_id in ${wholeRecord} order by trail_entry_id desc limit 1)`;

/**
 * Says on the record itself whether it is in the review: as settled at full text, else excluded by title and abstract,
 * else as its source had decided; of a record with duplicates, the newest of all of them. A record that stands so
 * already is not written again: whoever reads the catalog would have to read it anew.
 */
export const deriveScreening = `update record set screening = standing.screening
  from (select coalesce(
    ${settledAt('full-text', "when 'include' then 'included' when 'exclude' then 'excluded'")},
    ${settledAt('title-abstract', "when 'exclude' then 'excluded'")},
    (select case verdict when 'include' then 'included' else 'excluded' end from screening_decision
      where verdict <> 'unsure' and screening_decision.record_id in ${wholeRecord}
      order by screening_decision_id desc limit 1),
    'unscreened') as screening) as standing
  where record.record_id = :recordId and record.screening <> standing.screening`;
