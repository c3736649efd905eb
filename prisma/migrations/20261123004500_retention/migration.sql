-- Locks nothing that is in use. What is held back from erasure, what was erased, and the rights by which the eraser's login erases.

CREATE TABLE "qungui"."legal_hold" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "scope" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "set_by" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "ended_by" TEXT,
    "end_reason" TEXT,

    CONSTRAINT "legal_hold_pkey" PRIMARY KEY ("corp","id")
);
CREATE UNIQUE INDEX legal_hold_one ON qungui.legal_hold (corp, scope, target) WHERE until IS NULL;
ALTER TABLE qungui.legal_hold ADD CONSTRAINT legal_hold_scope CHECK (scope ~ '^[a-z]+(-[a-z]+)*$' AND target <> '');
ALTER TABLE qungui.legal_hold ADD CONSTRAINT legal_hold_ended CHECK (until IS NULL OR (ended_by IS NOT NULL AND until >= since));
COMMENT ON TABLE qungui.legal_hold IS 'What nobody may erase while somebody needs it as evidence; a hold that is over ends and stays.';
COMMENT ON COLUMN qungui.legal_hold.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN qungui.legal_hold.id IS 'Our id of the row.';
COMMENT ON COLUMN qungui.legal_hold.scope IS 'case, person or group.';
COMMENT ON COLUMN qungui.legal_hold.target IS 'The id of the case, of the person, or the chat id of the group.';
COMMENT ON COLUMN qungui.legal_hold.reason IS 'Why, in the words of who set it, sealed.';
COMMENT ON COLUMN qungui.legal_hold.set_by IS 'The account of who set it.';
COMMENT ON COLUMN qungui.legal_hold.since IS 'From when on.';
COMMENT ON COLUMN qungui.legal_hold.until IS 'When it was ended; empty: it holds.';
COMMENT ON COLUMN qungui.legal_hold.ended_by IS 'The account of who ended it.';
COMMENT ON COLUMN qungui.legal_hold.end_reason IS 'Why it was ended, sealed.';
SELECT qungui.guard('qungui.legal_hold');
REVOKE DELETE ON qungui.legal_hold FROM qungui_app;
SELECT qungui.show('qungui.legal_hold', 'corp, id, scope, target, set_by, since, until, ended_by');

CREATE TABLE "qungui"."erasure" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "what" TEXT NOT NULL,
    "because" TEXT NOT NULL,
    "rows" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "told_at" TIMESTAMPTZ(3),
    "reason" TEXT,

    CONSTRAINT "erasure_pkey" PRIMARY KEY ("corp","id")
);
CREATE INDEX erasure_untold ON qungui.erasure (corp) WHERE told_at IS NULL;
ALTER TABLE qungui.erasure ADD CONSTRAINT erasure_rows CHECK (rows >= 0);
COMMENT ON TABLE qungui.erasure IS 'A batch that was erased, written in the same transaction: no erasure is missing in the trail, whoever dies when.';
COMMENT ON COLUMN qungui.erasure.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN qungui.erasure.id IS 'Our id of the row.';
COMMENT ON COLUMN qungui.erasure.what IS 'Which table, or which column of it.';
COMMENT ON COLUMN qungui.erasure.because IS 'The period of qungui.yaml that was over (excerpts, messages, snapshots, logs), or persons-right.';
COMMENT ON COLUMN qungui.erasure.reason IS 'Of a person who wished it: why, sealed; else empty.';
COMMENT ON COLUMN qungui.erasure.rows IS 'How many rows.';
COMMENT ON COLUMN qungui.erasure.at IS 'When.';
COMMENT ON COLUMN qungui.erasure.told_at IS 'When the trail had its entry; empty: it follows.';
SELECT qungui.guard('qungui.erasure');
GRANT SELECT, INSERT ON qungui.erasure TO qungui_eraser;

-- What stays whatever its age: open cases, those that people still decide of, those decided within thirteen months, and what is held.
CREATE FUNCTION qungui.kept_cases(c text) RETURNS SETOF uuid LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT k.id FROM qungui."case" k
  WHERE k.corp = c AND (
    k.closed_at IS NULL OR k.stage IN ('statement', 'ready', 'appealed')
    OR EXISTS (SELECT FROM qungui.appeal a WHERE a.corp = c AND a.case_id = k.id AND a.says IS NULL)
    OR EXISTS (SELECT FROM qungui.decision d WHERE d.corp = c AND d.case_id = k.id AND d.at > qungui.clock() - interval '13 months')
    OR EXISTS (SELECT FROM qungui.legal_hold h WHERE h.corp = c AND h.until IS NULL AND (
         (h.scope = 'case' AND h.target = k.id::text) OR (h.scope = 'group' AND h.target = k.chat_id)
         OR (h.scope = 'person' AND (k.subject = 'person:' || h.target OR k.subject IN (
           SELECT 'member:' || a.userid FROM qungui.account a WHERE a.corp = c AND a.person_id::text = h.target
           UNION ALL SELECT 'member:' || s.external_userid FROM qungui.contact_state s WHERE s.corp = c AND s.person_id::text = h.target))))))
$$;
CREATE FUNCTION qungui.kept_persons(c text) RETURNS SETOF uuid LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT h.target::uuid FROM qungui.legal_hold h WHERE h.corp = c AND h.until IS NULL AND h.scope = 'person'
  UNION SELECT substr(k.subject, 8)::uuid FROM qungui."case" k
    WHERE k.corp = c AND k.subject LIKE 'person:%' AND k.id IN (SELECT qungui.kept_cases(c))
  UNION SELECT a.person_id FROM qungui."case" k JOIN qungui.account a ON a.corp = c AND k.subject = 'member:' || a.userid
    WHERE k.corp = c AND k.id IN (SELECT qungui.kept_cases(c))
  UNION SELECT s.person_id FROM qungui."case" k JOIN qungui.contact_state s ON s.corp = c AND k.subject = 'member:' || s.external_userid
    WHERE k.corp = c AND k.id IN (SELECT qungui.kept_cases(c))
$$;
CREATE FUNCTION qungui.kept_members(c text) RETURNS SETOF text LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT a.userid FROM qungui.account a WHERE a.corp = c AND a.person_id IN (SELECT qungui.kept_persons(c))
  UNION SELECT s.external_userid FROM qungui.contact_state s WHERE s.corp = c AND s.person_id IN (SELECT qungui.kept_persons(c))
  UNION SELECT substr(k.subject, 8) FROM qungui."case" k
    WHERE k.corp = c AND k.subject LIKE 'member:%' AND k.id IN (SELECT qungui.kept_cases(c))
$$;
-- Groups that somebody holds.
CREATE FUNCTION qungui.kept_chats(c text) RETURNS SETOF text LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT h.target FROM qungui.legal_hold h WHERE h.corp = c AND h.until IS NULL AND h.scope = 'group'
$$;
-- Accounts and external ids of people whom somebody holds.
CREATE FUNCTION qungui.held_members(c text) RETURNS SETOF text LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT a.userid FROM qungui.legal_hold h JOIN qungui.account a ON a.corp = c AND a.person_id::text = h.target
    WHERE h.corp = c AND h.until IS NULL AND h.scope = 'person'
  UNION SELECT s.external_userid FROM qungui.legal_hold h JOIN qungui.contact_state s ON s.corp = c AND s.person_id::text = h.target
    WHERE h.corp = c AND h.until IS NULL AND h.scope = 'person'
$$;
-- What was said a day before and after a matter that stays: an open case does not keep all that a group ever said.
CREATE FUNCTION qungui.kept_talk(c text) RETURNS TABLE (chat_id text, from_at timestamptz, until_at timestamptz)
LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT h, '-infinity', 'infinity' FROM qungui.kept_chats(c) h
  UNION ALL SELECT k.chat_id, k.opened_at - interval '1 day', k.opened_at + interval '1 day' FROM qungui."case" k
    WHERE k.corp = c AND k.id IN (SELECT qungui.kept_cases(c))
$$;
REVOKE EXECUTE ON FUNCTION qungui.kept_cases(text), qungui.kept_persons(text), qungui.kept_members(text), qungui.kept_chats(text), qungui.held_members(text), qungui.kept_talk(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION qungui.kept_cases(text), qungui.kept_persons(text), qungui.kept_members(text), qungui.kept_chats(text), qungui.held_members(text), qungui.kept_talk(text) TO qungui_app, qungui_eraser;
GRANT SELECT (corp, id, stage, subject, chat_id, opened_at, closed_at) ON qungui."case" TO qungui_eraser;
GRANT SELECT (corp, case_id, says) ON qungui.appeal TO qungui_eraser;
GRANT SELECT (corp, case_id, at) ON qungui.decision TO qungui_eraser;
GRANT SELECT (corp, scope, target, until) ON qungui.legal_hold TO qungui_eraser;
GRANT SELECT (corp, person_id, userid) ON qungui.account TO qungui_eraser;
GRANT SELECT (corp, person_id, external_userid) ON qungui.contact_state TO qungui_eraser;

-- What the eraser may take away, and by which columns it finds it: never a name, a text or a reason.
GRANT DELETE, SELECT (corp, ctid, id, chat_id, from_id, sent_at) ON qungui.message TO qungui_eraser;
GRANT DELETE, SELECT (corp, ctid, message_id, at) ON qungui.message_recall TO qungui_eraser;
GRANT DELETE, SELECT (corp, ctid, id, chat_id, by_id, said_at, found_at), UPDATE (excerpt, note), SELECT (excerpt, note) ON qungui.content_hit TO qungui_eraser;
GRANT DELETE, SELECT (corp, ctid, id, state, parked_at) ON qungui.parked_record TO qungui_eraser;
GRANT DELETE, SELECT (corp, ctid, id, chat_id, awaited, asker, opened_at, closed_at) ON qungui.obligation TO qungui_eraser;
GRANT DELETE, SELECT (corp, ctid, obligation_id, at) ON qungui.obligation_told TO qungui_eraser;
GRANT DELETE, SELECT (corp, ctid, id, chat_id, by_userid, at) ON qungui.obligation_press TO qungui_eraser;
GRANT DELETE, SELECT (corp, ctid, userid, at) ON qungui.clock_in TO qungui_eraser;
GRANT DELETE, SELECT (corp, ctid, owner, learned_at) ON qungui.owner_statistic TO qungui_eraser;
GRANT DELETE, SELECT (corp, ctid, id, person_id, until) ON qungui.person_state TO qungui_eraser;
GRANT DELETE, SELECT (corp, ctid, id, person_id, until) ON qungui.contact_state TO qungui_eraser;
GRANT DELETE, SELECT (corp, ctid, id, chat_id, until) ON qungui.group_state TO qungui_eraser;
GRANT DELETE, SELECT (corp, ctid, id, chat_id, member_id, until) ON qungui.nickname_state TO qungui_eraser;
GRANT DELETE, SELECT (corp, ctid, id, chat_id, member_id, until) ON qungui.membership TO qungui_eraser;
GRANT DELETE, SELECT (corp, ctid, id, person_id, until_at, until) ON qungui.absence TO qungui_eraser;
GRANT DELETE, SELECT (corp, ctid, id, person_id, since, until) ON qungui.shift TO qungui_eraser;
GRANT DELETE, SELECT (corp, ctid, id, expires_at) ON qungui.page_session TO qungui_eraser;
GRANT DELETE, SELECT (corp, ctid, state_hash, at) ON qungui.sign_in TO qungui_eraser;
GRANT SELECT (corp, ctid, id, chat_id, state, finished_at, body, reason), UPDATE (body, reason) ON qungui.callback TO qungui_eraser;
GRANT SELECT (corp, ctid, id, to_userid, state, created_at, content), UPDATE (content, body, response_code) ON qungui.notice TO qungui_eraser;
GRANT SELECT (corp, notice_id, case_id) ON qungui.notice_case TO qungui_eraser;

CREATE VIEW audit.legal_holds AS
SELECT corp, id AS hold_id, scope, target, set_by, since, until, ended_by FROM qungui.legal_hold;
COMMENT ON VIEW audit.legal_holds IS 'What nobody may erase, from when to when, and who said so. Why is sealed.';
COMMENT ON COLUMN audit.legal_holds.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN audit.legal_holds.hold_id IS 'Our id; the trail names it (hold-set, hold-ended).';
COMMENT ON COLUMN audit.legal_holds.scope IS 'case, person or group.';
COMMENT ON COLUMN audit.legal_holds.target IS 'The id of the case, of the person, or the chat id of the group.';
COMMENT ON COLUMN audit.legal_holds.set_by IS 'The account of who set it.';
COMMENT ON COLUMN audit.legal_holds.since IS 'From when on.';
COMMENT ON COLUMN audit.legal_holds.until IS 'When it was ended; empty: it holds.';
COMMENT ON COLUMN audit.legal_holds.ended_by IS 'The account of who ended it; empty: nobody did.';
GRANT SELECT ON audit.legal_holds TO qungui_auditor;
ALTER VIEW audit.legal_holds OWNER TO qungui_views;
