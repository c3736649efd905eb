-- Locks nothing that is in use. Up to where the trail was verified, and to whom its head was told outside the database.

CREATE TABLE "qungui"."audit_check" (
    "corp" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,
    "checked_at" TIMESTAMPTZ(3) NOT NULL,
    "whole_at" TIMESTAMPTZ(3) NOT NULL,
    "broken_at" BIGINT,
    "fault" TEXT,
    "told_at" TIMESTAMPTZ(3),
    "readers" INTEGER,

    CONSTRAINT "audit_check_pkey" PRIMARY KEY ("corp")
);
ALTER TABLE qungui.audit_check ADD CONSTRAINT audit_check_fault CHECK ((broken_at IS NULL) = (fault IS NULL));
COMMENT ON TABLE qungui.audit_check IS 'Up to where each corp''s trail was verified: the next look begins there, and the whole is read once a day.';
COMMENT ON COLUMN qungui.audit_check.hash IS 'Of the record seq, and a seal over both: whoever moves it back lacks the corp''s key.';
COMMENT ON COLUMN qungui.audit_check.broken_at IS 'The first record that is wrong; empty: none is.';
COMMENT ON COLUMN qungui.audit_check.readers IS 'To how many people the head was last told by message.';
SELECT qungui.guard('qungui.audit_check');
