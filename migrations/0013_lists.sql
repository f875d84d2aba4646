-- Lists by due day: the index is in the order of the list, so that a page of it stops after its last line.
drop index referral_leg_to;
create index referral_leg_to on referral_leg (municipality_id, to_agency, state, accept_due, id);
create index referral_leg_awaited on referral_leg
  (municipality_id, from_agency, (case when state = 'sent' then accept_due else result_due end), id)
  where state in ('sent', 'accepted', 'accepted_in_part');
