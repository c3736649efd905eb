-- Locks messages for a moment: a column goes and comes back empty. Fingerprints are keyed from here on; those without a key are forgotten.

ALTER TABLE "qungui"."message" DROP COLUMN "fingerprint";
ALTER TABLE "qungui"."message" ADD COLUMN "fingerprint" BYTEA;
COMMENT ON COLUMN qungui.message.fingerprint IS 'Thirty-two hashes of a long text, under a key of the corp: a copy of it is recognised; nobody without the key can try out what it was.';
TRUNCATE qungui.text_band;
COMMENT ON TABLE qungui.text_band IS 'Parts of keyed fingerprints, by which texts that are alike are looked up: two that differ in ten of thirty-two hashes share at least one of eleven parts.';

-- Addresses that were kept where the policy keeps no words. The rows there are, of every corp: forced row security would let the
-- owner see none of them. It is back before this commits.
ALTER TABLE qungui.content_hit NO FORCE ROW LEVEL SECURITY;
UPDATE qungui.content_hit SET detail = detail || '{"what":"—"}'
WHERE rule = 'content/links' AND says IN ('link', 'disguised-link') AND excerpt IS NULL;
ALTER TABLE qungui.content_hit FORCE ROW LEVEL SECURITY;
-- Excerpts that are old enough to be forgotten are found every night.
CREATE INDEX content_hit_excerpts ON qungui.content_hit (corp, found_at) WHERE excerpt IS NOT NULL;

CREATE TABLE "qungui"."ungraded" (
    "corp" TEXT NOT NULL,
    "message_id" TEXT NOT NULL,
    "instance" TEXT NOT NULL,
    "chat_id" TEXT NOT NULL,
    "said_at" TIMESTAMPTZ(3) NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "ended" TEXT,

    CONSTRAINT "ungraded_pkey" PRIMARY KEY ("corp","message_id","instance")
);
CREATE INDEX "ungraded_corp_chat_id_until_idx" ON "qungui"."ungraded"("corp", "chat_id", "until");
ALTER TABLE qungui.ungraded ADD CONSTRAINT ungraded_ended CHECK (until IS NULL OR (ended IS NOT NULL AND until >= since));
COMMENT ON TABLE qungui.ungraded IS 'Messages that the classifier should have graded and did not: while one of a group is without an end, its rule about grades has a gap there.';
COMMENT ON COLUMN qungui.ungraded.until IS 'When it was graded after all, or the classifier answered again of others; empty: the gap goes on.';
COMMENT ON COLUMN qungui.ungraded.ended IS 'graded: later; lost: never, a day was over, the answers were of no use, or no classifier is set up; empty: it waits.';
SELECT qungui.guard('qungui.ungraded');

SELECT qungui.show('qungui.ungraded', 'corp, message_id, instance, chat_id, said_at, since, until, ended');
CREATE VIEW audit.ungraded AS
SELECT corp, message_id, instance, chat_id, said_at, since, until, ended FROM qungui.ungraded;
COMMENT ON VIEW audit.ungraded IS 'Messages that the company''s classifier should have graded and did not, for some time or for good.';
COMMENT ON COLUMN audit.ungraded.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN audit.ungraded.message_id IS 'WeCom''s id of the message.';
COMMENT ON COLUMN audit.ungraded.instance IS 'The use of the rule, by the policy''s name for it.';
COMMENT ON COLUMN audit.ungraded.chat_id IS 'The group.';
COMMENT ON COLUMN audit.ungraded.said_at IS 'When it was sent, by WeCom''s clock.';
COMMENT ON COLUMN audit.ungraded.since IS 'From when on the classifier was known not to grade it.';
COMMENT ON COLUMN audit.ungraded.until IS 'When it was graded after all, or the classifier answered again of others; empty: the gap goes on.';
COMMENT ON COLUMN audit.ungraded.ended IS 'graded: later; lost: never graded; empty: it waits.';
GRANT SELECT ON audit.ungraded TO qungui_auditor;
ALTER VIEW audit.ungraded OWNER TO qungui_views;

COMMENT ON COLUMN audit.notices.kind IS 'reminder, task, question, digest, outcome, correction, inventory, published, daily-close, waiting or overdue.';
COMMENT ON COLUMN audit.obligation_answers.says IS 'received, done, moved, handed-over, accepts, declines, not-mine, or meant: which of several a message was for.';
