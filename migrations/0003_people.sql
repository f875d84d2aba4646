-- People who came or were brought, and their households. Names, addresses, telephones are sealed.
create table people_household (
  municipality_id text not null,
  id text not null,
  made_at text not null,
  primary key (municipality_id, id)
);

-- birth_from = birth_to: the exact day; a span: what is known of it; both null: not heard yet.
create table people_person (
  municipality_id text not null,
  id text not null,
  name bytea,
  kana bytea,
  sex text,
  birth_from text,
  birth_to text,
  birth_note text,
  postal_code bytea,
  address bytea,
  no_fixed_address bigint not null check (no_fixed_address in (0, 1)),
  phone_home bytea,
  phone_mobile bytea,
  email bytea,
  district text,
  protected bigint not null check (protected in (0, 1)),
  restricted bigint not null check (restricted in (0, 1)),
  made_at text not null,
  version bigint not null,
  primary key (municipality_id, id)
);

-- A person may be in two households (a child between parents, a stay in hospital).
create table people_member (
  municipality_id text not null,
  household_id text not null,
  person_id text not null,
  relation text not null,
  since text not null,
  until text,
  primary key (municipality_id, household_id, person_id),
  foreign key (municipality_id, household_id) references people_household (municipality_id, id),
  foreign key (municipality_id, person_id) references people_person (municipality_id, id)
);
create index people_member_person on people_member (municipality_id, person_id);

-- 支援措置. Ends only by two different officers: its last day passing unrenewed asks for a decision, and opens nothing.
create table people_protection (
  municipality_id text not null,
  id text not null,
  person_id text not null,
  reason bytea not null,
  begun_at text not null,
  begun_by text not null,
  until text not null,
  lift_asked_at text,
  lift_asked_by text,
  lift_reason bytea,
  lifted_at text,
  lifted_by text,
  version bigint not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, person_id) references people_person (municipality_id, id)
);
create index people_protection_person on people_protection (municipality_id, person_id);
-- At most one stands: two begun at the same moment could otherwise end one by one.
create unique index people_protection_one on people_protection (municipality_id, person_id) where lifted_at is null;

-- The few for whom a protected address, or a restricted person, exists.
create table people_named (
  municipality_id text not null,
  person_id text not null,
  staff_id text not null,
  named_at text not null,
  named_by text not null,
  primary key (municipality_id, person_id, staff_id)
);
