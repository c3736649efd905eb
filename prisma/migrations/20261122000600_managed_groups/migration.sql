-- Locks nothing that is in use. Groups that the service made and keeps, and every change it makes to a group at WeCom.

-- CreateTable
CREATE TABLE "qungui"."managed_group" (
    "corp" TEXT NOT NULL,
    "chat_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "wanted" JSONB NOT NULL,
    "replaces" TEXT,
    "asked_by" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "made_at" TIMESTAMPTZ(3),
    "lease_until" TIMESTAMPTZ(3),
    "errcode" INTEGER,

    CONSTRAINT "managed_group_pkey" PRIMARY KEY ("corp","chat_id")
);

-- CreateTable
CREATE TABLE "qungui"."managed_place" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "chat_id" TEXT NOT NULL,
    "userid" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "why" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),

    CONSTRAINT "managed_place_pkey" PRIMARY KEY ("corp","id")
);

-- CreateTable
CREATE TABLE "qungui"."managed_change" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "chat_id" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "call" UUID,
    "case_id" UUID,
    "planned_by" TEXT NOT NULL,
    "planned_at" TIMESTAMPTZ(3) NOT NULL,
    "began_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "errcode" INTEGER,

    CONSTRAINT "managed_change_pkey" PRIMARY KEY ("corp","id")
);

-- CreateIndex
CREATE INDEX "managed_place_corp_chat_id_idx" ON "qungui"."managed_place"("corp", "chat_id");

-- CreateIndex
CREATE INDEX "managed_change_corp_chat_id_idx" ON "qungui"."managed_change"("corp", "chat_id");

-- CreateIndex
CREATE INDEX "managed_change_corp_began_at_idx" ON "qungui"."managed_change"("corp", "began_at");

-- One place at a time, and one unfinished change of a kind about somebody: nothing is ever planned twice.
CREATE UNIQUE INDEX managed_place_one_open ON qungui.managed_place (corp, chat_id, userid) WHERE until IS NULL;
CREATE UNIQUE INDEX managed_change_one_open ON qungui.managed_change (corp, chat_id, what, target)
  WHERE state IN ('planned', 'doing', 'unknown');

COMMENT ON TABLE qungui.managed_group IS 'A group that the service made itself, under a chat id of its own choice: the only groups whose members it changes.';
COMMENT ON COLUMN qungui.managed_group.name IS 'What the group is called; kept so.';
COMMENT ON COLUMN qungui.managed_group.state IS 'asked, doing (WeCom is being asked), made, refused.';
COMMENT ON COLUMN qungui.managed_group.wanted IS 'What it was asked for with: register entry, owner, first roster.';
COMMENT ON COLUMN qungui.managed_group.replaces IS 'The hand-made group that it takes the place of.';
COMMENT ON COLUMN qungui.managed_group.lease_until IS 'One process at a time changes a group.';
COMMENT ON TABLE qungui.managed_place IS 'Who belongs into a managed group, and why, from when to when.';
COMMENT ON COLUMN qungui.managed_place.why IS 'A rule''s name in the policy, appointed, or owner.';
COMMENT ON TABLE qungui.managed_change IS 'One change to a group at WeCom: planned, begun, and how it ended.';
COMMENT ON COLUMN qungui.managed_change.what IS 'create, rename, owner, add, remove, hand-over (the owner left), onjob-hand-over (he is present).';
COMMENT ON COLUMN qungui.managed_change.target IS 'The account it is about; for create and rename the name.';
COMMENT ON COLUMN qungui.managed_change.state IS 'planned, doing, done, unknown (no answer came), refused, dropped (no longer wanted).';
COMMENT ON COLUMN qungui.managed_change.call IS 'Changes that WeCom was asked for in one request.';
COMMENT ON COLUMN qungui.managed_change.case_id IS 'The case in which a person decided it.';

SELECT qungui.guard('qungui.managed_group');
SELECT qungui.guard('qungui.managed_place');
SELECT qungui.guard('qungui.managed_change');

SELECT qungui.show('qungui.managed_change', 'corp, id, chat_id, what, target, why, state, case_id, planned_by, planned_at, began_at, ended_at, errcode');

CREATE VIEW audit.group_changes AS
SELECT corp, id AS change_id, chat_id, what, target, why, state, case_id, planned_by, planned_at, began_at, ended_at, errcode
FROM qungui.managed_change;
COMMENT ON VIEW audit.group_changes IS 'Every change that the service made, or tried to make, to a group at WeCom. What members did is in audit.memberships.';
COMMENT ON COLUMN audit.group_changes.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN audit.group_changes.change_id IS 'Our id of the change.';
COMMENT ON COLUMN audit.group_changes.chat_id IS 'The group.';
COMMENT ON COLUMN audit.group_changes.what IS 'create, rename, owner, add, remove, hand-over (the owner left), onjob-hand-over (he is present).';
COMMENT ON COLUMN audit.group_changes.target IS 'The account it is about; for create and rename the name.';
COMMENT ON COLUMN audit.group_changes.why IS 'The reason: a rule''s name in the policy, or a word such as left-corp, confirmed, automatic.';
COMMENT ON COLUMN audit.group_changes.state IS 'planned, doing, done, unknown (no answer came), refused, or dropped (no longer wanted).';
COMMENT ON COLUMN audit.group_changes.case_id IS 'The case in which a person decided it; empty when the policy did.';
COMMENT ON COLUMN audit.group_changes.planned_by IS 'Who had it done: an account, or qungui by itself.';
COMMENT ON COLUMN audit.group_changes.planned_at IS 'When it was planned.';
COMMENT ON COLUMN audit.group_changes.began_at IS 'When WeCom was asked.';
COMMENT ON COLUMN audit.group_changes.ended_at IS 'When the outcome was known.';
COMMENT ON COLUMN audit.group_changes.errcode IS 'WeCom''s reason for refusing.';
GRANT SELECT ON audit.group_changes TO qungui_auditor;
ALTER VIEW audit.group_changes OWNER TO qungui_views;
