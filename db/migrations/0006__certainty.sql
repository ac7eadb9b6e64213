-- How sure people are of each finding of the synthesis, each step with its reason. Follows from the trail.
create table certainty (
  -- A finding of the summary: "all", or the id of a type.
  finding_id text primary key,
  -- How often this finding was judged or its judgement taken back, this time included.
  version integer not null check (version > 0),
  -- Where it starts and the steps from there, as JSON.
  judgement text not null check (json_valid(judgement)),
  annotator_id integer not null references annotator,
  judged_at text not null,
  trail_entry_id integer not null references trail_entry
) strict, without rowid;

create trigger certainty_insert_shows after insert on certainty
begin
  update catalog_revision set revision = revision + 1;
end;

create trigger certainty_update_shows after update on certainty
begin
  update catalog_revision set revision = revision + 1;
end;

create trigger certainty_delete_shows after delete on certainty
begin
  update catalog_revision set revision = revision + 1;
end;
