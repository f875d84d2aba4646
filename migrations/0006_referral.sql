-- つなぐシート: one sheet, one or more legs, each with its answer. Free text is sealed under the case's key.
-- `person` is what was let travel at the moment of sending, not a link to what is known now.
create table referral_sheet (
  municipality_id text not null,
  id text not null,
  code text not null,
  case_id text not null,
  person_id text,
  intake_id text,
  kind text not null check (kind in ('forward', 'return', 'parallel', 'information')),
  from_agency text not null,
  from_staff text not null,
  written_at text not null,
  consent text not null check (consent in ('written', 'oral', 'none')),
  consented_on text,
  heard_by text,
  consent_withdrawn_at text,
  share_outcome bigint not null check (share_outcome in (0, 1)),
  legal_ground text,
  ground_reason bytea,
  urgency text not null check (urgency in ('same_day', 'few_days', 'normal')),
  person bytea,
  summary bytea,
  considerations bytea,
  concerns text not null,
  state text not null check (state in ('open', 'closed', 'withdrawn')),
  closed_on text,
  closing_kind text,
  version bigint not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, case_id) references cases_case (municipality_id, id)
);
create unique index referral_sheet_code on referral_sheet (municipality_id, code);
create index referral_sheet_case on referral_sheet (municipality_id, case_id);
create index referral_sheet_from on referral_sheet (municipality_id, from_agency, state, written_at);

create table referral_leg (
  municipality_id text not null,
  id text not null,
  sheet_id text not null,
  case_id text not null,
  from_agency text not null,
  to_agency text not null,
  lead bigint not null check (lead in (0, 1)),
  lead_in_part bigint not null check (lead_in_part in (0, 1)),
  reason bytea,
  method text not null check (method in ('accompany', 'telephone', 'internal_mail', 'system')),
  sent_at text not null,
  urgency text not null,
  accept_due text not null,
  result_due text not null,
  state text not null check (state in
    ('sent', 'accepted', 'accepted_in_part', 'forwarded', 'returned', 'not_reached', 'withdrawn', 'reported')),
  answered_at text,
  answered_by text,
  answered_how text,
  return_reason text,
  answer_note bytea,
  first_met_on text,
  result text,
  programme bytea,
  result_note bytea,
  ask_back bytea,
  thanks bytea,
  reported_at text,
  reported_by text,
  read_at text,
  forwarded_from text,
  hop bigint not null,
  version bigint not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, sheet_id) references referral_sheet (municipality_id, id)
);
create index referral_leg_sheet on referral_leg (municipality_id, sheet_id);
create index referral_leg_case on referral_leg (municipality_id, case_id);
create index referral_leg_to on referral_leg (municipality_id, to_agency, state, sent_at);
create index referral_leg_from on referral_leg (municipality_id, from_agency, state, sent_at);
create index referral_leg_due on referral_leg (municipality_id, state, accept_due);

-- Everything that happened to a sheet, never overwritten: sent, amended, answered, withdrawn, reminded.
create table referral_event (
  municipality_id text not null,
  sheet_id text not null,
  seq bigint not null,
  at text not null,
  staff_id text not null,
  agency_id text not null,
  kind text not null,
  leg_id text,
  detail bytea,
  primary key (municipality_id, sheet_id, seq),
  foreign key (municipality_id, sheet_id) references referral_sheet (municipality_id, id)
);

-- Cases that exist for the named few alone: what counts and lists leave out before anything else.
create view referral_kept_back as
  select c.municipality_id, c.id as case_id from cases_case c where c.restricted = 1
  union
  select p.municipality_id, p.case_id from cases_person p
  join people_person q on q.municipality_id = p.municipality_id and q.id = p.person_id
  where q.restricted = 1;
