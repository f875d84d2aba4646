insert into people_household (municipality_id, id, made_at) values ('mun_town', 'hsh_9', '2018-04-02T00:00:00.000Z');
insert into people_person (municipality_id, id, name, kana, sex, birth_from, birth_to, birth_note, postal_code, address, no_fixed_address, phone_home, phone_mobile, email, district, protected, restricted, made_at, version)
  values ('mun_town', 'psn_9', 'x', 'x', null, null, null, null, null, null, 0, null, null, null, null, 0, 1, '2018-04-02T00:00:00.000Z', 1);
insert into cases_case (municipality_id, id, no, household_id, status, holder_agency, holder_staff, held_since, hops, opened_on, support_from, closed_on, closing_kind, restricted, version)
  values ('mun_town', 'cas_9', 'H30-00009', 'hsh_9', 'received', 'agc_tax', 'stf_1', '2018-04-02T00:00:00.000Z', 0, '2018-04-02', null, null, null, 1, 1);
