-- Locks nothing that is in use. Steps of a rule's rollout that a person confirmed.

-- CreateTable
CREATE TABLE "qungui"."rollout_step" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "policy_slug" TEXT NOT NULL,
    "policy_version" INTEGER NOT NULL,
    "instance" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "observed" INTEGER NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "confirmed_by" TEXT NOT NULL,

    CONSTRAINT "rollout_step_pkey" PRIMARY KEY ("corp","id")
);

-- A step is confirmed once: whoever confirms it again changes nothing.
CREATE UNIQUE INDEX rollout_step_one_open ON qungui.rollout_step (corp, policy_slug, instance, step) WHERE until IS NULL;

COMMENT ON TABLE qungui.rollout_step IS 'Steps of the rollout of a rule that a person confirmed on what observing had shown.';
COMMENT ON COLUMN qungui.rollout_step.instance IS 'The policy''s own name for its use of the rule.';
COMMENT ON COLUMN qungui.rollout_step.step IS 'Level, first day, departments and groups, as the plan says them: another plan is another step.';
COMMENT ON COLUMN qungui.rollout_step.observed IS 'Matters that had been recorded without telling anybody when it was confirmed.';
COMMENT ON COLUMN qungui.rollout_step.until IS 'When it was taken back; empty: it counts.';

SELECT qungui.guard('qungui.rollout_step');

SELECT qungui.show('qungui.rollout_step', 'corp, id, policy_slug, policy_version, instance, step, observed, since, until, confirmed_by');

CREATE VIEW audit.rollout_steps AS
SELECT corp, id AS rollout_step_id, policy_slug, policy_version, instance AS rule, step, observed, since, until,
       confirmed_by AS confirmed_by_userid
FROM qungui.rollout_step;
COMMENT ON VIEW audit.rollout_steps IS 'Steps of rollouts that a person confirmed: from then on a rule says more than it did.';
COMMENT ON COLUMN audit.rollout_steps.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN audit.rollout_steps.rollout_step_id IS 'Our id of the confirmation.';
COMMENT ON COLUMN audit.rollout_steps.policy_slug IS 'The policy.';
COMMENT ON COLUMN audit.rollout_steps.policy_version IS 'Its version when the step was confirmed.';
COMMENT ON COLUMN audit.rollout_steps.rule IS 'The policy''s own name for its use of the rule.';
COMMENT ON COLUMN audit.rollout_steps.step IS 'Level, first day, departments and groups of the step.';
COMMENT ON COLUMN audit.rollout_steps.observed IS 'Matters that had been recorded without telling anybody when it was confirmed.';
COMMENT ON COLUMN audit.rollout_steps.since IS 'When it was confirmed.';
COMMENT ON COLUMN audit.rollout_steps.until IS 'When it was taken back; empty: it counts.';
COMMENT ON COLUMN audit.rollout_steps.confirmed_by_userid IS 'Who confirmed it.';
GRANT SELECT ON audit.rollout_steps TO qungui_auditor;
ALTER VIEW audit.rollout_steps OWNER TO qungui_views;
