insert into noticing_proposal (municipality_id, id, file, content, reason, based_on, edition, state, proposed_by, proposed_name, proposed_at, settled_by, settled_name, settled_at, version)
  values ('mun_town', 'ntp_1', 'debt.yaml', 'issue: debt', '見本の理由', 0, 1, 'approved', 'stf_1', '見本 花子', '2018-04-01T00:00:00.000Z', 'stf_2', '見本 太郎', '2018-04-02T00:00:00.000Z', 2);
insert into noticing_proposal (municipality_id, id, file, content, reason, based_on, edition, state, proposed_by, proposed_name, proposed_at, settled_by, settled_name, settled_at, version)
  values ('mun_town', 'ntp_2', 'debt.yaml', 'issue: debt', '見本の理由', 1, null, 'proposed', 'stf_1', '見本 花子', '2018-04-03T00:00:00.000Z', null, null, null, 1);
insert into noticing_refused (municipality_id, rule, month, times) values ('mun_town', 'debt.exists', '2018-04', 3);
