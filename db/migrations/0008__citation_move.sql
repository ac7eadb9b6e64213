-- A source that was taken off a record it had joined and given one of its own: what it was part of until then. The
-- decision that the two records are different, taken with the move, says who did it, when and why.
create table citation_move (
  citation_move_id integer primary key,
  citation_id integer not null references citation,
  from_record_id integer not null references record,
  to_record_id integer not null references record,
  -- Why and since when it was with the first record; null where neither was written down.
  join_reason text,
  joined_at text,
  duplicate_decision_id integer not null references duplicate_decision
) strict;

create trigger citation_move_no_update before update on citation_move
begin
  select raise(abort, 'a move of a source is never changed');
end;

create trigger citation_move_no_delete before delete on citation_move
begin
  select raise(abort, 'a move of a source is never deleted');
end;
