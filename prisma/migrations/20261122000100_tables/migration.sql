-- Locks nothing that exists. Drafted from schema.prisma (npx tsx prisma/draft-migration.ts).

-- CreateTable
CREATE TABLE "qungui"."callback" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "surface" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "body" TEXT,
    "state" TEXT NOT NULL,
    "said_at" TIMESTAMPTZ(3),
    "flag" TEXT,
    "repeats" INTEGER NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT qungui.clock(),
    "not_before" TIMESTAMPTZ(3) NOT NULL DEFAULT qungui.clock(),
    "lease_until" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "event" TEXT,
    "chat_id" TEXT,
    "reason" TEXT,

    CONSTRAINT "callback_pkey" PRIMARY KEY ("corp","id")
);

-- CreateTable
CREATE TABLE "qungui"."person" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "relation" TEXT NOT NULL,
    "relation_by" TEXT,
    "joined_to" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT qungui.clock(),

    CONSTRAINT "person_pkey" PRIMARY KEY ("corp","id")
);

-- CreateTable
CREATE TABLE "qungui"."account" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "userid" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),

    CONSTRAINT "account_pkey" PRIMARY KEY ("corp","id")
);

-- CreateTable
CREATE TABLE "qungui"."person_state" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "name" TEXT NOT NULL,
    "alias" TEXT NOT NULL,
    "position" TEXT NOT NULL,
    "departments" INTEGER[],
    "main_department" INTEGER,
    "leader_in" INTEGER[],
    "direct_leader" TEXT,
    "status" INTEGER NOT NULL,
    "tags" TEXT[],

    CONSTRAINT "person_state_pkey" PRIMARY KEY ("corp","id")
);

-- CreateTable
CREATE TABLE "qungui"."department_state" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "department_id" INTEGER NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "name" TEXT NOT NULL,
    "parent_id" INTEGER NOT NULL,
    "leaders" TEXT[],

    CONSTRAINT "department_state_pkey" PRIMARY KEY ("corp","id")
);

-- CreateTable
CREATE TABLE "qungui"."short_name" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "department_id" INTEGER NOT NULL,
    "short_name" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "set_by" TEXT NOT NULL,

    CONSTRAINT "short_name_pkey" PRIMARY KEY ("corp","id")
);

-- CreateTable
CREATE TABLE "qungui"."contact_state" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "external_userid" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "known" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" INTEGER NOT NULL,
    "corp_name" TEXT NOT NULL,
    "position" TEXT NOT NULL,
    "followers" JSONB NOT NULL,

    CONSTRAINT "contact_state_pkey" PRIMARY KEY ("corp","id")
);

-- CreateTable
CREATE TABLE "qungui"."list_entry" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "list" TEXT NOT NULL,
    "entry" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "set_by" TEXT NOT NULL,

    CONSTRAINT "list_entry_pkey" PRIMARY KEY ("corp","id")
);

-- CreateTable
CREATE TABLE "qungui"."identity" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "member_id" TEXT NOT NULL,
    "relation" TEXT NOT NULL,
    "list" TEXT,
    "entry" TEXT,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "decided_by" TEXT NOT NULL,

    CONSTRAINT "identity_pkey" PRIMARY KEY ("corp","id")
);

-- CreateTable
CREATE TABLE "qungui"."chat_group" (
    "corp" TEXT NOT NULL,
    "chat_id" TEXT NOT NULL,
    "reach" TEXT NOT NULL,
    "evidence" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3),
    "found_at" TIMESTAMPTZ(3) NOT NULL DEFAULT qungui.clock(),
    "dissolved_at" TIMESTAMPTZ(3),
    "member_version" TEXT,
    "verified_at" TIMESTAMPTZ(3),
    "event_at" TIMESTAMPTZ(3),

    CONSTRAINT "chat_group_pkey" PRIMARY KEY ("corp","chat_id")
);

-- CreateTable
CREATE TABLE "qungui"."group_state" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "chat_id" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "name" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "admins" TEXT[],
    "notice_hash" TEXT,

    CONSTRAINT "group_state_pkey" PRIMARY KEY ("corp","id")
);

-- CreateTable
CREATE TABLE "qungui"."membership" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "chat_id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "member_kind" TEXT NOT NULL,
    "person_id" UUID,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "join_scene" INTEGER,
    "inviter" TEXT,
    "join_state" TEXT,
    "left_how" TEXT,
    "learned" TEXT NOT NULL,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("corp","id")
);

-- CreateTable
CREATE TABLE "qungui"."nickname_state" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "chat_id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "nickname" TEXT NOT NULL,
    "shown_name" TEXT NOT NULL,

    CONSTRAINT "nickname_state_pkey" PRIMARY KEY ("corp","id")
);

-- CreateTable
CREATE TABLE "qungui"."register_entry" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "chat_id" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "kind" TEXT NOT NULL,
    "owner_department" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "approval" JSONB,
    "filing" JSONB,
    "ends_at" TIMESTAMPTZ(3),
    "set_by" TEXT NOT NULL,

    CONSTRAINT "register_entry_pkey" PRIMARY KEY ("corp","id")
);

-- CreateTable
CREATE TABLE "qungui"."appointment" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "chat_id" TEXT NOT NULL,
    "userid" TEXT NOT NULL,
    "appointed_by" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),

    CONSTRAINT "appointment_pkey" PRIMARY KEY ("corp","id")
);

-- CreateTable
CREATE TABLE "qungui"."policy_version" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "effective_at" TIMESTAMPTZ(3) NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL DEFAULT qungui.clock(),
    "published_by" TEXT NOT NULL,

    CONSTRAINT "policy_version_pkey" PRIMARY KEY ("corp","id")
);

-- CreateTable
CREATE TABLE "qungui"."case" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "number" BIGSERIAL NOT NULL,
    "nature" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "instance" TEXT NOT NULL,
    "clause" TEXT NOT NULL,
    "chat_id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "window" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "says" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    "tell" TEXT NOT NULL,
    "held" TEXT,
    "policy_slug" TEXT NOT NULL,
    "policy_version" INTEGER NOT NULL,
    "input_hash" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "told_at" TIMESTAMPTZ(3),
    "reminders" INTEGER NOT NULL DEFAULT 0,
    "grace_until" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "closed_because" TEXT,

    CONSTRAINT "case_pkey" PRIMARY KEY ("corp","id")
);

-- CreateTable
CREATE TABLE "qungui"."finding" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "change" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "clause" TEXT NOT NULL,
    "chat_id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "says" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    "level" TEXT NOT NULL,
    "policy_slug" TEXT NOT NULL,
    "policy_version" INTEGER NOT NULL,
    "input_hash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "finding_pkey" PRIMARY KEY ("corp","id")
);

-- CreateTable
CREATE TABLE "qungui"."decision" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "reason" TEXT,
    "via" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "decision_pkey" PRIMARY KEY ("corp","id")
);

-- CreateTable
CREATE TABLE "qungui"."timer" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "armed_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "timer_pkey" PRIMARY KEY ("corp","id")
);

-- CreateTable
CREATE TABLE "qungui"."notice" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "number" BIGSERIAL NOT NULL,
    "to_userid" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "body" TEXT,
    "state" TEXT NOT NULL,
    "not_before" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "first_tried_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "merged_into" UUID,
    "msgid" TEXT,
    "response_code" TEXT,
    "outcome" JSONB,

    CONSTRAINT "notice_pkey" PRIMARY KEY ("corp","id")
);

-- CreateTable
CREATE TABLE "qungui"."notice_case" (
    "corp" TEXT NOT NULL,
    "notice_id" UUID NOT NULL,
    "case_id" UUID NOT NULL,

    CONSTRAINT "notice_case_pkey" PRIMARY KEY ("corp","notice_id","case_id")
);

-- CreateTable
CREATE TABLE "qungui"."coverage" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "chat_id" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "verdict" TEXT NOT NULL,
    "reason" TEXT,
    "policy_version" INTEGER NOT NULL,

    CONSTRAINT "coverage_pkey" PRIMARY KEY ("corp","id")
);

-- CreateTable
CREATE TABLE "qungui"."brake" (
    "corp" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "said_at" TIMESTAMPTZ(3),
    "held" INTEGER NOT NULL,

    CONSTRAINT "brake_pkey" PRIMARY KEY ("corp","rule","since")
);

-- CreateTable
CREATE TABLE "qungui"."audit_record" (
    "corp" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "v" INTEGER NOT NULL,
    "body_hash" TEXT NOT NULL,
    "prev" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_record_pkey" PRIMARY KEY ("corp","seq")
);

-- CreateTable
CREATE TABLE "qungui"."audit_body" (
    "corp" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "salt" TEXT NOT NULL,
    "body" TEXT NOT NULL,

    CONSTRAINT "audit_body_pkey" PRIMARY KEY ("corp","seq")
);

-- CreateTable
CREATE TABLE "qungui"."audit_head" (
    "corp" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_head_pkey" PRIMARY KEY ("corp")
);

-- CreateTable
CREATE TABLE "qungui"."token" (
    "corp" TEXT NOT NULL,
    "surface" TEXT NOT NULL,
    "value" TEXT,
    "issued_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "refreshing_until" TIMESTAMPTZ(3),
    "refusals" INTEGER NOT NULL DEFAULT 0,
    "broken_until" TIMESTAMPTZ(3),
    "broken_because" TEXT,

    CONSTRAINT "token_pkey" PRIMARY KEY ("corp","surface")
);

-- CreateTable
CREATE TABLE "qungui"."api_window" (
    "corp" TEXT NOT NULL,
    "api" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "calls" INTEGER NOT NULL,

    CONSTRAINT "api_window_pkey" PRIMARY KEY ("corp","api","starts_at")
);

-- CreateTable
CREATE TABLE "qungui"."api_breaker" (
    "corp" TEXT NOT NULL,
    "api" TEXT NOT NULL,
    "open_until" TIMESTAMPTZ(3) NOT NULL,
    "because" TEXT NOT NULL,
    "errcode" INTEGER,

    CONSTRAINT "api_breaker_pkey" PRIMARY KEY ("corp","api")
);

-- CreateTable
CREATE TABLE "qungui"."data_key" (
    "corp" TEXT NOT NULL,
    "kid" TEXT NOT NULL,
    "wrapped" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT qungui.clock(),
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "data_key_pkey" PRIMARY KEY ("corp","kid")
);

-- CreateTable
CREATE TABLE "qungui"."auditor_grant" (
    "corp" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "granted_by" TEXT NOT NULL,
    "granted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT qungui.clock(),

    CONSTRAINT "auditor_grant_pkey" PRIMARY KEY ("corp","role")
);

-- CreateIndex
CREATE UNIQUE INDEX "callback_corp_digest_key" ON "qungui"."callback"("corp", "digest");

-- CreateIndex
CREATE INDEX "account_corp_userid_idx" ON "qungui"."account"("corp", "userid");

-- CreateIndex
CREATE INDEX "account_corp_person_id_idx" ON "qungui"."account"("corp", "person_id");

-- CreateIndex
CREATE INDEX "person_state_corp_person_id_idx" ON "qungui"."person_state"("corp", "person_id");

-- CreateIndex
CREATE INDEX "department_state_corp_department_id_idx" ON "qungui"."department_state"("corp", "department_id");

-- CreateIndex
CREATE INDEX "contact_state_corp_external_userid_idx" ON "qungui"."contact_state"("corp", "external_userid");

-- CreateIndex
CREATE INDEX "list_entry_corp_list_entry_idx" ON "qungui"."list_entry"("corp", "list", "entry");

-- CreateIndex
CREATE INDEX "identity_corp_member_id_idx" ON "qungui"."identity"("corp", "member_id");

-- CreateIndex
CREATE INDEX "chat_group_corp_verified_at_idx" ON "qungui"."chat_group"("corp", "verified_at");

-- CreateIndex
CREATE INDEX "group_state_corp_chat_id_idx" ON "qungui"."group_state"("corp", "chat_id");

-- CreateIndex
CREATE INDEX "membership_corp_chat_id_idx" ON "qungui"."membership"("corp", "chat_id");

-- CreateIndex
CREATE INDEX "membership_corp_member_id_idx" ON "qungui"."membership"("corp", "member_id");

-- CreateIndex
CREATE INDEX "nickname_state_corp_chat_id_member_id_idx" ON "qungui"."nickname_state"("corp", "chat_id", "member_id");

-- CreateIndex
CREATE INDEX "register_entry_corp_chat_id_idx" ON "qungui"."register_entry"("corp", "chat_id");

-- CreateIndex
CREATE INDEX "appointment_corp_chat_id_idx" ON "qungui"."appointment"("corp", "chat_id");

-- CreateIndex
CREATE UNIQUE INDEX "policy_version_corp_slug_version_key" ON "qungui"."policy_version"("corp", "slug", "version");

-- CreateIndex
CREATE INDEX "case_corp_chat_id_idx" ON "qungui"."case"("corp", "chat_id");

-- CreateIndex
CREATE INDEX "case_corp_state_idx" ON "qungui"."case"("corp", "state");

-- CreateIndex
CREATE INDEX "finding_corp_case_id_idx" ON "qungui"."finding"("corp", "case_id");

-- CreateIndex
CREATE INDEX "finding_corp_at_idx" ON "qungui"."finding"("corp", "at");

-- CreateIndex
CREATE INDEX "decision_corp_case_id_idx" ON "qungui"."decision"("corp", "case_id");

-- CreateIndex
CREATE INDEX "timer_corp_state_due_at_idx" ON "qungui"."timer"("corp", "state", "due_at");

-- CreateIndex
CREATE INDEX "notice_corp_state_not_before_idx" ON "qungui"."notice"("corp", "state", "not_before");

-- CreateIndex
CREATE INDEX "notice_corp_to_userid_sent_at_idx" ON "qungui"."notice"("corp", "to_userid", "sent_at");

-- CreateIndex
CREATE INDEX "notice_case_corp_case_id_idx" ON "qungui"."notice_case"("corp", "case_id");

-- CreateIndex
CREATE INDEX "coverage_corp_chat_id_rule_idx" ON "qungui"."coverage"("corp", "chat_id", "rule");

-- CreateIndex
CREATE INDEX "audit_record_corp_at_idx" ON "qungui"."audit_record"("corp", "at");

-- At most one open case, one open stay, one current state, one armed timer of a kind: what no reader should have to check.
CREATE UNIQUE INDEX case_one_open ON qungui."case" (corp, instance, chat_id, subject, "window") WHERE closed_at IS NULL;
CREATE UNIQUE INDEX account_one_holder ON qungui.account (corp, userid) WHERE until IS NULL;
CREATE UNIQUE INDEX person_state_one_current ON qungui.person_state (corp, person_id) WHERE until IS NULL;
CREATE UNIQUE INDEX department_state_one_current ON qungui.department_state (corp, department_id) WHERE until IS NULL;
CREATE UNIQUE INDEX contact_state_one_current ON qungui.contact_state (corp, external_userid) WHERE until IS NULL;
CREATE UNIQUE INDEX identity_one_current ON qungui.identity (corp, member_id) WHERE until IS NULL;
CREATE UNIQUE INDEX group_state_one_current ON qungui.group_state (corp, chat_id) WHERE until IS NULL;
CREATE UNIQUE INDEX membership_one_stay ON qungui.membership (corp, chat_id, member_id) WHERE until IS NULL;
CREATE UNIQUE INDEX nickname_one_current ON qungui.nickname_state (corp, chat_id, member_id) WHERE until IS NULL;
CREATE UNIQUE INDEX register_one_current ON qungui.register_entry (corp, chat_id) WHERE until IS NULL;
CREATE UNIQUE INDEX coverage_one_current ON qungui.coverage (corp, chat_id, rule) WHERE until IS NULL;
CREATE UNIQUE INDEX timer_one_armed ON qungui.timer (corp, kind, subject) WHERE state = 'armed';
CREATE INDEX timer_due ON qungui.timer (corp, due_at) WHERE state = 'armed';
CREATE INDEX callback_unfinished ON qungui.callback (corp, not_before) WHERE state = 'new';
CREATE INDEX notice_unsent ON qungui.notice (corp, not_before) WHERE state IN ('waiting', 'sending');
