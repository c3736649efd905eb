-- Locks nothing that is in use. From which addresses WeCom says it calls.

CREATE TABLE "qungui"."callback_source" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "addresses" TEXT[],
    "since" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),

    CONSTRAINT "callback_source_pkey" PRIMARY KEY ("corp","id")
);
CREATE UNIQUE INDEX callback_source_holds ON qungui.callback_source (corp) WHERE until IS NULL;
COMMENT ON TABLE qungui.callback_source IS 'From which addresses WeCom says it calls. A list that became another ends and stays.';
COMMENT ON COLUMN qungui.callback_source.addresses IS 'As WeCom writes them: single ones, ranges, or with * for the rest.';
COMMENT ON COLUMN qungui.callback_source.read_at IS 'When WeCom was last heard to say so.';
SELECT qungui.guard('qungui.callback_source');
