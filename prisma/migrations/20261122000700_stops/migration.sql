-- Locks nothing that is in use. What a person has stopped: a rule, a kind of group, or the whole corp.

-- CreateTable
CREATE TABLE "qungui"."stop" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "target" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "stopped_by" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "resumed_by" TEXT,
    "resume_reason" TEXT,
    "said_at" TIMESTAMPTZ(3),

    CONSTRAINT "stop_pkey" PRIMARY KEY ("corp","id")
);

-- One stop of a thing at a time: whoever stops it again changes nothing.
CREATE UNIQUE INDEX stop_one_open ON qungui.stop (corp, target, name) WHERE until IS NULL;

COMMENT ON TABLE qungui.stop IS 'What a person has stopped, from when to when: it is still judged and recorded, and nobody is told.';
COMMENT ON COLUMN qungui.stop.target IS 'rule (the policy''s own name for its use), kind (of group), or corp.';
COMMENT ON COLUMN qungui.stop.name IS 'Which rule or kind; - for the corp.';
COMMENT ON COLUMN qungui.stop.reason IS 'Why, sealed.';
COMMENT ON COLUMN qungui.stop.resume_reason IS 'Why it was taken up again, sealed.';
COMMENT ON COLUMN qungui.stop.said_at IS 'When HR''s digest said it; empty: not yet.';
COMMENT ON COLUMN qungui."case".held IS 'baseline, brake or stopped: opened, and nobody is told; released (of the brake) or resumed (of a stop): told at the next look.';

SELECT qungui.guard('qungui.stop');

SELECT qungui.show('qungui.stop', 'corp, id, target, name, since, until, stopped_by, resumed_by');

CREATE VIEW audit.stops AS
SELECT corp, id AS stop_id, target, name, since, until, stopped_by AS stopped_by_userid, resumed_by AS resumed_by_userid
FROM qungui.stop;
COMMENT ON VIEW audit.stops IS 'Rules, kinds of group and whole corps that a person stopped: judged and recorded meanwhile, and nobody was told.';
COMMENT ON COLUMN audit.stops.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN audit.stops.stop_id IS 'Our id of the stop.';
COMMENT ON COLUMN audit.stops.target IS 'rule, kind or corp.';
COMMENT ON COLUMN audit.stops.name IS 'The policy''s own name for the rule, or the kind; - for the corp.';
COMMENT ON COLUMN audit.stops.since IS 'From when nobody was told.';
COMMENT ON COLUMN audit.stops.until IS 'When it was taken up again; empty: it is stopped now.';
COMMENT ON COLUMN audit.stops.stopped_by_userid IS 'Who stopped it.';
COMMENT ON COLUMN audit.stops.resumed_by_userid IS 'Who took it up again.';
COMMENT ON COLUMN audit.findings.held IS 'baseline, brake or stopped: opened, and nobody was told; released or resumed: told at the next look.';
GRANT SELECT ON audit.stops TO qungui_auditor;
ALTER VIEW audit.stops OWNER TO qungui_views;
