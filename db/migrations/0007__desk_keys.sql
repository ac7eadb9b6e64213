-- The keys somebody wants at the reviewers' desk, where they differ from the usual ones. A matter of taste: replaced as
-- it changes, and no part of the trail.
create table desk_keys (
  annotator_id integer primary key references annotator,
  -- Whether keys do anything at all.
  is_on integer not null check (is_on in (0, 1)),
  -- The keys by the name of what they do, as JSON; an empty one is off.
  keys text not null check (json_valid(keys))
) strict;
