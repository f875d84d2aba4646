insert into office_audit (municipality_id, seq, at, staff_id, agency_id, may, outcome, subject_kind, subject_id, persons, ground, detail, hash)
  values ('mun_town', 1, '2018-04-01T00:00:00.000Z', 'stf_1', 'agc_tax', 'see_queue', 'seen', '-', '-', 'psn_1', 'own', null, 'x');
