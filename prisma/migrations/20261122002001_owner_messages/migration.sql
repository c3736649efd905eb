-- Rewrites nothing: the table is new. Only a count that grew proves that somebody wrote, however WeCom counts.

ALTER TABLE "qungui"."owner_statistic" ADD COLUMN "messages" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "qungui"."owner_statistic" ALTER COLUMN "messages" DROP DEFAULT;
COMMENT ON COLUMN qungui.owner_statistic.messages IS 'Messages in his customer groups, as WeCom counts them: of the day, or up to it. More than on the day before: somebody wrote.';
GRANT SELECT (messages) ON qungui.owner_statistic TO qungui_views;

CREATE OR REPLACE VIEW audit.owner_statistics AS
SELECT corp, owner AS owner_userid, day, groups, groups_with_messages, learned_at, messages
FROM qungui.owner_statistic;
COMMENT ON COLUMN audit.owner_statistics.messages IS 'Messages in them, as WeCom counts: of the day, or up to it.';
