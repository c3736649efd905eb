-- Locks nothing. Coverage readable per day: an interval is one row for each day it touches.

-- The moment until which an open interval is read: the one clock, for readers who have no right to it and move nothing.
CREATE FUNCTION qungui.read_at() RETURNS timestamptz
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  PERFORM set_config('app.clock', 'movable', true);
  RETURN qungui.clock();
END $$;
REVOKE EXECUTE ON FUNCTION qungui.read_at() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION qungui.read_at() TO qungui_auditor, qungui_views;

CREATE VIEW audit.coverage_days AS
SELECT c.corp, c.chat_id, c.rule, d.day::date AS day, c.verdict, c.reason,
       round(extract(epoch FROM
         least(coalesce(c.until, qungui.read_at()), (d.day + interval '1 day') AT TIME ZONE 'Asia/Shanghai')
         - greatest(c.since, d.day AT TIME ZONE 'Asia/Shanghai'))::numeric / 3600, 2) AS hours
FROM qungui.coverage c
CROSS JOIN LATERAL generate_series(
  date_trunc('day', c.since AT TIME ZONE 'Asia/Shanghai'),
  date_trunc('day', coalesce(c.until, qungui.read_at()) AT TIME ZONE 'Asia/Shanghai'),
  interval '1 day') AS d(day)
WHERE c.until IS NULL OR c.until > c.since;
COMMENT ON VIEW audit.coverage_days IS 'audit.coverage by day: for how many hours of it a rule was checked in a group, or could not be. Ask for one corp and a few days or groups at a time.';
COMMENT ON COLUMN audit.coverage_days.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN audit.coverage_days.chat_id IS 'The group.';
COMMENT ON COLUMN audit.coverage_days.rule IS 'The rule, by the policy''s own name for its use.';
COMMENT ON COLUMN audit.coverage_days.day IS 'The day in China.';
COMMENT ON COLUMN audit.coverage_days.verdict IS 'checked, partly, not-checkable or data-gap.';
COMMENT ON COLUMN audit.coverage_days.reason IS 'Why it was not checked; empty only when it was.';
COMMENT ON COLUMN audit.coverage_days.hours IS 'Hours of the day for which this held; today until now.';
GRANT SELECT ON audit.coverage_days TO qungui_auditor;
ALTER VIEW audit.coverage_days OWNER TO qungui_views;
