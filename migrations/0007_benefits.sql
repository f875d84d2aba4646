-- 基準の行: what a municipality enters for itself. A row is in use once a second person has confirmed it.
create table benefits_row (
  municipality_id text not null,
  id text not null,
  -- The municipality that the row is about, with its prefecture: 神奈川県座間市.
  place text not null,
  item text not null,
  -- Yen (or the item's unit) by persons, 1 first, joined by a space; '-' where nothing is published.
  amounts text not null,
  valid_from text not null,
  valid_to text,
  source text not null,
  state text not null check (state in ('proposed', 'in_use', 'withdrawn')),
  -- Names as they were on the day: whoever reads the row years later needs no directory.
  proposed_by text not null,
  proposed_name text not null,
  proposed_at text not null,
  settled_by text,
  settled_name text,
  settled_at text,
  version bigint not null,
  primary key (municipality_id, id),
  check (state <> 'in_use' or (settled_by is not null and settled_by <> proposed_by)),
  check ((state = 'proposed') = (settled_by is null))
);
create index benefits_row_state on benefits_row (municipality_id, state, settled_at);
