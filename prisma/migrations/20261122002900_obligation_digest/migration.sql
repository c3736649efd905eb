-- Locks obligation and message for a moment. What was written last of an obligation, and who spoke lately.

ALTER TABLE "qungui"."obligation" ADD COLUMN "digest" TEXT NOT NULL;
COMMENT ON COLUMN qungui.obligation.digest IS 'SHA-256 of what the judgement said of it: a row is written again only when that is otherwise.';

CREATE INDEX "message_corp_from_id_sent_at_idx" ON "qungui"."message"("corp", "from_id", "sent_at");
