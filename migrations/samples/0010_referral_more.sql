insert into referral_more (municipality_id, id, sheet_id, case_id, leg_id, from_agency, by_agency, by_staff, asked_at, kinds, why, answered_at, answered_agency, answered_by, consent, consented_on, heard_by, legal_ground, ground_reason, consent_withdrawn_at, instead, read_at)
  values ('mun_town', 'mor_1', 'sht_1', 'cas_1', 'leg_1', 'agc_tax', 'agc_self', 'stf_2', '2018-04-02T00:00:00.000Z', 'health money', 'x', '2018-04-03T00:00:00.000Z', 'agc_tax', 'stf_1', 'oral', '2018-04-03', 'stf_1', null, null, null, 'x', null);
insert into referral_more (municipality_id, id, sheet_id, case_id, leg_id, from_agency, by_agency, by_staff, asked_at, kinds, why)
  values ('mun_town', 'mor_2', 'sht_1', 'cas_1', 'leg_1', 'agc_tax', 'agc_self', 'stf_2', '2018-04-04T00:00:00.000Z', 'welfare_use', 'x');
insert into referral_more_told (municipality_id, more_id, kind, told) values ('mun_town', 'mor_1', 'money', 'x');
