-- Locks nothing that is in use. Who opened whose file, name, excerpt or evidence: the person it is about may see it.

CREATE TABLE "qungui"."record_read" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "reader" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "person_id" UUID,
    "what" TEXT NOT NULL,
    "about_id" UUID NOT NULL,
    "reason" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "record_read_pkey" PRIMARY KEY ("corp","id")
);
CREATE INDEX "record_read_corp_person_id_at_idx" ON "qungui"."record_read"("corp", "person_id", "at");
CREATE INDEX "record_read_corp_about_id_at_idx" ON "qungui"."record_read"("corp", "about_id", "at");
-- A name and words are opened for a reason, a file because it is somebody's work.
ALTER TABLE qungui.record_read ADD CONSTRAINT record_read_why CHECK (what NOT IN ('name', 'excerpt') OR reason IS NOT NULL);
COMMENT ON TABLE qungui.record_read IS 'Who opened whose case file, name, excerpt or evidence, when and why. Never changed.';
COMMENT ON COLUMN qungui.record_read.subject IS 'Whom it is about, as a case names him.';
COMMENT ON COLUMN qungui.record_read.person_id IS 'Who that is; empty: a group, or nobody of this company.';
COMMENT ON COLUMN qungui.record_read.about_id IS 'The case, or of an excerpt the find.';
COMMENT ON COLUMN qungui.record_read.reason IS 'Why, in his own words, sealed.';
SELECT qungui.guard('qungui.record_read');

SELECT qungui.show('qungui.record_read', 'corp, id, reader, subject, person_id, what, about_id, at');
CREATE VIEW audit.record_reads AS
SELECT corp, id AS read_id, reader, subject, person_id, what, about_id, at FROM qungui.record_read;
COMMENT ON VIEW audit.record_reads IS 'Who opened whose case file, name, excerpt or evidence. Why is sealed.';
COMMENT ON COLUMN audit.record_reads.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN audit.record_reads.read_id IS 'Our id; the trail names it (record-read).';
COMMENT ON COLUMN audit.record_reads.reader IS 'The account of who read it.';
COMMENT ON COLUMN audit.record_reads.subject IS 'Whom it is about: member:<account>, person:<id>, group.';
COMMENT ON COLUMN audit.record_reads.person_id IS 'The person; empty: a group, or nobody of this company.';
COMMENT ON COLUMN audit.record_reads.what IS 'case-file, name, excerpt or evidence.';
COMMENT ON COLUMN audit.record_reads.about_id IS 'The case, or of an excerpt the find.';
COMMENT ON COLUMN audit.record_reads.at IS 'When.';
GRANT SELECT ON audit.record_reads TO qungui_auditor;
ALTER VIEW audit.record_reads OWNER TO qungui_views;
