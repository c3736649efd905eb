-- Locks nothing that is in use. What members report of messages and groups, and what became of it. Who reported is no auditor's to see.

CREATE TABLE "qungui"."complaint" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "number" BIGSERIAL NOT NULL,
    "about" TEXT NOT NULL,
    "chat_id" TEXT,
    "member_id" TEXT,
    "message_id" TEXT,
    "said_at" TIMESTAMPTZ(3),
    "reason" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "via" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "goes_to" TEXT NOT NULL,
    "to_userid" TEXT,
    "says" TEXT,
    "answer" TEXT,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "complaint_pkey" PRIMARY KEY ("corp","id")
);
CREATE INDEX "complaint_corp_by_id_at_idx" ON "qungui"."complaint"("corp", "by_id", "at");
CREATE INDEX complaint_open ON qungui.complaint (corp, at) WHERE decided_at IS NULL;
ALTER TABLE qungui.complaint ADD CONSTRAINT complaint_about CHECK (
  (member_id IS NULL OR chat_id IS NOT NULL) AND (message_id IS NULL OR member_id IS NOT NULL));
ALTER TABLE qungui.complaint ADD CONSTRAINT complaint_decided CHECK (
  (says IS NULL) = (decided_by IS NULL) AND (says IS NULL) = (decided_at IS NULL) AND (says IS NOT NULL OR answer IS NULL));
COMMENT ON TABLE qungui.complaint IS 'A member reports a message or a group; a person looks, and he hears what became of it.';
COMMENT ON COLUMN qungui.complaint.about IS 'message: what one member said; group: the group as such; something: he only wrote a text.';
COMMENT ON COLUMN qungui.complaint.member_id IS 'Who said it, as a member of the group.';
COMMENT ON COLUMN qungui.complaint.message_id IS 'The message of that member nearest to the time that was named, where the archive knows one.';
COMMENT ON COLUMN qungui.complaint.text IS 'What he wrote, sealed.';
COMMENT ON COLUMN qungui.complaint.by_id IS 'Who reported. The reported never hears it.';
COMMENT ON COLUMN qungui.complaint.goes_to IS 'office, deputies or last-instance: who looks; nobody: there is nobody who may.';
COMMENT ON COLUMN qungui.complaint.to_userid IS 'Who of them was told first.';
COMMENT ON COLUMN qungui.complaint.answer IS 'What the reporter is told besides, sealed.';
SELECT qungui.guard('qungui.complaint');
GRANT USAGE ON SEQUENCE qungui.complaint_number_seq TO qungui_app;

SELECT qungui.show('qungui.complaint', 'corp, id, number, about, chat_id, reason, via, at, goes_to, says, decided_by, decided_at');
CREATE VIEW audit.complaints AS
SELECT corp, id AS complaint_id, number AS complaint_number, at, about, chat_id, reason, via, goes_to, says,
       decided_by AS decided_by_userid, decided_at
FROM qungui.complaint;
COMMENT ON VIEW audit.complaints IS 'What members reported of messages and groups, and what became of it. Who reported, and about whom, is not shown.';
COMMENT ON COLUMN audit.complaints.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN audit.complaints.complaint_id IS 'Our id; the trail names it (complaint-made, complaint-decided).';
COMMENT ON COLUMN audit.complaints.complaint_number IS 'As people quote it: J-12.';
COMMENT ON COLUMN audit.complaints.at IS 'When it was made.';
COMMENT ON COLUMN audit.complaints.about IS 'message, group, or something: a text alone.';
COMMENT ON COLUMN audit.complaints.chat_id IS 'The group; empty: none was named.';
COMMENT ON COLUMN audit.complaints.reason IS 'abuse, harassment, advertising, fraud, leak, unlawful, stranger or other.';
COMMENT ON COLUMN audit.complaints.via IS 'page or reply.';
COMMENT ON COLUMN audit.complaints.goes_to IS 'Who looks: office, deputies, last-instance; nobody: there is nobody who may.';
COMMENT ON COLUMN audit.complaints.says IS 'acted, unfounded or unclear; empty: it is open.';
COMMENT ON COLUMN audit.complaints.decided_by_userid IS 'Who decided it.';
COMMENT ON COLUMN audit.complaints.decided_at IS 'When it was decided.';
GRANT SELECT ON audit.complaints TO qungui_auditor;
ALTER VIEW audit.complaints OWNER TO qungui_views;
