-- Locks obligation for a moment, while its indexes are built. A look at what was said in a group judges what is new and what can still
-- become otherwise, no longer all that was said lately.

CREATE TABLE "qungui"."said_anew" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "chat_id" TEXT NOT NULL,
    "from_at" TIMESTAMPTZ(3),
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "said_anew_pkey" PRIMARY KEY ("corp","id")
);
CREATE INDEX "said_anew_corp_chat_id_idx" ON "qungui"."said_anew"("corp", "chat_id");
COMMENT ON TABLE qungui.said_anew IS 'Groups in which something about messages is new, and is not judged yet: a row each time, gone with the look that judged it.';
COMMENT ON COLUMN qungui.said_anew.from_at IS 'The oldest moment that it is about: what was said since is judged; empty: all that was said lately.';
-- Looks that are armed already were asked for everything.
INSERT INTO qungui.said_anew (corp, id, chat_id, at)
SELECT corp, gen_random_uuid(), subject, armed_at FROM qungui.timer WHERE kind = 'look-messages' AND state = 'armed';
SELECT qungui.guard('qungui.said_anew');

-- What can still become otherwise, and the rest of its chain, are found without reading a group's history.
CREATE INDEX "obligation_corp_chat_id_changed_at_idx" ON "qungui"."obligation"("corp", "chat_id", "changed_at");
CREATE INDEX obligation_unsaid ON qungui.obligation (corp, chat_id) WHERE acknowledge_state IN ('unknown', 'remind-only') OR result_state IN ('unknown', 'remind-only');
CREATE INDEX obligation_from ON qungui.obligation (corp, from_key) WHERE from_key IS NOT NULL;
CREATE INDEX obligation_asked_by ON qungui.obligation (corp, asker) WHERE closed_at IS NULL;
