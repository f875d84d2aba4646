-- Who was seen is entered by person a portion of 128 rows at a time; what is beyond the last full portion is read from the record itself.
delete from office_audit_person where seq > coalesce(
  (select h.seq - h.seq % 128 from office_audit_head h where h.municipality_id = office_audit_person.municipality_id), 0);
