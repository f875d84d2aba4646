-- 存在を伏せた窓口: told to whoever looks after records that nobody can open any more. Of earlier rows the counter of
-- today is known.
alter table people_restriction add column begun_agency text;
update people_restriction set begun_agency = (select m.agency_id from staff_member m
  where m.municipality_id = people_restriction.municipality_id and m.id = people_restriction.begun_by);

-- 伏せた記録の担当の付け替え: one officer proposes whom to name, another confirms. The reason is sealed under the key of
-- the person, whom neither of them learns.
create table people_naming (
  municipality_id text not null,
  id text not null,
  restriction_id text not null,
  reason bytea not null,
  -- Members of staff, by a space.
  staff text not null,
  proposed_by text not null,
  proposed_name text not null,
  proposed_at text not null,
  confirmed_by text,
  confirmed_name text,
  confirmed_at text,
  withdrawn_by text,
  withdrawn_name text,
  withdrawn_at text,
  version bigint not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, restriction_id) references people_restriction (municipality_id, id),
  check (confirmed_by is null or (confirmed_by <> proposed_by and withdrawn_by is null))
);
create unique index people_naming_open on people_naming (municipality_id, restriction_id)
  where confirmed_at is null and withdrawn_at is null;
