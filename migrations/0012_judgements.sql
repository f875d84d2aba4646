-- 職員の見立て: a 課題 that a worker accepts as their own judgement of what a reception says, with its ground. Append-only.
create table intake_judgement (
  municipality_id text not null,
  id text not null,
  intake_id text not null,
  -- A code of the 27 items (課題と特性).
  issue text not null,
  -- The ground in the worker's words, sealed under the case's key.
  ground bytea not null,
  -- The rule that suggested it; empty where none did.
  rule text,
  staff_id text not null,
  at text not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, intake_id) references intake_intake (municipality_id, id)
);
create index intake_judgement_intake on intake_judgement (municipality_id, intake_id, at);

-- A judgement that was taken back: it stays readable, and counts no more.
create table intake_judgement_back (
  municipality_id text not null,
  judgement_id text not null,
  staff_id text not null,
  at text not null,
  primary key (municipality_id, judgement_id),
  foreign key (municipality_id, judgement_id) references intake_judgement (municipality_id, id)
);

-- 取り下げ: a proposal that its writer took back before anybody settled it.
create table noticing_withdrawal (
  municipality_id text not null,
  proposal_id text not null,
  at text not null,
  primary key (municipality_id, proposal_id),
  foreign key (municipality_id, proposal_id) references noticing_proposal (municipality_id, id)
);
