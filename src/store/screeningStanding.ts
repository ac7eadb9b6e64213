/** The record and those that are read with it. */
const members =
  '(select member.record_id from record as member where :recordId in (member.record_id, member.duplicate_of))';

const settledAt = (stage: string, verdicts: string): string =>
  `(select case answer ->> 'verdict' ${verdicts} end from settlement
    where stage = '${stage}' and settlement.record_id in ${members} order by trail_entry_id desc limit 1)`;

/**
 * Says on the record itself whether it is in the review: as settled at full text, else excluded by title and abstract,
 * else as its source had decided; of a record with duplicates, the newest of all of them.
 */
export const deriveScreening = `update record set screening = coalesce(
  ${settledAt('full-text', "when 'include' then 'included' when 'exclude' then 'excluded'")},
  ${settledAt('title-abstract', "when 'exclude' then 'excluded'")},
  (select case verdict when 'include' then 'included' else 'excluded' end from screening_decision
    where verdict <> 'unsure' and screening_decision.record_id in ${members}
    order by screening_decision_id desc limit 1),
  'unscreened')
  where record_id = :recordId`;
