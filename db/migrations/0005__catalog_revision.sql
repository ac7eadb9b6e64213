-- A number that grows with everything the public catalog shows, so that a server knows when to read it anew. Votes,
-- drafts and sessions change the file all the time and leave it as it is.
create table catalog_revision (
  catalog_revision_id integer primary key check (catalog_revision_id = 1),
  revision integer not null
) strict;

insert into catalog_revision (catalog_revision_id, revision) values (1, 0);

create trigger record_insert_shows after insert on record
begin
  update catalog_revision set revision = revision + 1;
end;

create trigger record_update_shows after update on record
begin
  update catalog_revision set revision = revision + 1;
end;

create trigger record_delete_shows after delete on record
begin
  update catalog_revision set revision = revision + 1;
end;

create trigger citation_insert_shows after insert on citation
begin
  update catalog_revision set revision = revision + 1;
end;

create trigger citation_update_shows after update on citation
begin
  update catalog_revision set revision = revision + 1;
end;

create trigger summary_insert_shows after insert on summary
begin
  update catalog_revision set revision = revision + 1;
end;

create trigger summary_update_shows after update on summary
begin
  update catalog_revision set revision = revision + 1;
end;

create trigger tag_insert_shows after insert on tag
begin
  update catalog_revision set revision = revision + 1;
end;

create trigger tag_delete_shows after delete on tag
begin
  update catalog_revision set revision = revision + 1;
end;

create trigger evidence_update_shows after update on evidence
begin
  update catalog_revision set revision = revision + 1;
end;

create trigger study_fact_insert_shows after insert on study_fact
begin
  update catalog_revision set revision = revision + 1;
end;

create trigger study_fact_delete_shows after delete on study_fact
begin
  update catalog_revision set revision = revision + 1;
end;

create trigger resorption_result_insert_shows after insert on resorption_result
begin
  update catalog_revision set revision = revision + 1;
end;

create trigger resorption_result_delete_shows after delete on resorption_result
begin
  update catalog_revision set revision = revision + 1;
end;

create trigger search_run_insert_shows after insert on search_run
begin
  update catalog_revision set revision = revision + 1;
end;

create trigger search_run_update_shows after update on search_run
begin
  update catalog_revision set revision = revision + 1;
end;
