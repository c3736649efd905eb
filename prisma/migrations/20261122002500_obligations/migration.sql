-- Locks message, and the empty view of response times, for a moment. Who is waited for, what people pressed, and what we published ourselves.

ALTER TABLE "qungui"."message" ADD COLUMN "reading" JSONB;
COMMENT ON COLUMN qungui.message.reading IS 'What the words meant by the lists of the policy of that moment: marks and ids, no words.';

CREATE TABLE "qungui"."heard_member" (
    "corp" TEXT NOT NULL,
    "chat_id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "member_kind" TEXT NOT NULL,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "heard_member_pkey" PRIMARY KEY ("corp","chat_id","member_id")
);
ALTER TABLE qungui.heard_member ADD CONSTRAINT heard_member_order CHECK (first_at <= last_at);
COMMENT ON TABLE qungui.heard_member IS 'Who was in a group by the records of its messages, from the first that names him to the last: all that is known of the members of an internal group.';
SELECT qungui.guard('qungui.heard_member');

CREATE TABLE "qungui"."publication" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "number" BIGSERIAL NOT NULL,
    "policy_slug" TEXT NOT NULL,
    "instance" TEXT NOT NULL,
    "chat_id" TEXT NOT NULL,
    "by_userid" TEXT NOT NULL,
    "to" TEXT[],
    "body" TEXT NOT NULL,
    "via" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "recalled_at" TIMESTAMPTZ(3),

    CONSTRAINT "publication_pkey" PRIMARY KEY ("corp","id")
);
CREATE INDEX "publication_corp_chat_id_at_idx" ON "qungui"."publication"("corp", "chat_id", "at");
CREATE UNIQUE INDEX "publication_corp_number_key" ON "qungui"."publication"("corp", "number");
COMMENT ON TABLE qungui.publication IS 'What we sent ourselves and wait for an answer to: known without any archive.';
COMMENT ON COLUMN qungui.publication.body IS 'What it says, sealed.';
SELECT qungui.guard('qungui.publication');

CREATE TABLE "qungui"."obligation_press" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "on_id" TEXT NOT NULL,
    "chat_id" TEXT NOT NULL,
    "by_userid" TEXT NOT NULL,
    "says" TEXT NOT NULL,
    "to_userid" TEXT,
    "to_date" TEXT,
    "reason" TEXT,
    "via" TEXT NOT NULL,
    "notice_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "obligation_press_pkey" PRIMARY KEY ("corp","id")
);
CREATE INDEX "obligation_press_corp_chat_id_at_idx" ON "qungui"."obligation_press"("corp", "chat_id", "at");
CREATE INDEX "obligation_press_corp_on_id_idx" ON "qungui"."obligation_press"("corp", "on_id");
COMMENT ON TABLE qungui.obligation_press IS 'What people said of a matter by a button or a page instead of a message.';
COMMENT ON COLUMN qungui.obligation_press.on_id IS 'The message, or what we published, that waits for him.';
COMMENT ON COLUMN qungui.obligation_press.reason IS 'Why it was moved or is not his, sealed.';
SELECT qungui.guard('qungui.obligation_press');

CREATE TABLE "qungui"."obligation" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "chat_id" TEXT NOT NULL,
    "policy_slug" TEXT NOT NULL,
    "policy_version" INTEGER NOT NULL,
    "rule" TEXT NOT NULL,
    "instance" TEXT NOT NULL,
    "clause" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "opens" TEXT NOT NULL,
    "asker" TEXT NOT NULL,
    "spoken_by" TEXT NOT NULL,
    "awaited" TEXT[],
    "messages" TEXT[],
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "certainty" TEXT NOT NULL,
    "said_when" TEXT NOT NULL,
    "cancelled" TEXT,
    "acknowledge_state" TEXT,
    "acknowledge_due_at" TIMESTAMPTZ(3),
    "acknowledge_ended_at" TIMESTAMPTZ(3),
    "acknowledge_worked_ms" BIGINT,
    "acknowledge" JSONB,
    "result_state" TEXT,
    "result_due_at" TIMESTAMPTZ(3),
    "result_ended_at" TIMESTAMPTZ(3),
    "result_worked_ms" BIGINT,
    "result" JSONB,
    "proofs" JSONB NOT NULL,
    "best_proof" TEXT,
    "reachable" JSONB,
    "from_key" TEXT,
    "found_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "rolled_over" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "obligation_pkey" PRIMARY KEY ("corp","id")
);
CREATE UNIQUE INDEX "obligation_corp_key_key" ON "qungui"."obligation"("corp", "key");
CREATE INDEX "obligation_corp_chat_id_opened_at_idx" ON "qungui"."obligation"("corp", "chat_id", "opened_at");
CREATE INDEX obligation_open ON qungui.obligation (corp, chat_id) WHERE closed_at IS NULL;
CREATE INDEX obligation_open_for ON qungui.obligation USING gin (awaited) WHERE closed_at IS NULL;
ALTER TABLE qungui.obligation ADD CONSTRAINT obligation_counts CHECK (rolled_over >= 0);
COMMENT ON TABLE qungui.obligation IS 'Somebody is waited for: one row an obligation, as it stands by all that is known now. What became of it when is in the trail.';
COMMENT ON COLUMN qungui.obligation.key IS 'The same for every order of arrival: the use of the rule, the first message, who is waited for.';
COMMENT ON COLUMN qungui.obligation.acknowledge IS 'From when, until when, and the stretches of working time that were counted.';
COMMENT ON COLUMN qungui.obligation.result IS 'The same of the matter itself, with the days to which it was moved and who took it over.';
COMMENT ON COLUMN qungui.obligation.closed_at IS 'Nobody is waited for any more: both clocks have ended, or it is none.';
COMMENT ON COLUMN qungui.obligation.rolled_over IS 'Daily closes that passed it; never counted against anybody.';
SELECT qungui.guard('qungui.obligation');

CREATE TABLE "qungui"."obligation_told" (
    "corp" TEXT NOT NULL,
    "obligation_id" UUID NOT NULL,
    "clock" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "to_userid" TEXT NOT NULL,
    "nth" INTEGER NOT NULL,
    "notice_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "obligation_told_pkey" PRIMARY KEY ("corp","obligation_id","clock","kind","to_userid","nth")
);
ALTER TABLE qungui.obligation_told ADD CONSTRAINT obligation_told_counts CHECK (nth >= 0);
COMMENT ON TABLE qungui.obligation_told IS 'Warnings and escalations that were written to somebody: each once.';
SELECT qungui.guard('qungui.obligation_told');

DROP VIEW audit.response_times;

SELECT qungui.show('qungui.obligation', 'corp, id, chat_id, rule, clause, opens, awaited, opened_at, acknowledge_due_at, acknowledge_ended_at, result_due_at, result_ended_at, acknowledge_worked_ms, result_worked_ms, acknowledge_state, result_state, asker, certainty, said_when, cancelled, best_proof, rolled_over, instance, policy_slug, policy_version, closed_at');
CREATE VIEW audit.response_times AS
SELECT corp,
       id AS obligation_id,
       chat_id,
       rule,
       clause,
       opens AS waits_for,
       awaited[1] AS owed_by_userid,
       opened_at AS asked_at,
       acknowledge_due_at AS acknowledge_by,
       acknowledge_ended_at AS acknowledged_at,
       result_due_at AS result_by,
       result_ended_at AS resulted_at,
       (acknowledge_worked_ms / 60000)::integer AS acknowledge_working_minutes,
       (result_worked_ms / 60000)::integer AS result_working_minutes,
       acknowledge_state,
       result_state,
       awaited AS owed_by,
       asker AS asked_by_userid,
       certainty,
       said_when,
       cancelled AS cancelled_because,
       best_proof,
       rolled_over,
       instance,
       policy_slug,
       policy_version,
       closed_at
FROM qungui.obligation;
COMMENT ON VIEW audit.response_times IS 'Who was waited for, and how long: one row an obligation. No words.';
COMMENT ON COLUMN audit.response_times.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN audit.response_times.obligation_id IS 'Our id of the waiting.';
COMMENT ON COLUMN audit.response_times.chat_id IS 'The group in which it was asked.';
COMMENT ON COLUMN audit.response_times.rule IS 'The rule that counts the time.';
COMMENT ON COLUMN audit.response_times.clause IS 'The clause of the company''s policy.';
COMMENT ON COLUMN audit.response_times.waits_for IS 'Who waits: task, notice, question, customer, or published: we sent it ourselves.';
COMMENT ON COLUMN audit.response_times.owed_by_userid IS 'Who was to answer; where any of several may, the first of them.';
COMMENT ON COLUMN audit.response_times.asked_at IS 'When it was asked.';
COMMENT ON COLUMN audit.response_times.acknowledge_by IS 'Until when an acknowledgement was due.';
COMMENT ON COLUMN audit.response_times.acknowledged_at IS 'When it came; empty: not yet.';
COMMENT ON COLUMN audit.response_times.result_by IS 'Until when the result was due.';
COMMENT ON COLUMN audit.response_times.resulted_at IS 'When it came; empty: not yet.';
COMMENT ON COLUMN audit.response_times.acknowledge_working_minutes IS 'Working minutes until the acknowledgement.';
COMMENT ON COLUMN audit.response_times.result_working_minutes IS 'Working minutes until the result.';
COMMENT ON COLUMN audit.response_times.acknowledge_state IS 'running, paused, met, late, missed, cancelled, unknown (no calendar), remind-only (no shift known) or unset (no limit).';
COMMENT ON COLUMN audit.response_times.result_state IS 'The same of the matter itself; empty: the clause asks for no result.';
COMMENT ON COLUMN audit.response_times.owed_by IS 'All of whom any one may answer.';
COMMENT ON COLUMN audit.response_times.asked_by_userid IS 'Whose words they are: the sender, or the one whom he speaks for.';
COMMENT ON COLUMN audit.response_times.certainty IS 'sure; unsure or ambiguous: nobody is waited for until the asker says so.';
COMMENT ON COLUMN audit.response_times.said_when IS 'in-hours, near-closing (its time reaches into another day) or after-hours, by the clock of who is waited for.';
COMMENT ON COLUMN audit.response_times.cancelled_because IS 'revoked, not-a-task or gone: none after all.';
COMMENT ON COLUMN audit.response_times.best_proof IS 'The strongest proof of an answer: quote-reply, at-reply, button, speaks-next or role-speaks.';
COMMENT ON COLUMN audit.response_times.rolled_over IS 'Daily closes that passed it; never counted against anybody.';
COMMENT ON COLUMN audit.response_times.instance IS 'The policy''s own name for its use of the rule.';
COMMENT ON COLUMN audit.response_times.policy_slug IS 'The policy.';
COMMENT ON COLUMN audit.response_times.policy_version IS 'The version that judged it last.';
COMMENT ON COLUMN audit.response_times.closed_at IS 'Since when nobody is waited for; empty: somebody is.';

SELECT qungui.show('qungui.obligation_press', 'corp, id, on_id, chat_id, by_userid, says, to_userid, to_date, via, at');
CREATE VIEW audit.obligation_answers AS
SELECT corp,
       id AS answer_id,
       on_id,
       chat_id,
       by_userid,
       says,
       to_userid,
       to_date,
       via,
       at
FROM qungui.obligation_press;
COMMENT ON VIEW audit.obligation_answers IS 'What people said of a matter by a button or a page. Their reasons are not shown.';
COMMENT ON COLUMN audit.obligation_answers.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN audit.obligation_answers.answer_id IS 'Our id.';
COMMENT ON COLUMN audit.obligation_answers.on_id IS 'The message, or what we published, that waited for him.';
COMMENT ON COLUMN audit.obligation_answers.chat_id IS 'The group.';
COMMENT ON COLUMN audit.obligation_answers.by_userid IS 'Who said it.';
COMMENT ON COLUMN audit.obligation_answers.says IS 'received, done, moved, handed-over, accepts, declines or not-mine.';
COMMENT ON COLUMN audit.obligation_answers.to_userid IS 'Who is to take it over.';
COMMENT ON COLUMN audit.obligation_answers.to_date IS 'The day to which it was moved.';
COMMENT ON COLUMN audit.obligation_answers.via IS 'card, page or cli.';
COMMENT ON COLUMN audit.obligation_answers.at IS 'When.';

SELECT qungui.show('qungui.publication', 'corp, id, number, policy_slug, instance, chat_id, by_userid, "to", via, at, recalled_at');
CREATE VIEW audit.publications AS
SELECT corp,
       id AS publication_id,
       number AS publication_number,
       policy_slug,
       instance,
       chat_id,
       by_userid,
       "to" AS to_userids,
       via,
       at,
       recalled_at
FROM qungui.publication;
COMMENT ON VIEW audit.publications IS 'What we published ourselves and waited for an answer to. What it says is not shown.';
COMMENT ON COLUMN audit.publications.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN audit.publications.publication_id IS 'Our id.';
COMMENT ON COLUMN audit.publications.publication_number IS 'Its number, as the CLI names it.';
COMMENT ON COLUMN audit.publications.policy_slug IS 'The policy.';
COMMENT ON COLUMN audit.publications.instance IS 'The use of the rule that waits for its answers.';
COMMENT ON COLUMN audit.publications.chat_id IS 'The group whose members were asked.';
COMMENT ON COLUMN audit.publications.by_userid IS 'Who published it.';
COMMENT ON COLUMN audit.publications.to_userids IS 'Who was to answer.';
COMMENT ON COLUMN audit.publications.via IS 'card, page or cli.';
COMMENT ON COLUMN audit.publications.at IS 'When.';
COMMENT ON COLUMN audit.publications.recalled_at IS 'When it was taken back.';

GRANT SELECT ON audit.response_times, audit.obligation_answers, audit.publications TO qungui_auditor;
ALTER VIEW audit.response_times OWNER TO qungui_views;
ALTER VIEW audit.obligation_answers OWNER TO qungui_views;
ALTER VIEW audit.publications OWNER TO qungui_views;
