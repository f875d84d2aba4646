insert into cases_case (municipality_id, id, no, household_id, status, holder_agency, holder_staff, held_since, hops, opened_on, support_from, closed_on, closing_kind, restricted, version)
  values ('mun_town', 'cas_1', 'H30-00001', 'hsh_1', 'received', 'agc_tax', 'stf_1', '2018-04-01T00:00:00.000Z', 0, '2018-04-01', null, null, null, 0, 1);
insert into cases_person (municipality_id, case_id, person_id, main) values ('mun_town', 'cas_1', 'psn_1', 1);
insert into cases_party (municipality_id, case_id, agency_id, tie, since) values ('mun_town', 'cas_1', 'agc_tax', 'holds', '2018-04-01');
insert into cases_baton (municipality_id, case_id, seq, at, agency_id, staff_id, how, leg_id) values ('mun_town', 'cas_1', 1, '2018-04-01T00:00:00.000Z', 'agc_tax', 'stf_1', 'took_in', null);
