-- 存在を伏せる: the person's record exists for the named few alone. Ends only by two different officers.
create table people_restriction (
  municipality_id text not null,
  id text not null,
  person_id text not null,
  reason bytea not null,
  begun_at text not null,
  begun_by text not null,
  lift_asked_at text,
  lift_asked_by text,
  lift_reason bytea,
  lifted_at text,
  lifted_by text,
  version bigint not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, person_id) references people_person (municipality_id, id),
  check (lifted_by is null or (lift_asked_by is not null and lifted_by <> lift_asked_by))
);
create unique index people_restriction_one on people_restriction (municipality_id, person_id) where lifted_at is null;
create index people_restriction_person on people_restriction (municipality_id, person_id);

-- What was known of a person before each correction, sealed: nothing is overwritten. `contact` is null where the
-- correction left it as it was.
create table people_revision (
  municipality_id text not null,
  person_id text not null,
  version bigint not null,
  at text not null,
  staff_id text not null,
  agency_id text not null,
  before bytea not null,
  contact bytea,
  primary key (municipality_id, person_id, version),
  foreign key (municipality_id, person_id) references people_person (municipality_id, id)
);

-- 同じ人かもしれない: two records that a worker takes for one person. Neither is changed; a link can be undone, and stays
-- in the history. `one` comes before `other` in order, so that a pair has one form.
create table people_same (
  municipality_id text not null,
  id text not null,
  one text not null,
  other text not null,
  why bytea not null,
  linked_at text not null,
  linked_by text not null,
  linked_agency text not null,
  undone_at text,
  undone_by text,
  undone_why bytea,
  primary key (municipality_id, id),
  foreign key (municipality_id, one) references people_person (municipality_id, id),
  foreign key (municipality_id, other) references people_person (municipality_id, id),
  check (one < other),
  check ((undone_at is null) = (undone_by is null))
);
create unique index people_same_pair on people_same (municipality_id, one, other) where undone_at is null;
create index people_same_other on people_same (municipality_id, other);

-- 来談者の電話・メール (forms 4.1), sealed under the case's key as the visitor's name is.
alter table intake_intake add column visitor_phone bytea;
alter table intake_intake add column visitor_email bytea;
