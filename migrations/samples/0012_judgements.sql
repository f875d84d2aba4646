insert into intake_judgement (municipality_id, id, intake_id, issue, ground, rule, staff_id, at) values ('mun_town', 'jdg_1', 'int_1', 'economic_hardship', 'x', 'hardship.cannot_pay', 'stf_1', '2018-04-01T00:00:00.000Z');
insert into intake_judgement (municipality_id, id, intake_id, issue, ground, rule, staff_id, at) values ('mun_town', 'jdg_2', 'int_1', 'debt', 'x', null, 'stf_1', '2018-04-01T00:10:00.000Z');
insert into intake_judgement_back (municipality_id, judgement_id, staff_id, at) values ('mun_town', 'jdg_2', 'stf_1', '2018-04-01T00:20:00.000Z');
insert into noticing_withdrawal (municipality_id, proposal_id, at) values ('mun_town', 'ntp_2', '2018-04-04T00:00:00.000Z');
