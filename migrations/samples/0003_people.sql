insert into people_household (municipality_id, id, made_at) values ('mun_town', 'hsh_1', '2018-04-01T00:00:00.000Z');
insert into people_person (municipality_id, id, name, kana, sex, birth_from, birth_to, birth_note, postal_code, address, no_fixed_address, phone_home, phone_mobile, email, district, protected, restricted, made_at, version)
  values ('mun_town', 'psn_1', 'x', 'x', 'female', '1970-03-01', '1970-03-01', null, null, 'x', 0, null, 'x', null, 'd01', 1, 0, '2018-04-01T00:00:00.000Z', 2);
insert into people_person (municipality_id, id, name, kana, sex, birth_from, birth_to, birth_note, postal_code, address, no_fixed_address, phone_home, phone_mobile, email, district, protected, restricted, made_at, version)
  values ('mun_town', 'psn_2', null, null, null, '1960-01-01', '1969-12-31', '50代くらい', null, null, 1, null, null, null, null, 0, 0, '2018-04-01T00:00:00.000Z', 1);
insert into people_member (municipality_id, household_id, person_id, relation, since, until) values ('mun_town', 'hsh_1', 'psn_1', 'self', '2018-04-01', null);
insert into people_protection (municipality_id, id, person_id, reason, begun_at, begun_by, until, version)
  values ('mun_town', 'prt_1', 'psn_1', 'x', '2018-04-01T00:00:00.000Z', 'stf_1', '2019-03-31', 1);
insert into people_named (municipality_id, person_id, staff_id, named_at, named_by) values ('mun_town', 'psn_1', 'stf_1', '2018-04-01T00:00:00.000Z', 'stf_1');
