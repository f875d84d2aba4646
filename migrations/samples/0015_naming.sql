insert into people_naming (municipality_id, id, restriction_id, reason, staff, proposed_by, proposed_name, proposed_at, confirmed_by, confirmed_name, confirmed_at, withdrawn_by, withdrawn_name, withdrawn_at, version)
  values ('mun_town', 'nam_1', 'rst_1', 'x', 'stf_1 stf_2', 'stf_1', '見本 花子', '2018-04-02T00:00:00.000Z', 'stf_2', '例野 太郎', '2018-04-03T00:00:00.000Z', null, null, null, 2);
