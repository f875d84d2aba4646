-- ケース: the thread of one household from the first word to the last, and the baton: who holds it.
create table cases_case (
  municipality_id text not null,
  id text not null,
  no text not null,
  household_id text not null,
  status text not null check (status in ('received', 'in_support', 'closed')),
  holder_agency text not null,
  holder_staff text,
  held_since text not null,
  hops bigint not null,
  opened_on text not null,
  support_from text,
  closed_on text,
  closing_kind text,
  restricted bigint not null check (restricted in (0, 1)),
  version bigint not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, household_id) references people_household (municipality_id, id)
);
create unique index cases_case_no on cases_case (municipality_id, no);
-- One open thread for each household: the database itself keeps the promise of one baton.
create unique index cases_case_one_open on cases_case (municipality_id, household_id) where status <> 'closed';
create index cases_case_holder on cases_case (municipality_id, holder_agency, status, opened_on);

create table cases_person (
  municipality_id text not null,
  case_id text not null,
  person_id text not null,
  main bigint not null check (main in (0, 1)),
  primary key (municipality_id, case_id, person_id),
  foreign key (municipality_id, case_id) references cases_case (municipality_id, id),
  foreign key (municipality_id, person_id) references people_person (municipality_id, id)
);
create index cases_person_person on cases_person (municipality_id, person_id);

-- Which counters are tied to a case, and how. What visibility rests on.
create table cases_party (
  municipality_id text not null,
  case_id text not null,
  agency_id text not null,
  tie text not null check (tie in ('holds', 'held', 'took_in', 'sent', 'received')),
  since text not null,
  primary key (municipality_id, case_id, agency_id, tie)
);
create index cases_party_agency on cases_party (municipality_id, agency_id, case_id);

-- Every passing of the baton, never overwritten.
create table cases_baton (
  municipality_id text not null,
  case_id text not null,
  seq bigint not null,
  at text not null,
  agency_id text not null,
  staff_id text,
  how text not null,
  leg_id text,
  primary key (municipality_id, case_id, seq)
);

-- 緊急に開いた記録: 60 minutes, with a reason, told to the supervisor.
create table cases_break_glass (
  municipality_id text not null,
  id text not null,
  case_id text not null,
  staff_id text not null,
  agency_id text not null,
  reason bytea not null,
  at text not null,
  until text not null,
  reviewed_at text,
  reviewed_by text,
  primary key (municipality_id, id)
);
create index cases_break_glass_staff on cases_break_glass (municipality_id, staff_id, case_id, until);
create index cases_break_glass_agency on cases_break_glass (municipality_id, agency_id, reviewed_at);

-- Numbers of cases, counted anew each 年度.
create table cases_number (
  municipality_id text not null,
  fiscal_year bigint not null,
  last bigint not null,
  primary key (municipality_id, fiscal_year)
);

-- For `people`: which counters are tied to a person, through which case.
create view cases_person_tie as
  select p.municipality_id, p.person_id, a.agency_id, a.tie, p.case_id, c.restricted
  from cases_person p
  join cases_party a on a.municipality_id = p.municipality_id and a.case_id = p.case_id
  join cases_case c on c.municipality_id = p.municipality_id and c.id = p.case_id
  where a.tie <> 'received';

-- For `people`: who opened a person's case in an emergency, and until when.
create view cases_person_glass as
  select p.municipality_id, p.person_id, g.staff_id, g.until
  from cases_person p
  join cases_break_glass g on g.municipality_id = p.municipality_id and g.case_id = p.case_id;
