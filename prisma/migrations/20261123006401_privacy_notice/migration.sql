-- Locks nothing that is in use. Which notice about personal information held from when to when, by its hash.

CREATE TABLE "qungui"."privacy_notice" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),

    CONSTRAINT "privacy_notice_pkey" PRIMARY KEY ("corp","id")
);
CREATE UNIQUE INDEX privacy_notice_holds ON qungui.privacy_notice (corp) WHERE until IS NULL;
COMMENT ON TABLE qungui.privacy_notice IS 'Which notice about personal information held from when to when. It is computed from what runs; a change of that ends one and begins the next.';
COMMENT ON COLUMN qungui.privacy_notice.hash IS 'SHA-256 of its sentences in both languages.';
SELECT qungui.guard('qungui.privacy_notice');
