insert into office_key (municipality_id, id, wrapped, made_at, destroyed_at) values ('mun_town', 'cas_1', null, '2018-04-01T00:00:00.000Z', '2018-04-02T00:00:00.000Z');
insert into office_audit_head (municipality_id, seq, hash) values ('mun_town', 0, '');
insert into office_draft (municipality_id, staff_id, form, subject, body, version, saved_at) values ('mun_town', 'stf_1', 'receive', 'new', 'x', 3, '2018-04-01T00:00:00.000Z');
