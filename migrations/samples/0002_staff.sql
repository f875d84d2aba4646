insert into staff_agency (municipality_id, id, kind, name, kana, place, phone, hours, languages, takes, takes_note, has_account, opened_on, closed_on, version)
  values ('mun_town', 'agc_tax', 'city_tax', '収納課', 'しゅうのうか', '本庁1階', '000-000-0001', '平日 8:30-17:15', 'ja', 'tax_utilities', '', 1, '2014-04-01', null, 1);
insert into staff_member (municipality_id, id, login, name, kana, agency_id, extension, password, totp, totp_step, active, made_at, version)
  values ('mun_town', 'stf_1', 'sato', '見本 花子', 'みほん はなこ', 'agc_tax', '123', null, null, null, 1, '2018-04-01T00:00:00.000Z', 1);
insert into staff_member_role (municipality_id, staff_id, role) values ('mun_town', 'stf_1', 'counter_clerk');
insert into staff_session (municipality_id, token_hash, staff_id, made_at, seen_at, ends_at, ended_at, ended_why, strength)
  values ('mun_town', 'h', 'stf_1', '2018-04-01T00:00:00.000Z', '2018-04-01T00:00:00.000Z', '2018-04-01T12:00:00.000Z', null, null, 'two_factor');
insert into staff_recovery_code (municipality_id, staff_id, code_hash, used_at) values ('mun_town', 'stf_1', 'h', null);
insert into staff_invitation (municipality_id, token_hash, staff_id, made_at, ends_at, used_at)
  values ('mun_town', 'h', 'stf_1', '2018-04-01T00:00:00.000Z', '2018-04-04T00:00:00.000Z', '2018-04-01T01:00:00.000Z');
insert into staff_try (municipality_id, id, account, source, at) values ('mun_town', 'try_1', 'h', '', '2018-04-01T00:00:00.000Z');
