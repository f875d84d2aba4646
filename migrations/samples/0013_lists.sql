insert into referral_leg (municipality_id, id, sheet_id, case_id, origin_agency, from_agency, to_agency, lead, lead_in_part, reason, method, sent_at, urgency, accept_due, result_due, state, hop, version)
  values ('mun_town', 'leg_13', 'sht_1', 'cas_1', 'agc_tax', 'agc_tax', 'agc_water', 0, 0, 'x', 'accompany', '2018-04-02T00:00:00.000Z', 'normal', '2018-04-06', '2018-05-02', 'accepted', 1, 1);
