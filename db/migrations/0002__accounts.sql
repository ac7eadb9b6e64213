-- Who may work at the reviewers' desk, and how they are known again. Reading the catalog needs none of it.

-- A person with a role. Accounts are disabled, never deleted, and keep their name: decisions are shown under it.
create table account (
  account_id integer primary key,
  name text not null,
  -- The name as it is compared: NFKC, lower case, one space between words.
  name_key text not null unique,
  role text not null check (role in ('reader', 'reviewer', 'adjudicator', 'curator', 'administrator')),
  -- Argon2id in the PHC format; null until the invitation is accepted.
  password_hash text,
  annotator_id integer not null unique references annotator,
  created_at text not null,
  -- When a session of this account was last used; kept after the session is gone.
  seen_at text,
  disabled_at text
) strict;

create trigger account_keeps_its_name before update of account_id, name, name_key, annotator_id on account
begin
  select raise(abort, 'an account keeps its name and its annotator');
end;

create trigger account_no_delete before delete on account
begin
  select raise(abort, 'an account is disabled, never deleted');
end;

-- What a person said stays under the name it was said under, for ever.
create trigger annotator_person_keeps_its_name before update on annotator when old.kind = 'person'
begin
  select raise(abort, 'a person keeps the name under which decisions were taken');
end;

create trigger annotator_person_no_delete before delete on annotator when old.kind = 'person'
begin
  select raise(abort, 'a person who may have decided something is never deleted');
end;

-- One browser that is signed in. The cookie's token itself is kept nowhere: only its SHA-256, in hex.
create table session (
  session_id integer primary key,
  token_hash text not null unique,
  account_id integer not null references account,
  user_agent text not null default '',
  created_at text not null,
  seen_at text not null,
  -- When this session last proved that it knows the password.
  proved_at text not null,
  expires_at text not null
) strict;

create index session_account on session (account_id);

-- A link that works once: for the first administrator, for somebody new, or for a forgotten password.
create table invitation (
  invitation_id integer primary key,
  token_hash text not null unique,
  purpose text not null check (purpose in ('first-administrator', 'invitation', 'reset')),
  -- The account it is for; null where whoever accepts it chooses a name. Then the role stands here.
  account_id integer references account,
  role text check (role in ('reader', 'reviewer', 'adjudicator', 'curator', 'administrator')),
  -- Null where the program or its command line made it.
  created_by integer references account,
  created_at text not null,
  expires_at text not null,
  used_at text,
  -- Set where a newer link took its place, or its account was disabled.
  withdrawn_at text,
  check ((account_id is null) = (role is not null)),
  check (purpose <> 'reset' or account_id is not null),
  check (purpose <> 'first-administrator' or role = 'administrator')
) strict;

create index invitation_account on invitation (account_id) where account_id is not null;

-- A browser that has signed in to an account before: guesses by others never lock it out.
create table known_device (
  known_device_id integer primary key,
  token_hash text not null unique,
  account_id integer not null references account,
  created_at text not null
) strict;

create index known_device_account on known_device (account_id);

-- Tries to sign in, for throttling; forgotten after a day. Written before the password is looked at, so that many
-- tries at once are counted as well.
create table sign_in_attempt (
  sign_in_attempt_id integer primary key,
  -- SHA-256 of the name as it was compared: what people type into the wrong field is not to be read here.
  name_hash text not null,
  -- Where it came from; of an IPv6 address its first 64 bits.
  address text not null,
  known_device_id integer references known_device on delete set null,
  at text not null,
  succeeded integer not null default 0 check (succeeded in (0, 1))
) strict;

create index sign_in_attempt_name on sign_in_attempt (name_hash, at);
create index sign_in_attempt_address on sign_in_attempt (address, at);
create index sign_in_attempt_at on sign_in_attempt (at);
