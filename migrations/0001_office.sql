-- What any office program needs: keys, the record of deeds, drafts.
create table office_key (
  municipality_id text not null,
  id text not null,
  wrapped bytea,
  made_at text not null,
  destroyed_at text,
  primary key (municipality_id, id)
);

create table office_audit_head (
  municipality_id text not null primary key,
  seq bigint not null,
  hash bytea not null
);

create table office_audit (
  municipality_id text not null,
  seq bigint not null,
  at text not null,
  staff_id text not null,
  agency_id text not null,
  may text not null,
  outcome text not null check (outcome in ('done', 'seen', 'denied')),
  subject_kind text not null,
  subject_id text not null,
  persons text not null,
  ground text not null,
  detail bytea,
  hash bytea not null,
  primary key (municipality_id, seq)
);
create index office_audit_subject on office_audit (municipality_id, subject_kind, subject_id, seq);

-- One line for each person that a recorded deed concerned; `persons` above is what the hash covers.
create table office_audit_person (
  municipality_id text not null,
  person_id text not null,
  seq bigint not null,
  primary key (municipality_id, person_id, seq)
);

create table office_draft (
  municipality_id text not null,
  staff_id text not null,
  form text not null,
  subject text not null,
  body bytea not null,
  version bigint not null,
  saved_at text not null,
  primary key (municipality_id, staff_id, form, subject)
);
