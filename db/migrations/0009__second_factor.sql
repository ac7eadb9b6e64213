-- What a person proves besides the password: codes of an app, and codes kept on paper for the day the app is lost.

-- The key that the server shares with a person's app.
create table second_factor (
  account_id integer primary key references account,
  -- 160 random bits: sealed by the server's own secret where it has one, else plain.
  secret text not null,
  created_at text not null,
  -- When a first code showed that the app has the key; until then nothing is asked.
  confirmed_at text,
  -- The newest step of 30 seconds of which a code was taken: none of it or of one before is taken again.
  last_step integer not null default 0
) strict;

create trigger second_factor_goes_forward before update of last_step on second_factor when new.last_step <= old.last_step
begin
  select raise(abort, 'a code is taken once');
end;

create trigger second_factor_keeps_its_secret before update of account_id, secret, created_at on second_factor
begin
  select raise(abort, 'a second factor is set up anew, never changed');
end;

-- Codes for the day the app is lost. Only their SHA-256 is kept: each is 120 random bits.
create table recovery_code (
  account_id integer not null references second_factor on delete cascade,
  code_hash text not null,
  used_at text,
  primary key (account_id, code_hash)
) strict, without rowid;

create trigger recovery_code_works_once before update on recovery_code when old.used_at is not null
begin
  select raise(abort, 'a recovery code works once');
end;

-- Somebody who has given the right password and not yet the code. The cookie's token itself is kept nowhere.
create table sign_in_ticket (
  token_hash text primary key,
  account_id integer not null references account,
  expires_at text not null
) strict, without rowid;

create index sign_in_ticket_account on sign_in_ticket (account_id);
