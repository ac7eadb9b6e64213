-- The first schema. See db/README.md for every table in words.

-- One run of a search, an import of a file, or the loading of a library: where citations came from, and when.
create table search_run (
  search_run_id integer primary key,
  source text not null check (source in ('pubmed', 'file', 'library')),
  query text,
  -- Of an incremental run: the day from which new and changed records were asked for.
  since text,
  query_translation text,
  file_name text,
  file_sha256 text,
  -- What the source or the reader of the file remarked, each one sentence.
  warning text not null default '[]' check (json_valid(warning)),
  -- How many remarks there were; only the first of very many are kept.
  warned integer not null default 0,
  -- Of a search beyond what PubMed lists at once: the ranges of PMIDs it was cut into, with what each gave.
  slice text not null default '[]' check (json_valid(slice)),
  -- Ids listed less hits PubMed counted; not 0 where PubMed changed meanwhile or left ids out.
  difference integer,
  identified integer,
  added integer not null default 0,
  updated integer not null default 0,
  joined integer not null default 0,
  held integer not null default 0,
  unchanged integer not null default 0,
  older integer not null default 0,
  withdrawn integer not null default 0,
  rejected integer not null default 0,
  omitted integer not null default 0,
  status text not null check (status in ('running', 'complete', 'failed')),
  message text,
  program_version text not null,
  started_at text not null,
  finished_at text
) strict;

-- The PMIDs a PubMed run has to fetch, so that an interrupted run goes on where it stopped.
create table search_run_pmid (
  search_run_id integer not null references search_run,
  pmid text not null,
  state text not null default 'wanted' check (state in ('wanted', 'fetched', 'omitted', 'unasked')),
  primary key (search_run_id, pmid)
) strict, without rowid;

create table rejection (
  rejection_id integer primary key,
  search_run_id integer not null references search_run,
  position integer not null,
  line integer,
  pmid text,
  reason text not null,
  raw text not null
) strict;

create index rejection_run on rejection (search_run_id);

-- A record: one publication inside this review. What its sources say of it stands in citation.
create table record (
  record_id integer primary key,
  key text not null unique,
  pmid text unique,
  doi text unique,
  title text not null,
  journal text,
  year integer,
  month integer,
  day integer,
  -- ISO 639-2 codes and publication types, each on a line of its own.
  languages text not null default '',
  publication_types text not null default '',
  sample_n integer,
  has_abstract integer not null default 0 check (has_abstract in (0, 1)),
  retracted integer not null default 0 check (retracted in (0, 1)),
  screening text not null default 'unscreened' check (screening in ('unscreened', 'included', 'excluded')),
  -- The older record that this one was decided to be the same publication as; it is read with that one and no longer
  -- by itself. Follows from duplicate_decision. Never points at a record that is a duplicate itself.
  duplicate_of integer references record check (duplicate_of < record_id),
  created_at text not null,
  updated_at text not null
) strict;

create index record_year on record (year, record_id);

create index record_duplicate on record (duplicate_of) where duplicate_of is not null;

-- A citation: a record's bibliographic facts as one source gave them, with the source's own bytes.
create table citation (
  citation_id integer primary key,
  record_id integer not null references record,
  source text not null,
  source_id text not null,
  version integer not null default 1,
  search_run_id integer not null references search_run,
  retrieved_at text not null,
  document text not null check (json_valid(document)),
  raw blob not null,
  raw_sha256 text not null,
  -- Why this source joined a record that was already there; null where it made the record.
  join_reason text,
  withdrawn_at text,
  unique (source, source_id)
) strict;

create index citation_record on citation (record_id);

-- Two records that may be one publication, held for a person to decide. Nothing is merged by it.
create table possible_duplicate (
  record_id integer not null references record,
  other_record_id integer not null references record,
  reason text not null,
  search_run_id integer not null references search_run,
  found_at text not null,
  primary key (record_id, other_record_id),
  check (record_id < other_record_id)
) strict, without rowid;

-- Texts written for this catalog, never by the authors.
create table summary (
  record_id integer not null references record,
  language text not null,
  text text not null,
  search_run_id integer not null references search_run,
  primary key (record_id, language)
) strict, without rowid;

-- Who says something about a record: a rule set with its version, a library, a person.
create table annotator (
  annotator_id integer primary key,
  kind text not null check (kind in ('rules', 'library', 'person')),
  name text not null,
  version text not null default '',
  unique (kind, name, version)
) strict;

create table annotation (
  annotation_id integer primary key,
  record_id integer not null references record,
  annotator_id integer not null references annotator,
  kind text not null check (kind in ('mechanism', 'predictor', 'design', 'species', 'imaging', 'treatment', 'outcome', 'level')),
  value text not null,
  stance text check (stance in ('supports', 'discusses', 'contradicts', 'favours', 'against', 'no association')),
  score real check (score between 0 and 1),
  basis text,
  created_at text not null,
  unique (record_id, annotator_id, kind, value)
) strict;

create table evidence (
  evidence_id integer primary key,
  annotation_id integer not null references annotation on delete cascade,
  field text not null,
  start integer not null check (start >= 0),
  end integer not null check (end > start),
  text text not null,
  stale integer not null default 0 check (stale in (0, 1))
) strict;

create index evidence_annotation on evidence (annotation_id);

-- The tags a reader sees: for each thing said of a record, the annotation that speaks for it. Derived.
create table tag (
  record_id integer not null references record,
  kind text not null,
  value text not null,
  stance text,
  state text not null check (state in ('confirmed', 'library', 'suggested')),
  annotation_id integer not null references annotation on delete cascade,
  primary key (record_id, kind, value)
) strict, without rowid;

create index tag_value on tag (kind, value, record_id);
create index tag_annotation on tag (annotation_id);

-- Sample and follow-up of a record as one annotator read them.
create table study_fact (
  record_id integer not null references record,
  annotator_id integer not null references annotator,
  sample_n integer,
  sample_unit text,
  follow_up_months real,
  follow_up_note text,
  primary key (record_id, annotator_id)
) strict, without rowid;

-- Resorption as reported: one row a group of patients or herniations.
create table resorption_result (
  resorption_result_id integer primary key,
  record_id integer not null references record,
  annotator_id integer not null references annotator,
  position integer not null,
  study_group text not null,
  events integer,
  total integer,
  percent real,
  definition text,
  count_basis text,
  note text,
  use text not null check (use in ('candidate', 'check', 'no')),
  unique (record_id, annotator_id, position)
) strict;

-- Decisions are never updated: a change is a new row, the newest counts.
create table screening_decision (
  screening_decision_id integer primary key,
  record_id integer not null references record,
  annotator_id integer not null references annotator,
  stage text not null check (stage in ('title-abstract', 'full-text')),
  verdict text not null check (verdict in ('include', 'exclude', 'unsure')),
  exclusion_reason text,
  note text,
  decided_at text not null
) strict;

create index screening_decision_record on screening_decision (record_id);

create trigger screening_decision_no_update before update on screening_decision
begin
  select raise(abort, 'a screening decision is never changed; add a new one');
end;

create trigger screening_decision_no_delete before delete on screening_decision
begin
  select raise(abort, 'a screening decision is never deleted; add a new one');
end;

-- What was decided about two records: rows are added, never changed; the newest of a pair counts.
create table duplicate_decision (
  duplicate_decision_id integer primary key,
  record_id integer not null references record,
  other_record_id integer not null references record,
  decision text not null check (decision in ('same', 'different', 'undone')),
  annotator_id integer not null references annotator,
  reason text not null,
  decided_at text not null,
  check (record_id < other_record_id)
) strict;

create index duplicate_decision_pair on duplicate_decision (record_id, other_record_id);

create trigger duplicate_decision_no_update before update on duplicate_decision
begin
  select raise(abort, 'a decision on duplicates is never changed; add a new one');
end;

create trigger duplicate_decision_no_delete before delete on duplicate_decision
begin
  select raise(abort, 'a decision on duplicates is never deleted; add a new one');
end;

-- What the program was told once and remembers.
create table setting (
  name text primary key,
  value text not null
) strict, without rowid;

-- What happened to a record after it was first stored, in the order it happened.
create table record_event (
  record_event_id integer primary key,
  record_id integer not null references record,
  at text not null,
  what text not null check (what in ('joined', 'updated', 'withdrawn', 'restored', 'retracted', 'retagged')),
  detail text,
  search_run_id integer references search_run
) strict;

create index record_event_record on record_event (record_id);

-- The search index: text prepared by the program, nothing readable is kept here.
create virtual table record_fts using fts5 (
  title, abstract, keywords, authors, mesh, journal,
  content = '',
  contentless_delete = 1,
  tokenize = 'porter unicode61 remove_diacritics 2'
);
