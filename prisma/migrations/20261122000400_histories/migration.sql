-- Locks person, chat_group, appointment and the audit views for a moment. What was overwritten until now becomes history:
-- a person's relation, a group's reach, and what an account was called before it was renamed.

CREATE TABLE "qungui"."relation_state" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "relation" TEXT NOT NULL,
    "set_by" TEXT,

    CONSTRAINT "relation_state_pkey" PRIMARY KEY ("corp","id")
);
CREATE INDEX "relation_state_corp_person_id_idx" ON "qungui"."relation_state"("corp", "person_id");
CREATE UNIQUE INDEX relation_state_one_current ON qungui.relation_state (corp, person_id) WHERE until IS NULL;
SELECT qungui.guard('qungui.relation_state');
SELECT qungui.show('qungui.relation_state', 'corp, person_id, since, until, relation, set_by');
COMMENT ON TABLE qungui.relation_state IS 'How a person stands to the company, from when to when. No row: unknown.';
COMMENT ON COLUMN qungui.relation_state.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN qungui.relation_state.id IS 'Our id of the row.';
COMMENT ON COLUMN qungui.relation_state.person_id IS 'The person.';
COMMENT ON COLUMN qungui.relation_state.since IS 'From when it was so said; of rows older than this table: when the person was met.';
COMMENT ON COLUMN qungui.relation_state.until IS 'Until when; empty: now.';
COMMENT ON COLUMN qungui.relation_state.relation IS 'regular, probation, intern, dispatched, outsourced, rehired, advisor, association-member, customer, system-account or unknown.';
COMMENT ON COLUMN qungui.relation_state.set_by IS 'The account of whoever said so.';

CREATE TABLE "qungui"."reach_state" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "chat_id" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "reach" TEXT NOT NULL,
    "evidence" TEXT NOT NULL,

    CONSTRAINT "reach_state_pkey" PRIMARY KEY ("corp","id")
);
CREATE INDEX "reach_state_corp_chat_id_idx" ON "qungui"."reach_state"("corp", "chat_id");
CREATE UNIQUE INDEX reach_state_one_current ON qungui.reach_state (corp, chat_id) WHERE until IS NULL;
SELECT qungui.guard('qungui.reach_state');
SELECT qungui.show('qungui.reach_state', 'corp, chat_id, since, until, reach, evidence');
COMMENT ON TABLE qungui.reach_state IS 'What can be seen of a group and done in it, and why we say so, from when to when.';
COMMENT ON COLUMN qungui.reach_state.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN qungui.reach_state.id IS 'Our id of the row.';
COMMENT ON COLUMN qungui.reach_state.chat_id IS 'The group.';
COMMENT ON COLUMN qungui.reach_state.since IS 'From when we say so; of rows older than this table: when the group was found.';
COMMENT ON COLUMN qungui.reach_state.until IS 'Until when; empty: now.';
COMMENT ON COLUMN qungui.reach_state.reach IS 'customer, managed, internal, native, linked, outside or unknown.';
COMMENT ON COLUMN qungui.reach_state.evidence IS 'The event, the API or the declaration that says so.';

CREATE TABLE "qungui"."former_name" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "holder" TEXT NOT NULL,
    "holder_id" UUID NOT NULL,
    "renamed_at" TIMESTAMPTZ(3) NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "former_name_pkey" PRIMARY KEY ("corp","id")
);
CREATE INDEX "former_name_corp_holder_id_idx" ON "qungui"."former_name"("corp", "holder_id");
SELECT qungui.guard('qungui.former_name');
SELECT qungui.show('qungui.former_name', 'corp, holder, holder_id, renamed_at, name');
COMMENT ON TABLE qungui.former_name IS 'What a stay or a matter that goes on was filed under until its person''s account was renamed.';
COMMENT ON COLUMN qungui.former_name.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN qungui.former_name.id IS 'Our id of the row.';
COMMENT ON COLUMN qungui.former_name.holder IS 'Which name of which row: stay (member_id), inviter (of a stay), matter (subject of a case) or window (of a case).';
COMMENT ON COLUMN qungui.former_name.holder_id IS 'The stay or the case.';
COMMENT ON COLUMN qungui.former_name.renamed_at IS 'When the account was renamed, as WeCom says.';
COMMENT ON COLUMN qungui.former_name.name IS 'What stood there until then.';

-- An appointment is a person's: a new name of his account changes nothing, and the next holder of the old one inherits nothing.
ALTER TABLE "qungui"."appointment" ADD COLUMN "person_id" UUID;
COMMENT ON COLUMN qungui.appointment.person_id IS 'Who was appointed; empty while nobody is known to hold the account.';
COMMENT ON COLUMN qungui.appointment.userid IS 'The account he was appointed by; his present one is in account.';

CREATE INDEX "short_name_corp_department_id_idx" ON "qungui"."short_name"("corp", "department_id");
CREATE UNIQUE INDEX short_name_one_current ON qungui.short_name (corp, department_id, short_name) WHERE until IS NULL;
COMMENT ON TABLE qungui.short_name IS 'Short names of departments that nicknames may use, from when to when. One that ended is valid for 30 days more.';

-- The rows there are, of every corp: forced row security would let the owner see none of them. It is back before this commits.
ALTER TABLE qungui.person NO FORCE ROW LEVEL SECURITY;
ALTER TABLE qungui.chat_group NO FORCE ROW LEVEL SECURITY;
ALTER TABLE qungui.account NO FORCE ROW LEVEL SECURITY;
ALTER TABLE qungui.appointment NO FORCE ROW LEVEL SECURITY;
ALTER TABLE qungui.relation_state NO FORCE ROW LEVEL SECURITY;
ALTER TABLE qungui.reach_state NO FORCE ROW LEVEL SECURITY;

INSERT INTO qungui.relation_state (corp, id, person_id, since, relation, set_by)
SELECT corp, gen_random_uuid(), id, created_at, relation, relation_by FROM qungui.person
WHERE relation <> 'unknown' OR relation_by IS NOT NULL;

INSERT INTO qungui.reach_state (corp, id, chat_id, since, reach, evidence)
SELECT corp, gen_random_uuid(), chat_id, found_at, reach, evidence FROM qungui.chat_group;

UPDATE qungui.appointment a SET person_id = (
  SELECT h.person_id FROM qungui.account h
  WHERE h.corp = a.corp AND h.userid = lower(a.userid) AND (h.until IS NULL OR h.until > a.since)
  ORDER BY h.since LIMIT 1);

ALTER TABLE qungui.person FORCE ROW LEVEL SECURITY;
ALTER TABLE qungui.chat_group FORCE ROW LEVEL SECURITY;
ALTER TABLE qungui.account FORCE ROW LEVEL SECURITY;
ALTER TABLE qungui.appointment FORCE ROW LEVEL SECURITY;
ALTER TABLE qungui.relation_state FORCE ROW LEVEL SECURITY;
ALTER TABLE qungui.reach_state FORCE ROW LEVEL SECURITY;

CREATE OR REPLACE VIEW audit.groups AS
SELECT g.corp, g.chat_id, s.name, v.reach, v.evidence AS reach_because, s.owner AS owner_userid, s.admins AS admin_userids,
       r.kind, r.owner_department, r.purpose, r.ends_at, r.set_by AS registered_by,
       (SELECT count(*) FROM qungui.membership m WHERE m.corp = g.corp AND m.chat_id = g.chat_id AND m.until IS NULL) AS members,
       (SELECT count(*) FROM qungui."case" c WHERE c.corp = g.corp AND c.chat_id = g.chat_id AND c.closed_at IS NULL) AS open_cases,
       g.created_at, g.found_at, g.verified_at, g.dissolved_at, v.since AS reach_since
FROM qungui.chat_group g
LEFT JOIN qungui.reach_state v ON v.corp = g.corp AND v.chat_id = g.chat_id AND v.until IS NULL
LEFT JOIN qungui.group_state s ON s.corp = g.corp AND s.chat_id = g.chat_id AND s.until IS NULL
LEFT JOIN qungui.register_entry r ON r.corp = g.corp AND r.chat_id = g.chat_id AND r.until IS NULL;
COMMENT ON COLUMN audit.groups.reach_since IS 'From when we say so; what was said before is in audit.reaches.';

CREATE VIEW audit.reaches AS
SELECT corp, chat_id, since, until, reach, evidence AS because
FROM qungui.reach_state;
COMMENT ON VIEW audit.reaches IS 'What could be seen of a group and done in it, from when to when.';
COMMENT ON COLUMN audit.reaches.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN audit.reaches.chat_id IS 'The group, as WeCom names it.';
COMMENT ON COLUMN audit.reaches.since IS 'From when this holds.';
COMMENT ON COLUMN audit.reaches.until IS 'Until when; empty: now.';
COMMENT ON COLUMN audit.reaches.reach IS 'customer, managed, internal, native, linked, outside or unknown.';
COMMENT ON COLUMN audit.reaches.because IS 'The event, the API or the declaration that says so.';
GRANT SELECT ON audit.reaches TO qungui_auditor;
ALTER VIEW audit.reaches OWNER TO qungui_views;

CREATE VIEW audit.relations AS
SELECT corp, person_id, since, until, relation, set_by AS set_by_userid
FROM qungui.relation_state;
COMMENT ON VIEW audit.relations IS 'How people stand to the company, from when to when, as somebody said; nobody said it of the others.';
COMMENT ON COLUMN audit.relations.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN audit.relations.person_id IS 'The person, as audit.memberships names him.';
COMMENT ON COLUMN audit.relations.since IS 'From when this holds.';
COMMENT ON COLUMN audit.relations.until IS 'Until when; empty: now.';
COMMENT ON COLUMN audit.relations.relation IS 'regular, probation, intern, dispatched, outsourced, rehired, advisor, association-member, customer, system-account or unknown.';
COMMENT ON COLUMN audit.relations.set_by_userid IS 'The account of whoever said so.';
GRANT SELECT ON audit.relations TO qungui_auditor;
ALTER VIEW audit.relations OWNER TO qungui_views;

CREATE OR REPLACE VIEW audit.memberships AS
SELECT m.corp, m.id AS membership_id, m.chat_id, m.member_id, m.member_kind, m.person_id, m.since AS joined_at, m.until AS left_at,
       m.join_scene, m.inviter AS inviter_userid, m.left_how, m.learned,
       ARRAY(SELECT f.name FROM qungui.former_name f
             WHERE f.corp = m.corp AND f.holder_id = m.id AND f.holder = 'stay' ORDER BY f.renamed_at) AS former_member_ids,
       ARRAY(SELECT f.name FROM qungui.former_name f
             WHERE f.corp = m.corp AND f.holder_id = m.id AND f.holder = 'inviter' ORDER BY f.renamed_at) AS former_inviter_userids
FROM qungui.membership m;
COMMENT ON COLUMN audit.memberships.member_id IS 'The member''s userid or external userid; of a stay that goes on, the present one.';
COMMENT ON COLUMN audit.memberships.former_member_ids IS 'The userids he had in this stay before, the oldest first.';
COMMENT ON COLUMN audit.memberships.former_inviter_userids IS 'The userids his inviter had before, the oldest first.';

CREATE OR REPLACE VIEW audit.decisions AS
SELECT d.corp, d.id AS decision_id, d.at, d.case_id, c.number AS case_number, d.actor AS actor_userid, d.action, d.via, c.rule,
       c.clause, c.chat_id, c.subject, c.policy_slug, c.policy_version, c.input_hash,
       ARRAY(SELECT f.name FROM qungui.former_name f
             WHERE f.corp = c.corp AND f.holder_id = c.id AND f.holder = 'matter' ORDER BY f.renamed_at) AS former_subjects
FROM qungui.decision d
JOIN qungui."case" c ON c.corp = d.corp AND c.id = d.case_id;
COMMENT ON COLUMN audit.decisions.subject IS 'Whom the case is about, under his present account.';
COMMENT ON COLUMN audit.decisions.former_subjects IS 'Under which accounts it was about him before, the oldest first; audit.findings keeps the one that was judged.';

ALTER TABLE qungui.person DROP COLUMN relation, DROP COLUMN relation_by;
ALTER TABLE qungui.chat_group DROP COLUMN reach, DROP COLUMN evidence;

-- Values that came after their comments were written.
COMMENT ON COLUMN audit.findings.held IS 'baseline or brake: opened, and nobody was told; released: a person let go of what the brake held, and it is told at its next look.';
COMMENT ON COLUMN audit.findings.subject IS 'Whom it is about: member:<id>, person:<id> or group; the account he had when it was judged.';
COMMENT ON COLUMN audit.decisions.via IS 'card (a pressed button), reply (an answer by text), page or cli.';
COMMENT ON COLUMN audit.coverage.verdict IS 'checked, partly (of some members), not-checkable or data-gap.';
COMMENT ON COLUMN audit.coverage.reason IS 'Why it, or a part of it, was not checked; empty only when all of it was.';
