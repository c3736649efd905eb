-- Locks "case" and "decision" for moments (columns that may be empty) and builds four partial indexes of "case".
-- What people decide after a finding: proposals, what the one it is about says, decisions, appeals, strikes.

ALTER TABLE "qungui"."case" ADD COLUMN "stage" TEXT;
COMMENT ON COLUMN qungui."case".stage IS 'statement: the one it is about is asked first; ready: it may be decided; decided; appealed; reversed on appeal; empty: nobody has begun.';

ALTER TABLE "qungui"."decision" ADD COLUMN "proposal_id" UUID, ADD COLUMN "undoes" UUID, ADD COLUMN "batch_id" UUID;
COMMENT ON COLUMN qungui.decision.proposal_id IS 'What was decided of; empty: nothing had been proposed.';
COMMENT ON COLUMN qungui.decision.undoes IS 'The decision that this one takes back, within ten minutes or on appeal.';
COMMENT ON COLUMN qungui.decision.batch_id IS 'The same for all that were decided together, with one reason.';
CREATE UNIQUE INDEX decision_undone_once ON qungui.decision (corp, undoes) WHERE undoes IS NOT NULL;

CREATE TABLE "qungui"."proposal" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "measure" TEXT NOT NULL,
    "note" TEXT,
    "outcome" TEXT NOT NULL,
    "guarded" JSONB NOT NULL,
    "proposed_by" TEXT NOT NULL,
    "via" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "proposal_pkey" PRIMARY KEY ("corp","id")
);
CREATE INDEX "proposal_corp_case_id_idx" ON "qungui"."proposal"("corp", "case_id");
COMMENT ON TABLE qungui.proposal IS 'What somebody of the company proposed about one person. Nothing of it happens by itself. Never changed.';
COMMENT ON COLUMN qungui.proposal.measure IS 'What would follow: talk, training, review-note, warning …';
COMMENT ON COLUMN qungui.proposal.note IS 'What he wrote to it, sealed.';
COMMENT ON COLUMN qungui.proposal.outcome IS 'asked-statement and proposed wait to be decided; alternative-only and not-executed may not be.';
COMMENT ON COLUMN qungui.proposal.guarded IS 'What the law of the place says: verdicts with their articles, the proofs that were missing for this person on that day, lawful alternatives.';
SELECT qungui.guard('qungui.proposal');

CREATE TABLE "qungui"."statement" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "proposal_id" UUID,
    "asked_by" TEXT,
    "asked_at" TIMESTAMPTZ(3),
    "question" TEXT,
    "notice_id" UUID,
    "due_at" TIMESTAMPTZ(3),
    "given_by" TEXT,
    "given_at" TIMESTAMPTZ(3),
    "via" TEXT,
    "text" TEXT,

    CONSTRAINT "statement_pkey" PRIMARY KEY ("corp","id")
);
CREATE INDEX "statement_corp_case_id_idx" ON "qungui"."statement"("corp", "case_id");
ALTER TABLE qungui.statement ADD CONSTRAINT statement_somebody CHECK (
  (asked_at IS NOT NULL OR given_at IS NOT NULL) AND (given_at IS NULL) = (text IS NULL)
  AND (asked_at IS NULL) = (due_at IS NULL));
COMMENT ON TABLE qungui.statement IS 'What the one it is about was asked, and what he said; also what he said without being asked.';
COMMENT ON COLUMN qungui.statement.asked_by IS 'The account of who asked; empty: he spoke without being asked.';
COMMENT ON COLUMN qungui.statement.question IS 'What he was asked besides the matter itself, sealed.';
COMMENT ON COLUMN qungui.statement.notice_id IS 'The message that asked him: his time does not run before it reached him.';
COMMENT ON COLUMN qungui.statement.due_at IS 'Until when the matter waits for him.';
COMMENT ON COLUMN qungui.statement.text IS 'What he said, sealed.';
SELECT qungui.guard('qungui.statement');

CREATE TABLE "qungui"."appeal" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "decision_id" UUID NOT NULL,
    "by" TEXT NOT NULL,
    "via" TEXT NOT NULL,
    "text" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "says" TEXT,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "appeal_pkey" PRIMARY KEY ("corp","id")
);
CREATE UNIQUE INDEX "appeal_corp_decision_id_key" ON "qungui"."appeal"("corp", "decision_id");
CREATE INDEX "appeal_corp_case_id_idx" ON "qungui"."appeal"("corp", "case_id");
CREATE INDEX appeal_open ON qungui.appeal (corp, due_at) WHERE says IS NULL;
ALTER TABLE qungui.appeal ADD CONSTRAINT appeal_decided CHECK (
  (says IS NULL) = (decided_by IS NULL) AND (says IS NULL) = (decided_at IS NULL));
COMMENT ON TABLE qungui.appeal IS 'One appeal against a decision, and what another person decided of it.';
COMMENT ON COLUMN qungui.appeal.text IS 'What he said, sealed.';
COMMENT ON COLUMN qungui.appeal.due_at IS 'Until when it is to be decided.';
COMMENT ON COLUMN qungui.appeal.says IS 'upheld or reversed; empty: nobody has decided yet.';
SELECT qungui.guard('qungui.appeal');

CREATE TABLE "qungui"."strike" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "category" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "days" INTEGER NOT NULL,
    "given_back_at" TIMESTAMPTZ(3),
    "given_back_because" TEXT,

    CONSTRAINT "strike_pkey" PRIMARY KEY ("corp","id")
);
CREATE INDEX "strike_corp_person_id_idx" ON "qungui"."strike"("corp", "person_id");
ALTER TABLE qungui.strike ADD CONSTRAINT strike_counts CHECK (
  days > 0 AND (given_back_at IS NULL) = (given_back_because IS NULL));
COMMENT ON TABLE qungui.strike IS 'Decided breaches that count for a while. The id is the decision''s.';
COMMENT ON COLUMN qungui.strike.category IS 'Of the rule: naming, membership, response, content …; categories are counted apart.';
COMMENT ON COLUMN qungui.strike.days IS 'For how many days it counts, settled on the day of the decision.';
COMMENT ON COLUMN qungui.strike.given_back_because IS 'undone within ten minutes, or reversed on appeal; empty: it counts, or has expired.';
SELECT qungui.guard('qungui.strike');

CREATE TABLE "qungui"."assignment" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "to" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),

    CONSTRAINT "assignment_pkey" PRIMARY KEY ("corp","id")
);
CREATE INDEX "assignment_corp_case_id_idx" ON "qungui"."assignment"("corp", "case_id");
CREATE INDEX "assignment_corp_to_idx" ON "qungui"."assignment"("corp", "to");
CREATE UNIQUE INDEX assignment_one ON qungui.assignment (corp, case_id) WHERE until IS NULL;
COMMENT ON TABLE qungui.assignment IS 'Who looks after a case among those who may decide.';
SELECT qungui.guard('qungui.assignment');

CREATE TABLE "qungui"."fallback" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "policy_slug" TEXT NOT NULL,
    "policy_version" INTEGER NOT NULL,
    "instance" TEXT NOT NULL,
    "right" INTEGER NOT NULL,
    "wrong" INTEGER NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "fallback_pkey" PRIMARY KEY ("corp","id")
);
CREATE UNIQUE INDEX "fallback_corp_policy_slug_policy_version_instance_key" ON "qungui"."fallback"("corp", "policy_slug", "policy_version", "instance");
COMMENT ON TABLE qungui.fallback IS 'Uses of rules that people found wrong too often: they only observe, until another version of the policy is in force.';
COMMENT ON COLUMN qungui.fallback.instance IS 'The policy''s own name for its use of the rule.';
SELECT qungui.guard('qungui.fallback');

-- Where a case stands in the queue of those who decide; the queue asks by exactly these words (src/decisions/queue-state.ts).
CREATE INDEX case_queue ON qungui."case" (corp, (CASE
  WHEN stage = 'appealed' THEN 'appealed'
  WHEN closed_at IS NOT NULL OR stage = 'reversed' THEN 'over'
  WHEN stage IS NOT NULL THEN stage
  WHEN state = 'decided' THEN 'decided'
  WHEN state = 'escalated' OR tell = 'hr' THEN 'to-do'
  ELSE 'under-way' END), number) WHERE held IS NULL AND level <> 'observe';
-- What somebody's own cases are found by.
CREATE INDEX case_subject ON qungui."case" (corp, lower(subject), number) WHERE level <> 'observe';

-- What auditors read: who proposed, asked, decided and reversed what, and when; never what anybody wrote.
GRANT SELECT (stage) ON qungui."case" TO qungui_views;
GRANT SELECT (proposal_id, undoes, batch_id) ON qungui.decision TO qungui_views;
SELECT qungui.show('qungui.proposal', 'corp, id, case_id, measure, outcome, guarded, proposed_by, via, at');
SELECT qungui.show('qungui.statement', 'corp, id, case_id, proposal_id, asked_by, asked_at, due_at, given_by, given_at, via');
SELECT qungui.show('qungui.appeal', 'corp, id, case_id, decision_id, by, via, at, due_at, says, decided_by, decided_at');
SELECT qungui.show('qungui.strike', 'corp, id, case_id, category, at, days, given_back_at, given_back_because');
SELECT qungui.show('qungui.fallback', 'corp, id, policy_slug, policy_version, instance, "right", wrong, since');

CREATE OR REPLACE VIEW audit.decisions AS
SELECT d.corp, d.id AS decision_id, d.at, d.case_id, c.number AS case_number, d.actor AS actor_userid, d.action, d.via, c.rule,
       c.clause, c.chat_id, c.subject, c.policy_slug, c.policy_version, c.input_hash,
       ARRAY(SELECT f.name FROM qungui.former_name f
             WHERE f.corp = c.corp AND f.holder_id = c.id AND f.holder = 'matter' ORDER BY f.renamed_at) AS former_subjects,
       d.proposal_id, d.undoes AS undoes_decision_id, d.batch_id
FROM qungui.decision d
JOIN qungui."case" c ON c.corp = d.corp AND c.id = d.case_id;
COMMENT ON COLUMN audit.decisions.proposal_id IS 'What was decided of; empty: nothing had been proposed.';
COMMENT ON COLUMN audit.decisions.undoes_decision_id IS 'The decision that this one took back.';
COMMENT ON COLUMN audit.decisions.batch_id IS 'The same for all that were decided together, with one reason.';

CREATE VIEW audit.proposals AS
SELECT p.corp, p.id AS proposal_id, p.at, p.case_id, c.number AS case_number, c.subject, p.measure, p.outcome, p.guarded->'missing' AS proof_missing,
       p.proposed_by AS proposed_by_userid, p.via, s.asked_at, s.due_at AS statement_due_at, s.given_at AS statement_given_at
FROM qungui.proposal p
JOIN qungui."case" c ON c.corp = p.corp AND c.id = p.case_id
LEFT JOIN qungui.statement s ON s.corp = p.corp AND s.proposal_id = p.id;
COMMENT ON VIEW audit.proposals IS 'What people proposed about other people, also what the law of the place stopped. Nothing of it happens by itself.';
COMMENT ON COLUMN audit.proposals.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN audit.proposals.proposal_id IS 'Our id of the proposal.';
COMMENT ON COLUMN audit.proposals.at IS 'When it was proposed.';
COMMENT ON COLUMN audit.proposals.case_id IS 'The case.';
COMMENT ON COLUMN audit.proposals.case_number IS 'The case''s number, as cards and the CLI name it.';
COMMENT ON COLUMN audit.proposals.subject IS 'Whom the case is about.';
COMMENT ON COLUMN audit.proposals.measure IS 'What would follow: talk, training, review-note, warning …';
COMMENT ON COLUMN audit.proposals.outcome IS 'asked-statement or proposed: it may be decided; alternative-only or not-executed: it may not be.';
COMMENT ON COLUMN audit.proposals.proof_missing IS 'Which proofs were missing for this person on that day.';
COMMENT ON COLUMN audit.proposals.proposed_by_userid IS 'Who proposed it.';
COMMENT ON COLUMN audit.proposals.via IS 'card, reply, page or cli.';
COMMENT ON COLUMN audit.proposals.asked_at IS 'When the one it is about was asked for a statement; empty: he was not.';
COMMENT ON COLUMN audit.proposals.statement_due_at IS 'Until when the matter waited for him.';
COMMENT ON COLUMN audit.proposals.statement_given_at IS 'When he gave it; empty: he did not.';

CREATE VIEW audit.appeals AS
SELECT a.corp, a.id AS appeal_id, a.at, a.case_id, c.number AS case_number, c.subject, a.decision_id, d.actor AS first_decided_by_userid,
       a.via, a.due_at, a.says, a.decided_by AS decided_by_userid, a.decided_at
FROM qungui.appeal a
JOIN qungui."case" c ON c.corp = a.corp AND c.id = a.case_id
JOIN qungui.decision d ON d.corp = a.corp AND d.id = a.decision_id;
COMMENT ON VIEW audit.appeals IS 'Appeals against decisions, one a decision. Another person decides.';
COMMENT ON COLUMN audit.appeals.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN audit.appeals.appeal_id IS 'Our id of the appeal.';
COMMENT ON COLUMN audit.appeals.at IS 'When it was made.';
COMMENT ON COLUMN audit.appeals.case_id IS 'The case.';
COMMENT ON COLUMN audit.appeals.case_number IS 'The case''s number, as cards and the CLI name it.';
COMMENT ON COLUMN audit.appeals.subject IS 'Whom the case is about; he appealed.';
COMMENT ON COLUMN audit.appeals.decision_id IS 'The decision that was appealed.';
COMMENT ON COLUMN audit.appeals.first_decided_by_userid IS 'Who had decided it.';
COMMENT ON COLUMN audit.appeals.via IS 'card, reply, page or cli.';
COMMENT ON COLUMN audit.appeals.due_at IS 'Until when it was to be decided.';
COMMENT ON COLUMN audit.appeals.says IS 'upheld or reversed; empty: it is open.';
COMMENT ON COLUMN audit.appeals.decided_by_userid IS 'Who decided it.';
COMMENT ON COLUMN audit.appeals.decided_at IS 'When it was decided.';

CREATE VIEW audit.strikes AS
SELECT s.corp, s.id AS decision_id, s.at, s.case_id, c.number AS case_number, c.subject, s.category, s.days, s.given_back_at, s.given_back_because
FROM qungui.strike s
JOIN qungui."case" c ON c.corp = s.corp AND c.id = s.case_id;
COMMENT ON VIEW audit.strikes IS 'Decided breaches that count for a while, and those that were given back.';
COMMENT ON COLUMN audit.strikes.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN audit.strikes.decision_id IS 'The decision that made it.';
COMMENT ON COLUMN audit.strikes.at IS 'Since when it counts.';
COMMENT ON COLUMN audit.strikes.case_id IS 'The case.';
COMMENT ON COLUMN audit.strikes.case_number IS 'The case''s number, as cards and the CLI name it.';
COMMENT ON COLUMN audit.strikes.subject IS 'Whom the case is about.';
COMMENT ON COLUMN audit.strikes.category IS 'Of the rule; categories are counted apart.';
COMMENT ON COLUMN audit.strikes.days IS 'For how many days it counts, by the policy of its own day.';
COMMENT ON COLUMN audit.strikes.given_back_at IS 'From when on it counts no more because its decision was taken back.';
COMMENT ON COLUMN audit.strikes.given_back_because IS 'undone within ten minutes, or reversed on appeal.';

CREATE VIEW audit.rule_fallbacks AS
SELECT corp, policy_slug, policy_version, instance, "right", wrong, since FROM qungui.fallback;
COMMENT ON VIEW audit.rule_fallbacks IS 'Uses of rules that people found wrong too often: from then on they only observe, until another version of the policy.';
COMMENT ON COLUMN audit.rule_fallbacks.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN audit.rule_fallbacks.policy_slug IS 'The policy.';
COMMENT ON COLUMN audit.rule_fallbacks.policy_version IS 'Its version.';
COMMENT ON COLUMN audit.rule_fallbacks.instance IS 'The policy''s own name for its use of the rule.';
COMMENT ON COLUMN audit.rule_fallbacks."right" IS 'How often people had found it right.';
COMMENT ON COLUMN audit.rule_fallbacks.wrong IS 'How often people had found it wrong.';
COMMENT ON COLUMN audit.rule_fallbacks.since IS 'From when on it only observes.';

GRANT SELECT ON audit.proposals, audit.appeals, audit.strikes, audit.rule_fallbacks TO qungui_auditor;
ALTER VIEW audit.proposals OWNER TO qungui_views;
ALTER VIEW audit.appeals OWNER TO qungui_views;
ALTER VIEW audit.strikes OWNER TO qungui_views;
ALTER VIEW audit.rule_fallbacks OWNER TO qungui_views;
