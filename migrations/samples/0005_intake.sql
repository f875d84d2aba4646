insert into intake_intake (municipality_id, id, case_id, person_id, agency_id, staff_id, received_on, received_at, channel, initial_route, visitor, relation, visitor_name, words, other_concern, household_line, safe_time, language, anonymous, status, decided_on, information, via_leg, version)
  values ('mun_town', 'int_1', 'cas_1', 'psn_1', 'agc_tax', 'stf_1', '2018-04-01', '2018-04-01T00:00:00.000Z', 'counter', 'self_visit', 'self', null, null, 'x', null, 'x', null, 'ja', 0, 'connected', '2018-04-01', null, null, 2);
insert into intake_intake (municipality_id, id, case_id, person_id, agency_id, staff_id, received_on, received_at, channel, initial_route, visitor, relation, visitor_name, words, other_concern, household_line, safe_time, language, anonymous, status, decided_on, information, via_leg, version)
  values ('mun_town', 'int_2', 'cas_1', null, 'agc_tax', 'stf_1', '2018-04-01', '2018-04-01T00:00:00.000Z', null, null, 'not_heard', null, null, null, null, null, null, null, 1, 'received', null, null, null, 1);
insert into intake_concern (municipality_id, intake_id, concern, mark) values ('mun_town', 'int_1', 'tax_utilities', 'most');
insert into intake_concern (municipality_id, intake_id, concern, mark) values ('mun_town', 'int_1', 'debt', 'applies');
insert into intake_wish (municipality_id, intake_id, wish) values ('mun_town', 'int_1', 'no_calls_home');
insert into intake_revision (municipality_id, intake_id, version, at, staff_id, before, reason) values ('mun_town', 'int_1', 1, '2018-04-01T01:00:00.000Z', 'stf_1', 'x', null);
