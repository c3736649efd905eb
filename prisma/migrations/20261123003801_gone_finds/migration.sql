-- Locks nothing that is in use: a column that may be empty. What is found in the flow of messages may be none when more becomes known.
ALTER TABLE "qungui"."content_hit" ADD COLUMN "gone_at" TIMESTAMPTZ(3);
COMMENT ON COLUMN qungui.content_hit.gone_at IS 'When later data showed that it was none; empty: it stands.';
