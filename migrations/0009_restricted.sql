-- Which records exist for the named few alone is asked by every open page every few seconds: from these, not from all.
create index cases_case_restricted on cases_case (municipality_id, id) where restricted = 1;
create index people_person_restricted on people_person (municipality_id, id) where restricted = 1;
