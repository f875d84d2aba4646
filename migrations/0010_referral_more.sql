-- 詳しく聞くお願い: what a receiver asks beyond the sheet (forms 12.3), and what the person let be told of it.
-- Kinds are codes of `information_kinds`, joined by a space. Asked once, answered once; neither is overwritten.
create table referral_more (
  municipality_id text not null,
  id text not null,
  sheet_id text not null,
  case_id text not null,
  leg_id text not null,
  -- The counter that wrote the sheet: it is told of the question.
  from_agency text not null,
  by_agency text not null,
  by_staff text not null,
  asked_at text not null,
  kinds text not null,
  why bytea not null,
  answered_at text,
  answered_agency text,
  answered_by text,
  -- Null where nothing was told.
  consent text check (consent in ('written', 'oral', 'none')),
  consented_on text,
  heard_by text,
  legal_ground text,
  ground_reason bytea,
  consent_withdrawn_at text,
  -- What is not told here, and what to do instead.
  instead bytea,
  read_at text,
  primary key (municipality_id, id),
  foreign key (municipality_id, sheet_id) references referral_sheet (municipality_id, id),
  check ((answered_at is null) = (answered_by is null)),
  check (consent is null or answered_at is not null)
);
create index referral_more_sheet on referral_more (municipality_id, sheet_id);
create index referral_more_open on referral_more (municipality_id, asked_at) where answered_at is null;
create index referral_more_unread on referral_more (municipality_id, by_agency)
  where answered_at is not null and read_at is null;
create index referral_more_from on referral_more (municipality_id, from_agency, asked_at);
create index referral_more_by on referral_more (municipality_id, by_agency, answered_at);

-- What was let be told, one row for each kind. A kind without a row was never told.
create table referral_more_told (
  municipality_id text not null,
  more_id text not null,
  kind text not null,
  told bytea not null,
  primary key (municipality_id, more_id, kind),
  foreign key (municipality_id, more_id) references referral_more (municipality_id, id)
);

-- For `cases`: what is waited for in a case, by when, between which counters. Information asks for no result.
create view referral_case_due as
  select l.municipality_id, l.case_id, l.from_agency, l.to_agency,
    case when l.state = 'sent' then l.accept_due else l.result_due end as due
  from referral_leg l
  join referral_sheet s on s.municipality_id = l.municipality_id and s.id = l.sheet_id
  where l.state = 'sent' or (l.state in ('accepted', 'accepted_in_part') and s.kind <> 'information');
