-- Locks each table for a moment. Views for people to read: schema audit, filtered by auditor_grant.
--
-- The views belong to qungui_views, which may read the columns they show and no others, of the corps that were granted
-- to the login that asks (session_user: SET ROLE and SET app.corp change nothing). What people said, what was sent to
-- them and why somebody decided is not among those columns.

-- The rule "rows of app.corp" is for those who work with rows. It must not be one of qungui_views' own: policies add up.
CREATE OR REPLACE FUNCTION qungui.guard(t regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', t);
  EXECUTE format('CREATE POLICY one_corp ON %s TO qungui_owner, qungui_app, qungui_eraser '
                 'USING (corp = current_setting(''app.corp'', true)) '
                 'WITH CHECK (corp = current_setting(''app.corp'', true))', t);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO qungui_app', t);
END $$;
REVOKE EXECUTE ON FUNCTION qungui.guard(regclass) FROM PUBLIC;

DO $$
DECLARE
  t regclass;
BEGIN
  FOR t IN SELECT p.polrelid::regclass FROM pg_policy p WHERE p.polname = 'one_corp' LOOP
    EXECUTE format('ALTER POLICY one_corp ON %s TO qungui_owner, qungui_app, qungui_eraser', t);
  END LOOP;
END $$;

REVOKE EXECUTE ON FUNCTION qungui.refuse_change(), qungui.only_the_eraser() FROM PUBLIC; -- triggers need no right

-- Lets the audit views read some columns of a table.
CREATE FUNCTION qungui.show(t regclass, shown text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('GRANT SELECT (%s) ON %s TO qungui_views', shown, t);
  EXECUTE format('CREATE POLICY granted_corps ON %s FOR SELECT TO qungui_views USING (corp = ANY (ARRAY('
                 'SELECT g.corp FROM qungui.auditor_grant g WHERE g.role = session_user::text)))', t);
END $$;
REVOKE EXECUTE ON FUNCTION qungui.show(regclass, text) FROM PUBLIC;

GRANT SELECT (corp, role) ON qungui.auditor_grant TO qungui_views;
CREATE POLICY own_grants ON qungui.auditor_grant FOR SELECT TO qungui_views USING (role = session_user::text);

SELECT qungui.show('qungui.callback', 'corp, id, surface, event, chat_id, state, flag, repeats, attempts, said_at, received_at, finished_at, reason');
SELECT qungui.show('qungui.chat_group', 'corp, chat_id, reach, evidence, created_at, found_at, dissolved_at, verified_at');
SELECT qungui.show('qungui.group_state', 'corp, chat_id, since, until, name, owner, admins');
SELECT qungui.show('qungui.register_entry', 'corp, chat_id, since, until, kind, owner_department, purpose, ends_at, set_by');
SELECT qungui.show('qungui.membership', 'corp, id, chat_id, member_id, member_kind, person_id, since, until, join_scene, inviter, left_how, learned');
SELECT qungui.show('qungui."case"', 'corp, id, number, nature, rule, instance, clause, chat_id, subject, state, level, held, policy_slug, policy_version, input_hash, opened_at, told_at, grace_until, closed_at, closed_because');
SELECT qungui.show('qungui.finding', 'corp, id, case_id, change, rule, clause, chat_id, subject, says, level, policy_slug, policy_version, input_hash, at');
SELECT qungui.show('qungui.decision', 'corp, id, case_id, actor, action, via, at');
SELECT qungui.show('qungui.notice', 'corp, id, number, to_userid, kind, state, not_before, created_at, first_tried_at, attempts, sent_at, merged_into, msgid, outcome');
SELECT qungui.show('qungui.notice_case', 'corp, notice_id, case_id');
SELECT qungui.show('qungui.coverage', 'corp, id, chat_id, rule, since, until, verdict, reason, policy_version');
SELECT qungui.show('qungui.audit_record', 'corp, seq, at, kind, v, body_hash, prev, hash');
SELECT qungui.show('qungui.audit_body', 'corp, seq');

CREATE VIEW audit.callbacks AS
SELECT corp, id AS callback_id, surface, event, chat_id, state, received_at, said_at, finished_at, repeats, attempts, flag,
       reason AS parked_because
FROM qungui.callback;
COMMENT ON VIEW audit.callbacks IS 'Deliveries of WeCom, one row each, kept before anything was done with them.';
COMMENT ON COLUMN audit.callbacks.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN audit.callbacks.callback_id IS 'Our id of the delivery; logs and parked callbacks name it.';
COMMENT ON COLUMN audit.callbacks.surface IS 'Which credential set received it: app, contacts, archive or robot.';
COMMENT ON COLUMN audit.callbacks.event IS 'What WeCom says happened; empty until it is read.';
COMMENT ON COLUMN audit.callbacks.chat_id IS 'The group it names, if any.';
COMMENT ON COLUMN audit.callbacks.state IS 'new (waits), done, or parked (set aside for a person).';
COMMENT ON COLUMN audit.callbacks.received_at IS 'When we had it.';
COMMENT ON COLUMN audit.callbacks.said_at IS 'When WeCom says it sent it.';
COMMENT ON COLUMN audit.callbacks.finished_at IS 'When it was done or parked.';
COMMENT ON COLUMN audit.callbacks.repeats IS 'How often WeCom delivered the very same again.';
COMMENT ON COLUMN audit.callbacks.attempts IS 'How often handling it was begun.';
COMMENT ON COLUMN audit.callbacks.flag IS 'stale or ahead: said_at is far from our clock.';
COMMENT ON COLUMN audit.callbacks.parked_because IS 'Why it was set aside.';

CREATE VIEW audit.groups AS
SELECT g.corp, g.chat_id, s.name, g.reach, g.evidence AS reach_because, s.owner AS owner_userid, s.admins AS admin_userids,
       r.kind, r.owner_department, r.purpose, r.ends_at, r.set_by AS registered_by,
       (SELECT count(*) FROM qungui.membership m WHERE m.corp = g.corp AND m.chat_id = g.chat_id AND m.until IS NULL) AS members,
       (SELECT count(*) FROM qungui."case" c WHERE c.corp = g.corp AND c.chat_id = g.chat_id AND c.closed_at IS NULL) AS open_cases,
       g.created_at, g.found_at, g.verified_at, g.dissolved_at
FROM qungui.chat_group g
LEFT JOIN qungui.group_state s ON s.corp = g.corp AND s.chat_id = g.chat_id AND s.until IS NULL
LEFT JOIN qungui.register_entry r ON r.corp = g.corp AND r.chat_id = g.chat_id AND r.until IS NULL;
COMMENT ON VIEW audit.groups IS 'Groups as last seen, with what the register says they are for.';
COMMENT ON COLUMN audit.groups.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN audit.groups.chat_id IS 'The group, as WeCom names it.';
COMMENT ON COLUMN audit.groups.name IS 'Its present name; empty when it could not be read.';
COMMENT ON COLUMN audit.groups.reach IS 'What can be seen and done: customer, managed, internal, native, linked, outside or unknown.';
COMMENT ON COLUMN audit.groups.reach_because IS 'The evidence for the reach.';
COMMENT ON COLUMN audit.groups.owner_userid IS 'The present owner''s account.';
COMMENT ON COLUMN audit.groups.admin_userids IS 'The accounts of its admins in WeCom, where WeCom shows them.';
COMMENT ON COLUMN audit.groups.kind IS 'The business kind from the register; empty: not registered.';
COMMENT ON COLUMN audit.groups.owner_department IS 'The department that answers for it.';
COMMENT ON COLUMN audit.groups.purpose IS 'Its purpose, as registered.';
COMMENT ON COLUMN audit.groups.ends_at IS 'When the register says it ends.';
COMMENT ON COLUMN audit.groups.registered_by IS 'Who made the present register entry.';
COMMENT ON COLUMN audit.groups.members IS 'How many members it has now, as far as we see.';
COMMENT ON COLUMN audit.groups.open_cases IS 'How many cases about it are not closed.';
COMMENT ON COLUMN audit.groups.created_at IS 'When it was made, as WeCom says.';
COMMENT ON COLUMN audit.groups.found_at IS 'When we first knew of it.';
COMMENT ON COLUMN audit.groups.verified_at IS 'When its whole state was last fetched; empty: never.';
COMMENT ON COLUMN audit.groups.dissolved_at IS 'When it was dissolved.';

CREATE VIEW audit.memberships AS
SELECT corp, id AS membership_id, chat_id, member_id, member_kind, person_id, since AS joined_at, until AS left_at,
       join_scene, inviter AS inviter_userid, left_how, learned
FROM qungui.membership;
COMMENT ON VIEW audit.memberships IS 'Stays in groups, one row a stay; a member who left and came back has two.';
COMMENT ON COLUMN audit.memberships.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN audit.memberships.membership_id IS 'Our id of the stay.';
COMMENT ON COLUMN audit.memberships.chat_id IS 'The group.';
COMMENT ON COLUMN audit.memberships.member_id IS 'The member''s userid or external userid.';
COMMENT ON COLUMN audit.memberships.member_kind IS 'employee or external.';
COMMENT ON COLUMN audit.memberships.person_id IS 'The hire or external person behind the account, when known: accounts are reused, persons are not.';
COMMENT ON COLUMN audit.memberships.joined_at IS 'When the stay began: WeCom''s own time where it tells one.';
COMMENT ON COLUMN audit.memberships.left_at IS 'When it ended; empty: still there.';
COMMENT ON COLUMN audit.memberships.join_scene IS '1 invited directly, 2 by link, 3 by QR code; empty: not told.';
COMMENT ON COLUMN audit.memberships.inviter_userid IS 'Who invited, only where WeCom names one of this corp.';
COMMENT ON COLUMN audit.memberships.left_how IS 'left, removed or unknown; WeCom never says by whom.';
COMMENT ON COLUMN audit.memberships.learned IS 'How we know: by event, by fetch, or both.';

CREATE VIEW audit.findings AS
SELECT f.corp, f.id AS finding_id, f.at, f.change, f.case_id, c.number AS case_number, f.rule, c.instance, f.clause, f.chat_id,
       f.subject, f.says, f.level, c.state AS case_state, c.held, c.opened_at, c.told_at, c.grace_until, c.closed_at,
       c.closed_because, f.policy_slug, f.policy_version, f.input_hash
FROM qungui.finding f
JOIN qungui."case" c ON c.corp = f.corp AND c.id = f.case_id;
COMMENT ON VIEW audit.findings IS 'Breaches and their changes. What was fine or could not be checked is in audit.coverage.';
COMMENT ON COLUMN audit.findings.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN audit.findings.finding_id IS 'Our id of the finding.';
COMMENT ON COLUMN audit.findings.at IS 'When it was judged.';
COMMENT ON COLUMN audit.findings.change IS 'found, changed or gone.';
COMMENT ON COLUMN audit.findings.case_id IS 'The case it belongs to.';
COMMENT ON COLUMN audit.findings.case_number IS 'The case''s number, as cards and the CLI name it.';
COMMENT ON COLUMN audit.findings.rule IS 'The rule that judged; src/rules has a page for each.';
COMMENT ON COLUMN audit.findings.instance IS 'The policy''s own name for its use of the rule.';
COMMENT ON COLUMN audit.findings.clause IS 'The clause of the company''s policy.';
COMMENT ON COLUMN audit.findings.chat_id IS 'The group.';
COMMENT ON COLUMN audit.findings.subject IS 'Whom it is about: member:<id>, person:<id> or group.';
COMMENT ON COLUMN audit.findings.says IS 'The key of the rule''s sentence.';
COMMENT ON COLUMN audit.findings.level IS 'observe, remind or propose, when it was judged.';
COMMENT ON COLUMN audit.findings.case_state IS 'open, told, escalated, decided or closed, now.';
COMMENT ON COLUMN audit.findings.held IS 'baseline or brake: opened, and nobody was told.';
COMMENT ON COLUMN audit.findings.opened_at IS 'When the case was opened.';
COMMENT ON COLUMN audit.findings.told_at IS 'When somebody was first told.';
COMMENT ON COLUMN audit.findings.grace_until IS 'Until when there is time to put it right.';
COMMENT ON COLUMN audit.findings.closed_at IS 'When the case was closed.';
COMMENT ON COLUMN audit.findings.closed_because IS 'Why it was closed.';
COMMENT ON COLUMN audit.findings.policy_slug IS 'The policy that was in force.';
COMMENT ON COLUMN audit.findings.policy_version IS 'Its version.';
COMMENT ON COLUMN audit.findings.input_hash IS 'The hash of the facts that were judged; replay compares it.';

CREATE VIEW audit.response_times AS
SELECT NULL::text AS corp, NULL::uuid AS obligation_id, NULL::text AS chat_id, NULL::text AS rule, NULL::text AS clause,
       NULL::text AS waits_for, NULL::text AS owed_by_userid, NULL::timestamptz AS asked_at, NULL::timestamptz AS acknowledge_by,
       NULL::timestamptz AS acknowledged_at, NULL::timestamptz AS result_by, NULL::timestamptz AS resulted_at,
       NULL::integer AS acknowledge_working_minutes, NULL::integer AS result_working_minutes
WHERE false;
COMMENT ON VIEW audit.response_times IS 'Who was waited for, and how long. Empty until the message archive is connected: without it nobody sees who answered.';
COMMENT ON COLUMN audit.response_times.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN audit.response_times.obligation_id IS 'Our id of the waiting.';
COMMENT ON COLUMN audit.response_times.chat_id IS 'The group in which it was asked.';
COMMENT ON COLUMN audit.response_times.rule IS 'The rule that counts the time.';
COMMENT ON COLUMN audit.response_times.clause IS 'The clause of the company''s policy.';
COMMENT ON COLUMN audit.response_times.waits_for IS 'Who waits: leader, notice or customer.';
COMMENT ON COLUMN audit.response_times.owed_by_userid IS 'Who was to answer.';
COMMENT ON COLUMN audit.response_times.asked_at IS 'When it was asked.';
COMMENT ON COLUMN audit.response_times.acknowledge_by IS 'Until when an acknowledgement was due.';
COMMENT ON COLUMN audit.response_times.acknowledged_at IS 'When it came; empty: not yet.';
COMMENT ON COLUMN audit.response_times.result_by IS 'Until when the result was due.';
COMMENT ON COLUMN audit.response_times.resulted_at IS 'When it came; empty: not yet.';
COMMENT ON COLUMN audit.response_times.acknowledge_working_minutes IS 'Working minutes until the acknowledgement.';
COMMENT ON COLUMN audit.response_times.result_working_minutes IS 'Working minutes until the result.';

CREATE VIEW audit.notices AS
SELECT n.corp, n.id AS notice_id, n.number AS notice_number, n.to_userid, n.kind, n.state, n.created_at, n.not_before,
       n.first_tried_at, n.attempts, n.sent_at, n.merged_into AS merged_into_notice_id, n.msgid,
       (n.outcome ->> 'errcode')::integer AS errcode, n.outcome ->> 'because' AS because,
       ARRAY(SELECT nc.case_id FROM qungui.notice_case nc WHERE nc.corp = n.corp AND nc.notice_id = n.id ORDER BY nc.case_id) AS case_ids
FROM qungui.notice n;
COMMENT ON VIEW audit.notices IS 'Messages to people, one row each, with what became of them. What they say is not shown.';
COMMENT ON COLUMN audit.notices.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN audit.notices.notice_id IS 'Our id of the notice.';
COMMENT ON COLUMN audit.notices.notice_number IS 'Its number, as the CLI names it.';
COMMENT ON COLUMN audit.notices.to_userid IS 'The account it is for.';
COMMENT ON COLUMN audit.notices.kind IS 'reminder, task, question, digest, correction or outcome.';
COMMENT ON COLUMN audit.notices.state IS 'waiting, held, sending, sent, merged, failed, unknown or recalled.';
COMMENT ON COLUMN audit.notices.created_at IS 'When it was written, together with what caused it.';
COMMENT ON COLUMN audit.notices.not_before IS 'When it may be sent at the earliest.';
COMMENT ON COLUMN audit.notices.first_tried_at IS 'When sending was first tried; its text is frozen from then on.';
COMMENT ON COLUMN audit.notices.attempts IS 'How often sending was tried.';
COMMENT ON COLUMN audit.notices.sent_at IS 'When WeCom took it.';
COMMENT ON COLUMN audit.notices.merged_into_notice_id IS 'The notice that says it too, when several were made one.';
COMMENT ON COLUMN audit.notices.msgid IS 'WeCom''s id of the message, for a recall.';
COMMENT ON COLUMN audit.notices.errcode IS 'WeCom''s last answer; 0 is success, empty: none.';
COMMENT ON COLUMN audit.notices.because IS 'Why it is in its state, when that needs a reason.';
COMMENT ON COLUMN audit.notices.case_ids IS 'The cases it tells about.';

CREATE VIEW audit.decisions AS
SELECT d.corp, d.id AS decision_id, d.at, d.case_id, c.number AS case_number, d.actor AS actor_userid, d.action, d.via, c.rule,
       c.clause, c.chat_id, c.subject, c.policy_slug, c.policy_version, c.input_hash
FROM qungui.decision d
JOIN qungui."case" c ON c.corp = d.corp AND c.id = d.case_id;
COMMENT ON VIEW audit.decisions IS 'What people decided about cases. The reasons they gave are sealed and not shown.';
COMMENT ON COLUMN audit.decisions.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN audit.decisions.decision_id IS 'Our id of the decision.';
COMMENT ON COLUMN audit.decisions.at IS 'When it was made.';
COMMENT ON COLUMN audit.decisions.case_id IS 'The case.';
COMMENT ON COLUMN audit.decisions.case_number IS 'The case''s number, as cards and the CLI name it.';
COMMENT ON COLUMN audit.decisions.actor_userid IS 'Who decided.';
COMMENT ON COLUMN audit.decisions.action IS 'What was decided.';
COMMENT ON COLUMN audit.decisions.via IS 'card, page or cli.';
COMMENT ON COLUMN audit.decisions.rule IS 'The rule of the case.';
COMMENT ON COLUMN audit.decisions.clause IS 'The clause of the company''s policy.';
COMMENT ON COLUMN audit.decisions.chat_id IS 'The group.';
COMMENT ON COLUMN audit.decisions.subject IS 'Whom the case is about.';
COMMENT ON COLUMN audit.decisions.policy_slug IS 'The policy that was in force.';
COMMENT ON COLUMN audit.decisions.policy_version IS 'Its version.';
COMMENT ON COLUMN audit.decisions.input_hash IS 'The hash of the facts that were judged.';

CREATE VIEW audit.coverage AS
SELECT corp, chat_id, rule, verdict, reason, since, until, policy_version
FROM qungui.coverage;
COMMENT ON VIEW audit.coverage IS 'For each group and rule, from when to when it was checked, or why it could not be. Never read silence as clean.';
COMMENT ON COLUMN audit.coverage.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN audit.coverage.chat_id IS 'The group.';
COMMENT ON COLUMN audit.coverage.rule IS 'The rule.';
COMMENT ON COLUMN audit.coverage.verdict IS 'checked, not-checkable or data-gap.';
COMMENT ON COLUMN audit.coverage.reason IS 'Why it was not checked; empty only when it was.';
COMMENT ON COLUMN audit.coverage.since IS 'From when this holds.';
COMMENT ON COLUMN audit.coverage.until IS 'Until when; empty: now.';
COMMENT ON COLUMN audit.coverage.policy_version IS 'The version of the policy that asked for it.';

CREATE VIEW audit.records AS
SELECT r.corp, r.seq, r.at, r.kind, r.v AS kind_version, r.body_hash, r.prev AS previous_hash, r.hash,
       NOT EXISTS (SELECT FROM qungui.audit_body b WHERE b.corp = r.corp AND b.seq = r.seq) AS erased
FROM qungui.audit_record r;
COMMENT ON VIEW audit.records IS 'The chain of the audit trail. `qungui audit verify` recomputes it, `qungui audit export` gives the bodies.';
COMMENT ON COLUMN audit.records.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN audit.records.seq IS 'The number of the record, without a gap.';
COMMENT ON COLUMN audit.records.at IS 'When it was written.';
COMMENT ON COLUMN audit.records.kind IS 'What it is about.';
COMMENT ON COLUMN audit.records.kind_version IS 'The version of that kind''s shape.';
COMMENT ON COLUMN audit.records.body_hash IS 'SHA-256 of its salt and body.';
COMMENT ON COLUMN audit.records.previous_hash IS 'The hash of the record before.';
COMMENT ON COLUMN audit.records.hash IS 'SHA-256 of the record: number, time, kind, body hash and previous hash.';
COMMENT ON COLUMN audit.records.erased IS 'True when retention took the body; the chain still verifies.';

-- Theirs from now on, and readable by auditors.
DO $$
DECLARE
  name text;
BEGIN
  FOR name IN SELECT viewname FROM pg_views WHERE schemaname = 'audit' LOOP
    EXECUTE format('GRANT SELECT ON audit.%I TO qungui_auditor', name);
    EXECUTE format('ALTER VIEW audit.%I OWNER TO qungui_views', name);
  END LOOP;
END $$;

COMMENT ON COLUMN qungui.audit_head.hash IS 'hash.seal: the last record''s hash, and an HMAC of it by the corp''s key.';
