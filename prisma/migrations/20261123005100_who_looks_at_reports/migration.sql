-- A report that nobody else may look at goes to whoever answers for the employer; what nobody at all may look at waits without a reader.
COMMENT ON COLUMN qungui.complaint.goes_to IS 'office, deputies, last-instance or employer: who looks; nobody: there is nobody who may yet.';
COMMENT ON COLUMN qungui.complaint.to_userid IS 'Who of them was told first; empty: it waits until somebody may look.';
COMMENT ON COLUMN audit.complaints.complaint_id IS 'Our id; the trail names it (complaint-made, complaint-handed-over, complaint-decided).';
COMMENT ON COLUMN audit.complaints.goes_to IS 'Who looks: office, deputies, last-instance or employer; nobody: there is nobody who may yet.';
