-- Locks nothing that is in use. Who is in front of the pages.

-- CreateTable
CREATE TABLE "qungui"."sign_in" (
    "corp" TEXT NOT NULL,
    "state_hash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_pkey" PRIMARY KEY ("corp","state_hash")
);

-- CreateTable
CREATE TABLE "qungui"."page_session" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "userid" TEXT NOT NULL,
    "client" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_because" TEXT,

    CONSTRAINT "page_session_pkey" PRIMARY KEY ("corp","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "page_session_corp_token_hash_key" ON "qungui"."page_session"("corp", "token_hash");

-- CreateIndex
CREATE INDEX "page_session_corp_expires_at_idx" ON "qungui"."page_session"("corp", "expires_at");

COMMENT ON TABLE qungui.sign_in IS 'Ways into the pages that came back from WeCom: the state of each counts once. Forgotten after a day.';
COMMENT ON COLUMN qungui.sign_in.state_hash IS 'SHA-256 of the state.';
COMMENT ON TABLE qungui.page_session IS 'People in front of the pages. The browser holds the token, the row its hash alone; forgotten a day after it ended, the trail keeps who signed in.';
COMMENT ON COLUMN qungui.page_session.token_hash IS 'SHA-256 of the token.';
COMMENT ON COLUMN qungui.page_session.userid IS 'The account of the person when he signed in: another one ends the session.';
COMMENT ON COLUMN qungui.page_session.client IS 'wecom or browser.';
COMMENT ON COLUMN qungui.page_session.expires_at IS 'When it ends at the latest, however busy it is.';
COMMENT ON COLUMN qungui.page_session.ended_because IS 'signed-out, left or account-changed; empty: it ran out by itself, or is alive.';

SELECT qungui.guard('qungui.sign_in');
SELECT qungui.guard('qungui.page_session');
