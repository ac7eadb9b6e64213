-- Imports can be taken back: what a run changed is kept from now on, and what it came upon and left as it was.

-- A run that was taken back. It stays in the list with its counts; what it brought has left the review, but for what
-- somebody had acted on.
create table taken_back (
  search_run_id integer primary key references search_run,
  taken_back_at text not null,
  reason text,
  -- Records that left, records that lost a source, records whose sources are as they were before.
  removed integer not null,
  detached integer not null,
  restored integer not null,
  -- Records that stayed as they were because somebody had acted on them.
  stayed integer not null,
  -- The highest number a record had until then: none is given twice.
  last_record_id integer not null
) strict;

create trigger taken_back_no_update before update on taken_back
begin
  select raise(abort, 'a run stays taken back; import it again');
end;

create trigger taken_back_no_delete before delete on taken_back
begin
  select raise(abort, 'a run stays taken back; import it again');
end;

create trigger taken_back_insert_shows after insert on taken_back
begin
  update catalog_revision set revision = revision + 1;
end;

-- Every batch of an import counts with its run: one that is still at work stores nothing more.
create trigger search_run_taken_back_no_update before update on search_run
  when exists (select 1 from taken_back where taken_back.search_run_id = old.search_run_id)
begin
  select raise(abort, 'the run was taken back');
end;

-- A source as it was until another run put a newer version in its place.
create table citation_version (
  citation_version_id integer primary key,
  citation_id integer not null references citation on delete cascade,
  version integer not null,
  search_run_id integer not null references search_run,
  retrieved_at text not null,
  document text not null check (json_valid(document)),
  raw blob not null,
  raw_sha256 text not null,
  withdrawn_at text
) strict;

create index citation_version_citation on citation_version (citation_id);

create trigger citation_keeps_its_version before update of search_run_id on citation
  when new.search_run_id <> old.search_run_id
begin
  insert into citation_version (citation_id, version, search_run_id, retrieved_at, document, raw, raw_sha256, withdrawn_at)
  values (old.citation_id, old.version, old.search_run_id, old.retrieved_at, old.document, old.raw, old.raw_sha256,
    old.withdrawn_at);
end;

-- A source that a run came upon and left as it stood: unchanged, older than what is here, or withdrawn already.
create table search_run_met (
  citation_id integer not null references citation on delete cascade,
  search_run_id integer not null references search_run,
  -- When it last did.
  met_at text not null,
  primary key (citation_id, search_run_id)
) strict, without rowid;

-- Of runs up to this one neither was kept.
insert into setting (name, value)
select 'last_run_without_versions', max(search_run_id) from search_run having max(search_run_id) is not null;

-- Whoever takes a record away looks for what refers to it, table by table.
create index vote_record on vote (record_id);
create index settlement_record on settlement (record_id);
create index possible_duplicate_other on possible_duplicate (other_record_id);
create index duplicate_decision_other on duplicate_decision (other_record_id);
