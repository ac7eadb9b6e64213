-- The reviewers' desk: what people decided, in one trail, and what follows from it.

-- Everything a person decided, in the order it happened, each entry sealed to the one before it. The tables below it
-- can be made anew from it.
create table trail_entry (
  -- 1, 2, 3, ... without a gap.
  trail_entry_id integer primary key,
  at text not null,
  kind text not null,
  -- Who; null where the program did it by itself.
  annotator_id integer references annotator,
  -- What it is about, where that is no record: "account:3".
  subject text,
  record_id integer references record,
  stage text check (stage in ('title-abstract', 'full-text', 'tagging', 'extraction')),
  before text check (before is null or json_valid(before)),
  after text check (after is null or json_valid(after)),
  reason text,
  request_id text,
  -- Names the act, so that one sent twice is done once.
  idempotency_key text,
  previous_hash text not null,
  hash text not null
) strict;

create unique index trail_entry_once on trail_entry (annotator_id, idempotency_key) where idempotency_key is not null;
create index trail_entry_record on trail_entry (record_id, stage, trail_entry_id) where record_id is not null;
create index trail_entry_annotator on trail_entry (annotator_id, trail_entry_id);

create trigger trail_entry_no_update before update on trail_entry
begin
  select raise(abort, 'the trail is never changed; add an entry');
end;

create trigger trail_entry_no_delete before delete on trail_entry
begin
  select raise(abort, 'the trail is never shortened');
end;

-- Where each reviewer stands on a record at a stage. Follows from the trail.
create table vote (
  record_id integer not null references record,
  stage text not null check (stage in ('title-abstract', 'full-text', 'tagging', 'extraction')),
  annotator_id integer not null references annotator,
  -- How often this reviewer decided or withdrew here, this time included.
  version integer not null check (version > 0),
  answer text not null check (json_valid(answer)),
  -- What the reviewer was shown beside the record: suggestions, rank, other votes.
  shown text not null check (json_valid(shown)),
  cast_at text not null,
  trail_entry_id integer not null references trail_entry,
  primary key (stage, record_id, annotator_id)
) strict, without rowid;

create index vote_annotator on vote (annotator_id, stage, cast_at);

-- The answer that the review goes on with. Follows from the trail.
create table settlement (
  record_id integer not null references record,
  stage text not null check (stage in ('title-abstract', 'full-text', 'tagging', 'extraction')),
  answer text not null check (json_valid(answer)),
  basis text not null check (basis in ('agreed', 'adjudicated')),
  -- The adjudicator; null where the votes agreed.
  annotator_id integer references annotator,
  settled_at text not null,
  trail_entry_id integer not null references trail_entry,
  primary key (stage, record_id)
) strict, without rowid;

-- Records whose votes are all in and differ. Follows from the trail.
create table conflict (
  record_id integer not null references record,
  stage text not null check (stage in ('title-abstract', 'full-text', 'tagging', 'extraction')),
  -- The fields that differ, a JSON array of names.
  fields text not null check (json_valid(fields)),
  since text not null,
  trail_entry_id integer not null references trail_entry,
  primary key (stage, record_id)
) strict, without rowid;

-- What a reviewer has filled in and not yet cast. Replaced as it grows; seen by nobody else.
create table draft (
  record_id integer not null references record,
  stage text not null check (stage in ('title-abstract', 'full-text', 'tagging', 'extraction')),
  annotator_id integer not null references annotator,
  version integer not null check (version > 0),
  answer text not null check (json_valid(answer)),
  saved_at text not null,
  primary key (annotator_id, stage, record_id)
) strict, without rowid;

-- Records a reviewer has before them, so that no more people read a record than must. Gone when it expires.
create table assignment (
  record_id integer not null references record,
  stage text not null check (stage in ('title-abstract', 'full-text', 'tagging', 'extraction')),
  annotator_id integer not null references annotator,
  expires_at text not null,
  primary key (stage, record_id, annotator_id)
) strict, without rowid;
