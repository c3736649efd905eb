-- Whether somebody could have answered is asked of everything he pressed, wherever that was.
CREATE INDEX decision_by ON qungui.decision (corp, actor, at) WHERE via IN ('card', 'page');
-- What cannot be read is asked for at every look at a group's messages; what was read is most of the table.
CREATE INDEX parked_record_waiting ON qungui.parked_record (corp, parked_at) WHERE state <> 'read';
-- What was written after work is counted over all groups.
CREATE INDEX message_corp_sent_at_idx ON qungui.message (corp, sent_at);
