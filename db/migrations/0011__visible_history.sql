-- What happened to a record is read without coming upon what the reader may not see yet: others' votes on a record
-- whose votes are not all in. Whatever is passed over on the way takes time, and time can be measured.
create index trail_entry_own on trail_entry (record_id, annotator_id) where record_id is not null;

-- The kinds that tell votes are those of `kindsTellingVotes` in src/store/trail.ts.
create index trail_entry_telling_no_vote on trail_entry (record_id)
  where kind not in ('vote', 'vote-withdrawn', 'settled', 'conflict', 'reopened');
