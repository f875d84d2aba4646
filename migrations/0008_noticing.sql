-- 気づきの規則の案: the whole new text of one file of rules/noticing/. In use once a second person has approved it.
create table noticing_proposal (
  municipality_id text not null,
  id text not null,
  file text not null,
  content text not null,
  -- Why the file is changed.
  reason text not null,
  -- The edition of the file that the text was written over: 0 is the program's own.
  based_on bigint not null check (based_on >= 0),
  -- The edition that it became.
  edition bigint,
  state text not null check (state in ('proposed', 'approved', 'refused')),
  -- Names as they were on the day: whoever reads the history years later needs no directory.
  proposed_by text not null,
  proposed_name text not null,
  proposed_at text not null,
  settled_by text,
  settled_name text,
  settled_at text,
  version bigint not null,
  primary key (municipality_id, id),
  check ((state = 'approved') = (edition is not null)),
  check ((state = 'proposed') = (settled_by is null)),
  check (settled_by is null or settled_by <> proposed_by)
);
create unique index noticing_proposal_edition on noticing_proposal (municipality_id, file, edition);
create index noticing_proposal_state on noticing_proposal (municipality_id, state, file);

-- How often workers said that a rule's suggestion did not fit. Nothing of the text, the person or the worker.
create table noticing_refused (
  municipality_id text not null,
  rule text not null,
  -- YYYY-MM
  month text not null,
  times bigint not null check (times > 0),
  primary key (municipality_id, rule, month)
);
