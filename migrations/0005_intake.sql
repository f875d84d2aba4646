-- 相談受付: one reception. The person's own words, and whatever else is free text, are sealed under the case's key.
create table intake_intake (
  municipality_id text not null,
  id text not null,
  case_id text not null,
  person_id text,
  agency_id text not null,
  staff_id text not null,
  received_on text not null,
  received_at text not null,
  channel text,
  initial_route text,
  visitor text not null check (visitor in ('self', 'other', 'not_heard')),
  relation text,
  visitor_name bytea,
  words bytea,
  other_concern bytea,
  household_line bytea,
  safe_time bytea,
  language text,
  anonymous bigint not null check (anonymous in (0, 1)),
  status text not null check (status in ('received', 'supported', 'connected', 'informed', 'dropped')),
  decided_on text,
  information bytea,
  via_leg text,
  version bigint not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, case_id) references cases_case (municipality_id, id)
);
create index intake_intake_agency on intake_intake (municipality_id, agency_id, status, received_on, id);
create index intake_intake_case on intake_intake (municipality_id, case_id);
create index intake_intake_day on intake_intake (municipality_id, received_on);

create table intake_concern (
  municipality_id text not null,
  intake_id text not null,
  concern text not null,
  mark text not null check (mark in ('applies', 'most')),
  primary key (municipality_id, intake_id, concern),
  foreign key (municipality_id, intake_id) references intake_intake (municipality_id, id)
);

create table intake_wish (
  municipality_id text not null,
  intake_id text not null,
  wish text not null,
  primary key (municipality_id, intake_id, wish),
  foreign key (municipality_id, intake_id) references intake_intake (municipality_id, id)
);

-- What a sheet said before each amendment, sealed as one text: nothing is overwritten.
create table intake_revision (
  municipality_id text not null,
  intake_id text not null,
  version bigint not null,
  at text not null,
  staff_id text not null,
  before bytea not null,
  reason bytea,
  primary key (municipality_id, intake_id, version)
);
