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

-- The origin is the counter that wrote the sheet; a leg that was sent on comes from another. `read_at` is emptied by each
-- new answer: an answer is unread until the origin takes note of it.
create table referral_leg (
  municipality_id text not null,
  id text not null,
  sheet_id text not null,
  case_id text not null,
  origin_agency text not null,
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
create index referral_leg_result_due on referral_leg (municipality_id, state, result_due);
create index referral_leg_came on referral_leg (municipality_id, to_agency, sent_at, id);
create index referral_leg_went on referral_leg (municipality_id, from_agency, sent_at, id);
create index referral_leg_unread on referral_leg (municipality_id, origin_agency)
  where read_at is null and answered_at is not null;
create index referral_leg_around on referral_leg (municipality_id, sent_at) where hop >= 2;

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
