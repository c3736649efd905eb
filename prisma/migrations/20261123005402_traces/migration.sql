-- Locks each of three tables for a moment: columns that may be empty. A trace goes on from row to row: what a callback led to can be seen
-- as one, where somebody wants traces.

ALTER TABLE "qungui"."callback" ADD COLUMN "trace" TEXT;
ALTER TABLE "qungui"."timer" ADD COLUMN "trace" TEXT;
ALTER TABLE "qungui"."notice" ADD COLUMN "trace" TEXT;
COMMENT ON COLUMN qungui.callback.trace IS 'Of which trace it is, as W3C writes it, and how many rows it has come through; empty: of none.';
COMMENT ON COLUMN qungui.timer.trace IS 'Of which trace it is, as W3C writes it, and how many rows it has come through; empty: of none.';
COMMENT ON COLUMN qungui.notice.trace IS 'Of which trace it is, as W3C writes it, and how many rows it has come through; empty: of none.';
