-- Counters, the people who work at them, and how they sign in.
create table staff_agency (
  municipality_id text not null,
  id text not null,
  kind text not null,
  name text not null,
  kana text not null,
  place text not null,
  phone text not null,
  hours text not null,
  languages text not null,
  takes text not null,
  takes_note text not null,
  has_account bigint not null check (has_account in (0, 1)),
  opened_on text not null,
  closed_on text,
  version bigint not null,
  primary key (municipality_id, id)
);
create index staff_agency_kind on staff_agency (municipality_id, kind);

create table staff_member (
  municipality_id text not null,
  id text not null,
  login text not null,
  name text not null,
  kana text not null,
  agency_id text not null,
  extension text not null,
  password text,
  totp bytea,
  totp_step bigint,
  active bigint not null check (active in (0, 1)),
  made_at text not null,
  version bigint not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, agency_id) references staff_agency (municipality_id, id)
);
create unique index staff_member_login on staff_member (municipality_id, login);
create index staff_member_agency on staff_member (municipality_id, agency_id);

create table staff_member_role (
  municipality_id text not null,
  staff_id text not null,
  role text not null,
  primary key (municipality_id, staff_id, role)
);

-- Only the hash of a session's token is kept.
create table staff_session (
  municipality_id text not null,
  token_hash text not null,
  staff_id text not null,
  made_at text not null,
  seen_at text not null,
  ends_at text not null,
  ended_at text,
  ended_why text,
  strength text not null check (strength in ('password', 'two_factor')),
  primary key (municipality_id, token_hash)
);
create index staff_session_staff on staff_session (municipality_id, staff_id, made_at);

create table staff_recovery_code (
  municipality_id text not null,
  staff_id text not null,
  code_hash text not null,
  used_at text,
  primary key (municipality_id, staff_id, code_hash)
);

-- A first sign-in or a new password: opened once, with a token whose hash is here.
create table staff_invitation (
  municipality_id text not null,
  token_hash text not null,
  staff_id text not null,
  made_at text not null,
  ends_at text not null,
  used_at text,
  primary key (municipality_id, token_hash)
);

-- Failed tries, by account and by source, each as a keyed fingerprint.
create table staff_try (
  municipality_id text not null,
  id text not null,
  account text not null,
  source text not null,
  at text not null,
  primary key (municipality_id, id)
);
create index staff_try_account on staff_try (municipality_id, account, at);
create index staff_try_source on staff_try (municipality_id, source, at);
