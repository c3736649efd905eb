-- Locks nothing that is in use. Messages of the archive as rows, what could not be read of it, and who agreed to be archived.

CREATE TABLE "qungui"."message" (
    "corp" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "chat_id" TEXT NOT NULL,
    "seq" DECIMAL(20,0),
    "from_id" TEXT NOT NULL,
    "from_kind" TEXT NOT NULL,
    "person_id" UUID,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "length" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "mentions" JSONB NOT NULL,
    "quote" JSONB,
    "things" JSONB NOT NULL,
    "words" TEXT,
    "revoked_at" TIMESTAMPTZ(3),
    "learned_at" TIMESTAMPTZ(3) NOT NULL,
    "learned_by" TEXT NOT NULL,

    CONSTRAINT "message_pkey" PRIMARY KEY ("corp","id")
);
CREATE INDEX "message_corp_chat_id_sent_at_idx" ON "qungui"."message"("corp", "chat_id", "sent_at");
ALTER TABLE qungui.message ADD CONSTRAINT message_in_a_group CHECK (chat_id <> '' AND length >= 0);
COMMENT ON TABLE qungui.message IS 'Messages in groups: who, where, when, what kind, how long. Words only where a policy states why; one-to-one conversations never without a basis.';
COMMENT ON COLUMN qungui.message.hash IS 'Keyed hash of the words: equal words are found, words cannot be guessed.';
COMMENT ON COLUMN qungui.message.words IS 'Text and things, sealed; empty unless a policy says content: full with its legal basis.';
SELECT qungui.guard('qungui.message');

CREATE TABLE "qungui"."message_recall" (
    "corp" TEXT NOT NULL,
    "message_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "message_recall_pkey" PRIMARY KEY ("corp","message_id")
);
COMMENT ON TABLE qungui.message_recall IS 'Messages that were taken back; a recall may arrive before its message.';
SELECT qungui.guard('qungui.message_recall');

CREATE TABLE "qungui"."parked_record" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "seq" DECIMAL(20,0),
    "msgid" TEXT,
    "reason" TEXT NOT NULL,
    "key_version" INTEGER,
    "body" TEXT,
    "bytes" INTEGER NOT NULL,
    "near_at" TIMESTAMPTZ(3),
    "parked_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "parked_record_pkey" PRIMARY KEY ("corp","id")
);
CREATE UNIQUE INDEX "parked_record_corp_seq_key" ON "qungui"."parked_record"("corp", "seq");
COMMENT ON TABLE qungui.parked_record IS 'Archive records that could not be read: set aside, sealed, with the reason; read again when the reason is gone.';
SELECT qungui.guard('qungui.parked_record');

CREATE TABLE "qungui"."archive_cursor" (
    "corp" TEXT NOT NULL,
    "seq" DECIMAL(20,0) NOT NULL,
    "heard_at" TIMESTAMPTZ(3),
    "pulled_at" TIMESTAMPTZ(3),
    "caught_up_at" TIMESTAMPTZ(3),
    "at_once" INTEGER NOT NULL,
    "failures" INTEGER NOT NULL,
    "trouble" TEXT,
    "alarmed_at" TIMESTAMPTZ(3),

    CONSTRAINT "archive_cursor_pkey" PRIMARY KEY ("corp")
);
ALTER TABLE qungui.archive_cursor ADD CONSTRAINT archive_cursor_counts CHECK (seq >= 0 AND at_once BETWEEN 1 AND 1000 AND failures >= 0);
COMMENT ON TABLE qungui.archive_cursor IS 'How far the archive of a corp is read: moves in the transaction of the rows that were read.';
SELECT qungui.guard('qungui.archive_cursor');

CREATE TABLE "qungui"."archive_gap" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "from_seq" DECIMAL(20,0) NOT NULL,
    "to_seq" DECIMAL(20,0) NOT NULL,
    "after_at" TIMESTAMPTZ(3),
    "before_at" TIMESTAMPTZ(3) NOT NULL,
    "because" TEXT NOT NULL,
    "found_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "archive_gap_pkey" PRIMARY KEY ("corp","id")
);
ALTER TABLE qungui.archive_gap ADD CONSTRAINT archive_gap_order CHECK (from_seq <= to_seq);
COMMENT ON TABLE qungui.archive_gap IS 'Archive records that were jumped over and that nobody can read any more.';
SELECT qungui.guard('qungui.archive_gap');

CREATE TABLE "qungui"."archive_consent" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "agreed" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "learned" TEXT NOT NULL,

    CONSTRAINT "archive_consent_pkey" PRIMARY KEY ("corp","id")
);
CREATE INDEX "archive_consent_corp_place_idx" ON "qungui"."archive_consent"("corp", "place");
COMMENT ON TABLE qungui.archive_consent IS 'Whether an outsider agreed that a conversation is archived, from when to when.';
SELECT qungui.guard('qungui.archive_consent');

CREATE TABLE "qungui"."archive_count" (
    "corp" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "archive_count_pkey" PRIMARY KEY ("corp","day","what")
);
COMMENT ON TABLE qungui.archive_count IS 'What became of the records of a day: counts, no words, no people.';
SELECT qungui.guard('qungui.archive_count');

SELECT qungui.show('qungui.message', 'corp, id, chat_id, from_id, from_kind, person_id, sent_at, kind, length, revoked_at, learned_at, learned_by');
CREATE VIEW audit.messages AS
SELECT corp, id AS message_id, chat_id, from_id, from_kind, person_id, sent_at, kind, length, revoked_at, learned_at, learned_by
FROM qungui.message;
COMMENT ON VIEW audit.messages IS 'Messages in groups as far as the archive shows them: who, where, when and what kind, never what was said.';
COMMENT ON COLUMN audit.messages.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN audit.messages.message_id IS 'WeCom''s id of the message.';
COMMENT ON COLUMN audit.messages.chat_id IS 'The group.';
COMMENT ON COLUMN audit.messages.from_id IS 'The sender''s userid or external id.';
COMMENT ON COLUMN audit.messages.from_kind IS 'employee, external or robot.';
COMMENT ON COLUMN audit.messages.person_id IS 'Who held the account when it was sent, when known.';
COMMENT ON COLUMN audit.messages.sent_at IS 'When it was sent, by WeCom''s clock.';
COMMENT ON COLUMN audit.messages.kind IS 'text, image, voice, file …';
COMMENT ON COLUMN audit.messages.length IS 'How many characters the sender wrote.';
COMMENT ON COLUMN audit.messages.revoked_at IS 'When it was taken back.';
COMMENT ON COLUMN audit.messages.learned_at IS 'When we read it.';
COMMENT ON COLUMN audit.messages.learned_by IS 'archive, or a file that was imported.';

SELECT qungui.show('qungui.parked_record', 'corp, id, seq, msgid, reason, key_version, bytes, near_at, parked_at, state, settled_at');
CREATE VIEW audit.parked_records AS
SELECT corp, id AS parked_id, seq, msgid AS message_id, reason, key_version, bytes, near_at, parked_at, state, settled_at
FROM qungui.parked_record;
COMMENT ON VIEW audit.parked_records IS 'Archive records that could not be read, one row each, with the reason; none is ever skipped.';
COMMENT ON COLUMN audit.parked_records.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN audit.parked_records.parked_id IS 'Our id.';
COMMENT ON COLUMN audit.parked_records.seq IS 'Its place in the archive.';
COMMENT ON COLUMN audit.parked_records.message_id IS 'WeCom''s id of the message, where it could be read.';
COMMENT ON COLUMN audit.parked_records.reason IS 'Why it could not be read.';
COMMENT ON COLUMN audit.parked_records.key_version IS 'The version of the public key it is sealed for.';
COMMENT ON COLUMN audit.parked_records.bytes IS 'How long it is.';
COMMENT ON COLUMN audit.parked_records.near_at IS 'When the readable record before it was sent.';
COMMENT ON COLUMN audit.parked_records.parked_at IS 'When it was set aside.';
COMMENT ON COLUMN audit.parked_records.state IS 'parked, again (waits to be read once more) or read.';
COMMENT ON COLUMN audit.parked_records.settled_at IS 'When it was read after all.';

SELECT qungui.show('qungui.archive_cursor', 'corp, seq, heard_at, pulled_at, caught_up_at, failures, trouble');
CREATE VIEW audit.archive_state AS
SELECT corp, seq, heard_at, pulled_at, caught_up_at, failures, trouble
FROM qungui.archive_cursor;
COMMENT ON VIEW audit.archive_state IS 'How far the archive of each corp is read.';
COMMENT ON COLUMN audit.archive_state.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN audit.archive_state.seq IS 'The last record that was read.';
COMMENT ON COLUMN audit.archive_state.heard_at IS 'When the last readable record was sent.';
COMMENT ON COLUMN audit.archive_state.pulled_at IS 'When a pull last succeeded.';
COMMENT ON COLUMN audit.archive_state.caught_up_at IS 'Up to then everything was read.';
COMMENT ON COLUMN audit.archive_state.failures IS 'Pulls that failed in a row.';
COMMENT ON COLUMN audit.archive_state.trouble IS 'The code of the last failure.';

SELECT qungui.show('qungui.archive_gap', 'corp, id, from_seq, to_seq, after_at, before_at, because, found_at');
CREATE VIEW audit.archive_gaps AS
SELECT corp, id AS gap_id, from_seq, to_seq, after_at, before_at, because, found_at
FROM qungui.archive_gap;
COMMENT ON VIEW audit.archive_gaps IS 'Records of the archive that were lost: nobody can say what was in them.';
COMMENT ON COLUMN audit.archive_gaps.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN audit.archive_gaps.gap_id IS 'Our id.';
COMMENT ON COLUMN audit.archive_gaps.from_seq IS 'The first record that is missing.';
COMMENT ON COLUMN audit.archive_gaps.to_seq IS 'The last.';
COMMENT ON COLUMN audit.archive_gaps.after_at IS 'When the record before was sent.';
COMMENT ON COLUMN audit.archive_gaps.before_at IS 'When the record behind was sent.';
COMMENT ON COLUMN audit.archive_gaps.because IS 'jump, or five-days: nothing was pulled for longer than WeCom keeps records.';
COMMENT ON COLUMN audit.archive_gaps.found_at IS 'When we noticed.';

SELECT qungui.show('qungui.archive_consent', 'corp, id, external_id, place, agreed, since, until, learned');
CREATE VIEW audit.archive_consents AS
SELECT corp, id AS consent_id, external_id, place, agreed, since, until, learned
FROM qungui.archive_consent;
COMMENT ON VIEW audit.archive_consents IS 'Whether outsiders agreed that a conversation is archived.';
COMMENT ON COLUMN audit.archive_consents.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN audit.archive_consents.consent_id IS 'Our id.';
COMMENT ON COLUMN audit.archive_consents.external_id IS 'The outsider.';
COMMENT ON COLUMN audit.archive_consents.place IS 'The group, or the account of the employee in a one-to-one conversation.';
COMMENT ON COLUMN audit.archive_consents.agreed IS 'agreed or refused.';
COMMENT ON COLUMN audit.archive_consents.since IS 'From when on.';
COMMENT ON COLUMN audit.archive_consents.until IS 'Until when; empty: it holds.';
COMMENT ON COLUMN audit.archive_consents.learned IS 'By a message of the archive, a call or an event.';

SELECT qungui.show('qungui.archive_count', 'corp, day, what, count');
CREATE VIEW audit.archive_counts AS
SELECT corp, day, what, count
FROM qungui.archive_count;
COMMENT ON VIEW audit.archive_counts IS 'What became of the records that were pulled on a day; one-to-one conversations are counted here and kept nowhere.';
COMMENT ON COLUMN audit.archive_counts.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN audit.archive_counts.day IS 'The day of the pull, by the clocks of China.';
COMMENT ON COLUMN audit.archive_counts.what IS 'kept, repeated, recalled, one-to-one (dropped), consent, switched or parked.';
COMMENT ON COLUMN audit.archive_counts.count IS 'How many.';

GRANT SELECT ON audit.messages, audit.parked_records, audit.archive_state, audit.archive_gaps, audit.archive_consents, audit.archive_counts TO qungui_auditor;
ALTER VIEW audit.messages OWNER TO qungui_views;
ALTER VIEW audit.parked_records OWNER TO qungui_views;
ALTER VIEW audit.archive_state OWNER TO qungui_views;
ALTER VIEW audit.archive_gaps OWNER TO qungui_views;
ALTER VIEW audit.archive_consents OWNER TO qungui_views;
ALTER VIEW audit.archive_counts OWNER TO qungui_views;
