-- Locks nothing that is in use: columns that may be empty. Between which looks a seat, or a stay, was lost or found is kept: what was said
-- between them may be in no archive.
ALTER TABLE "qungui"."archive_seat" ADD COLUMN "absent_at" TIMESTAMPTZ(3), ADD COLUMN "seen_at" TIMESTAMPTZ(3);
COMMENT ON COLUMN qungui.archive_seat.absent_at IS 'The last look before it at which the account had none; empty: nobody had looked before.';
COMMENT ON COLUMN qungui.archive_seat.seen_at IS 'The last look at which the account had it; empty: it holds.';

ALTER TABLE "qungui"."membership" ADD COLUMN "seen_at" TIMESTAMPTZ(3);
COMMENT ON COLUMN qungui.membership.seen_at IS 'The last look at which he was inside, where a look and no event told that he is gone; empty: the end is known, or there is none.';
