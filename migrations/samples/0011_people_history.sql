insert into people_restriction (municipality_id, id, person_id, reason, begun_at, begun_by, lift_asked_at, lift_asked_by, lift_reason, lifted_at, lifted_by, version)
  values ('mun_town', 'rst_1', 'psn_2', 'x', '2018-04-01T00:00:00.000Z', 'stf_1', '2018-04-02T00:00:00.000Z', 'stf_1', 'x', '2018-04-03T00:00:00.000Z', 'stf_2', 3);
insert into people_revision (municipality_id, person_id, version, at, staff_id, agency_id, before, contact)
  values ('mun_town', 'psn_2', 1, '2018-04-02T00:00:00.000Z', 'stf_1', 'agc_tax', 'x', null);
insert into people_same (municipality_id, id, one, other, why, linked_at, linked_by, linked_agency, undone_at, undone_by, undone_why)
  values ('mun_town', 'sam_1', 'psn_1', 'psn_2', 'x', '2018-04-02T00:00:00.000Z', 'stf_1', 'agc_tax', null, null, null);
