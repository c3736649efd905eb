-- Locks nothing that is in use. What guards a sanction: sign-offs of versions, unlocks, deputies, places, exemptions.

CREATE TABLE "qungui"."unlock" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "measure" TEXT NOT NULL,
    "approver_id" UUID NOT NULL,
    "approver_name" TEXT NOT NULL,
    "approver_post" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "on_day" TEXT NOT NULL,
    "until_day" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "set_by" TEXT NOT NULL,
    "ended_by" TEXT,

    CONSTRAINT "unlock_pkey" PRIMARY KEY ("corp","id")
);
CREATE INDEX "unlock_corp_measure_idx" ON "qungui"."unlock"("corp", "measure");
COMMENT ON TABLE qungui.unlock IS 'Measures that are off by default, for which somebody answers by name. None becomes a line of wages.';
COMMENT ON COLUMN qungui.unlock.reason IS 'Why, and who advised on the law; about the measure, never about a person.';
COMMENT ON COLUMN qungui.unlock.on_day IS '2026-12-01.';
COMMENT ON COLUMN qungui.unlock.until IS 'When it was taken back, or another one took its place.';
SELECT qungui.guard('qungui.unlock');

CREATE TABLE "qungui"."sign_off_step" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "policy_slug" TEXT NOT NULL,
    "policy_version" INTEGER NOT NULL,
    "step" TEXT NOT NULL,
    "on_day" TEXT NOT NULL,
    "until_day" TEXT,
    "least_days" INTEGER,
    "record_of" TEXT,
    "reference" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "set_by" TEXT NOT NULL,

    CONSTRAINT "sign_off_step_pkey" PRIMARY KEY ("corp","id")
);
CREATE INDEX "sign_off_step_corp_policy_slug_policy_version_idx" ON "qungui"."sign_off_step"("corp", "policy_slug", "policy_version");
COMMENT ON TABLE qungui.sign_off_step IS 'How versions of policies came to bind people: the consultation, the record of the meeting, the publication.';
COMMENT ON COLUMN qungui.sign_off_step.step IS 'Consultation | record | publication.';
COMMENT ON COLUMN qungui.sign_off_step.on_day IS 'Of a consultation its first day.';
COMMENT ON COLUMN qungui.sign_off_step.until_day IS 'Of a consultation its last day.';
COMMENT ON COLUMN qungui.sign_off_step.least_days IS 'Of a consultation: how long it has to last.';
COMMENT ON COLUMN qungui.sign_off_step.record_of IS 'Of a record: union | staff-meeting | all-staff | council.';
COMMENT ON COLUMN qungui.sign_off_step.reference IS 'The number of the minutes, or where the text was published.';
COMMENT ON COLUMN qungui.sign_off_step.until IS 'When it was told otherwise.';
SELECT qungui.guard('qungui.sign_off_step');

CREATE TABLE "qungui"."signature" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "policy_slug" TEXT NOT NULL,
    "policy_version" INTEGER NOT NULL,
    "person_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "how" TEXT NOT NULL,
    "says" TEXT NOT NULL,
    "witness" TEXT,
    "from_file" TEXT,
    "learned_at" TIMESTAMPTZ(3) NOT NULL,
    "set_by" TEXT NOT NULL,

    CONSTRAINT "signature_pkey" PRIMARY KEY ("corp","id")
);
CREATE INDEX "signature_corp_policy_slug_policy_version_person_id_idx" ON "qungui"."signature"("corp", "policy_slug", "policy_version", "person_id");
COMMENT ON TABLE qungui.signature IS 'Who was shown which version of a policy. That somebody would not sign does not undo it.';
COMMENT ON COLUMN qungui.signature.how IS 'Card | page | list.';
COMMENT ON COLUMN qungui.signature.says IS 'Signed | refused.';
COMMENT ON COLUMN qungui.signature.witness IS 'Of a refusal on paper: who saw it.';
COMMENT ON COLUMN qungui.signature.from_file IS 'Of a list: the name of its file.';
SELECT qungui.guard('qungui.signature');

CREATE TABLE "qungui"."sign_ask" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "policy_slug" TEXT NOT NULL,
    "policy_version" INTEGER NOT NULL,
    "person_id" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_ask_pkey" PRIMARY KEY ("corp","id")
);
CREATE UNIQUE INDEX "sign_ask_corp_policy_slug_policy_version_person_id_key" ON "qungui"."sign_ask"("corp", "policy_slug", "policy_version", "person_id");
COMMENT ON TABLE qungui.sign_ask IS 'Who was asked by a card to sign which version; once each.';
COMMENT ON COLUMN qungui.sign_ask.id IS 'The notice.';
SELECT qungui.guard('qungui.sign_ask');

CREATE TABLE "qungui"."deputy" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "of_id" UUID NOT NULL,
    "by_id" UUID NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "until_at" TIMESTAMPTZ(3) NOT NULL,
    "absence_id" UUID,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "set_by" TEXT NOT NULL,
    "ended_by" TEXT,

    CONSTRAINT "deputy_pkey" PRIMARY KEY ("corp","id")
);
CREATE INDEX "deputy_corp_of_id_idx" ON "qungui"."deputy"("corp", "of_id");
COMMENT ON TABLE qungui.deputy IS 'Who stands in for whom, from when until when.';
COMMENT ON COLUMN qungui.deputy.absence_id IS 'The leave or trip for which it was suggested.';
COMMENT ON COLUMN qungui.deputy.until IS 'When it was taken back.';
SELECT qungui.guard('qungui.deputy');

CREATE TABLE "qungui"."deputy_hint" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "absence_id" UUID NOT NULL,
    "of_id" UUID NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "until_at" TIMESTAMPTZ(3) NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "deputy_hint_pkey" PRIMARY KEY ("corp","id")
);
CREATE UNIQUE INDEX "deputy_hint_corp_absence_id_key" ON "qungui"."deputy_hint"("corp", "absence_id");
COMMENT ON TABLE qungui.deputy_hint IS 'Absences of people with a duty for which a deputy was suggested.';
COMMENT ON COLUMN qungui.deputy_hint.id IS 'The notice.';
SELECT qungui.guard('qungui.deputy_hint');

CREATE TABLE "qungui"."person_place" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "place" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "set_by" TEXT NOT NULL,

    CONSTRAINT "person_place_pkey" PRIMARY KEY ("corp","id")
);
CREATE INDEX "person_place_corp_person_id_idx" ON "qungui"."person_place"("corp", "person_id");
COMMENT ON TABLE qungui.person_place IS 'In which place somebody works, as far as its law is another.';
SELECT qungui.guard('qungui.person_place');

CREATE TABLE "qungui"."note_party" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "person_id" UUID,
    "name" TEXT NOT NULL,
    "userid" TEXT,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "set_by" TEXT NOT NULL,

    CONSTRAINT "note_party_pkey" PRIMARY KEY ("corp","id")
);
CREATE INDEX "note_party_corp_role_idx" ON "qungui"."note_party"("corp", "role");
COMMENT ON TABLE qungui.note_party IS 'Who hears of proposals about people who are not employed here.';
COMMENT ON COLUMN qungui.note_party.role IS 'Agency | contract-owner | mentor | council.';
COMMENT ON COLUMN qungui.note_party.person_id IS 'Of whom; empty: of everybody of whom no other is named.';
COMMENT ON COLUMN qungui.note_party.userid IS 'Empty: somebody outside, whom HR writes to.';
SELECT qungui.guard('qungui.note_party');

CREATE TABLE "qungui"."relation_note" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "proposal_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "party_id" UUID,
    "person_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "relation_note_pkey" PRIMARY KEY ("corp","id")
);
CREATE UNIQUE INDEX "relation_note_corp_proposal_id_role_key" ON "qungui"."relation_note"("corp", "proposal_id", "role");
COMMENT ON TABLE qungui.relation_note IS 'Notes about proposals that were written to them.';
COMMENT ON COLUMN qungui.relation_note.id IS 'The notice.';
COMMENT ON COLUMN qungui.relation_note.party_id IS 'Empty: nobody is known.';
SELECT qungui.guard('qungui.relation_note');

CREATE TABLE "qungui"."fine_sign" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "sign" TEXT NOT NULL,
    "about_id" UUID,
    "proposal_id" UUID,
    "message_ids" TEXT[],
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "fine_sign_pkey" PRIMARY KEY ("corp","id")
);
CREATE UNIQUE INDEX "fine_sign_corp_key_key" ON "qungui"."fine_sign"("corp", "key");
COMMENT ON TABLE qungui.fine_sign IS 'Signs of a fine by another name, of which HR was told in private; once each. No words are kept.';
COMMENT ON COLUMN qungui.fine_sign.id IS 'The notice.';
COMMENT ON COLUMN qungui.fine_sign.sign IS 'Packet-after-proposal | packet-after-order | order.';
SELECT qungui.guard('qungui.fine_sign');

CREATE TABLE "qungui"."exemption" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "case_id" UUID,
    "policy_slug" TEXT NOT NULL,
    "instance" TEXT NOT NULL,
    "chat_id" TEXT,
    "person_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "asked_by" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "first_by" UUID,
    "first_at" TIMESTAMPTZ(3),
    "second_by" UUID,
    "second_at" TIMESTAMPTZ(3),
    "until_day" TEXT NOT NULL,
    "reported" TEXT NOT NULL,
    "agreed_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" TEXT,
    "because" TEXT,

    CONSTRAINT "exemption_pkey" PRIMARY KEY ("corp","id")
);
CREATE INDEX "exemption_corp_person_id_idx" ON "qungui"."exemption"("corp", "person_id");
CREATE INDEX "exemption_corp_state_idx" ON "qungui"."exemption"("corp", "state");
COMMENT ON TABLE qungui.exemption IS 'Members who are spared by a use of a rule for a while, and who agreed to it.';
COMMENT ON COLUMN qungui.exemption.chat_id IS 'Empty: in every group.';
COMMENT ON COLUMN qungui.exemption.state IS 'Asked | first | agreed | refused | ended.';
COMMENT ON COLUMN qungui.exemption.reason IS 'Sealed.';
COMMENT ON COLUMN qungui.exemption.until_day IS 'The last day on which it counts.';
COMMENT ON COLUMN qungui.exemption.reported IS 'Monthly | not-reported.';
COMMENT ON COLUMN qungui.exemption.agreed_at IS 'From when it counts.';
COMMENT ON COLUMN qungui.exemption.ended_at IS 'Refused, or ended before its day.';
COMMENT ON COLUMN qungui.exemption.because IS 'Sealed: why it was refused.';
SELECT qungui.guard('qungui.exemption');

-- One step of a kind holds at a time, one unlock of a measure, one place of a person.
CREATE UNIQUE INDEX sign_off_step_holds ON qungui.sign_off_step (corp, policy_slug, policy_version, step) WHERE until IS NULL;
CREATE UNIQUE INDEX unlock_holds ON qungui.unlock (corp, measure) WHERE until IS NULL;
CREATE UNIQUE INDEX person_place_holds ON qungui.person_place (corp, person_id) WHERE until IS NULL;
CREATE UNIQUE INDEX note_party_holds ON qungui.note_party (corp, role, person_id) NULLS NOT DISTINCT WHERE until IS NULL;
ALTER TABLE qungui.unlock ADD CONSTRAINT unlock_answers CHECK (length(reason) >= 10 AND on_day <= until_day);

SELECT qungui.show('qungui.unlock', 'corp, id, measure, approver_id, approver_post, reason, on_day, until_day, since, until');
CREATE VIEW audit.unlocks AS
SELECT corp, id AS unlock_id, measure, approver_id, approver_post, reason, on_day, until_day, since, until
FROM qungui.unlock;
COMMENT ON VIEW audit.unlocks IS 'Measures that are off by default, for which somebody answered by name.';
COMMENT ON COLUMN audit.unlocks.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN audit.unlocks.unlock_id IS 'Our id.';
COMMENT ON COLUMN audit.unlocks.measure IS 'The measure.';
COMMENT ON COLUMN audit.unlocks.approver_id IS 'Who answers for it: a person.';
COMMENT ON COLUMN audit.unlocks.approver_post IS 'His post.';
COMMENT ON COLUMN audit.unlocks.reason IS 'Why, and who advised on the law.';
COMMENT ON COLUMN audit.unlocks.on_day IS 'From this day on.';
COMMENT ON COLUMN audit.unlocks.until_day IS 'To the end of this day.';
COMMENT ON COLUMN audit.unlocks.since IS 'When it was written down.';
COMMENT ON COLUMN audit.unlocks.until IS 'When it was taken back or replaced; empty: it holds.';

SELECT qungui.show('qungui.sign_off_step', 'corp, id, policy_slug, policy_version, step, on_day, until_day, least_days, record_of, reference, since, until');
CREATE VIEW audit.sign_offs AS
SELECT corp, id AS step_id, policy_slug, policy_version, step, on_day, until_day, least_days, record_of, reference, since, until
FROM qungui.sign_off_step;
COMMENT ON VIEW audit.sign_offs IS 'How versions of policies came to bind people.';
COMMENT ON COLUMN audit.sign_offs.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN audit.sign_offs.step_id IS 'Our id.';
COMMENT ON COLUMN audit.sign_offs.policy_slug IS 'The policy.';
COMMENT ON COLUMN audit.sign_offs.policy_version IS 'Its version.';
COMMENT ON COLUMN audit.sign_offs.step IS 'consultation, record or publication.';
COMMENT ON COLUMN audit.sign_offs.on_day IS 'Its day; of a consultation the first.';
COMMENT ON COLUMN audit.sign_offs.until_day IS 'Of a consultation its last day.';
COMMENT ON COLUMN audit.sign_offs.least_days IS 'Of a consultation: how long it has to last.';
COMMENT ON COLUMN audit.sign_offs.record_of IS 'Of a record: union, staff-meeting, all-staff or council.';
COMMENT ON COLUMN audit.sign_offs.reference IS 'The number of the minutes, or where the text was published.';
COMMENT ON COLUMN audit.sign_offs.since IS 'When it was written down.';
COMMENT ON COLUMN audit.sign_offs.until IS 'When it was told otherwise; empty: it holds.';

SELECT qungui.show('qungui.signature', 'corp, id, policy_slug, policy_version, person_id, at, how, says, witness, from_file, learned_at');
CREATE VIEW audit.signatures AS
SELECT corp, id AS signature_id, policy_slug, policy_version, person_id, at, how, says, witness, from_file, learned_at
FROM qungui.signature;
COMMENT ON VIEW audit.signatures IS 'Who was shown which version of a policy.';
COMMENT ON COLUMN audit.signatures.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN audit.signatures.signature_id IS 'Our id.';
COMMENT ON COLUMN audit.signatures.policy_slug IS 'The policy.';
COMMENT ON COLUMN audit.signatures.policy_version IS 'Its version.';
COMMENT ON COLUMN audit.signatures.person_id IS 'Who was shown it.';
COMMENT ON COLUMN audit.signatures.at IS 'When.';
COMMENT ON COLUMN audit.signatures.how IS 'card, page or list.';
COMMENT ON COLUMN audit.signatures.says IS 'signed or refused; either way he was told.';
COMMENT ON COLUMN audit.signatures.witness IS 'Of a refusal on paper: who saw it.';
COMMENT ON COLUMN audit.signatures.from_file IS 'Of a list: the name of its file.';
COMMENT ON COLUMN audit.signatures.learned_at IS 'When we learned it.';

SELECT qungui.show('qungui.deputy', 'corp, id, of_id, by_id, from_at, until_at, absence_id, since, until');
CREATE VIEW audit.deputies AS
SELECT corp, id AS deputy_id, of_id, by_id, from_at, until_at, absence_id, since, until
FROM qungui.deputy;
COMMENT ON VIEW audit.deputies IS 'Who stood in for whom.';
COMMENT ON COLUMN audit.deputies.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN audit.deputies.deputy_id IS 'Our id.';
COMMENT ON COLUMN audit.deputies.of_id IS 'Whose duty: a person.';
COMMENT ON COLUMN audit.deputies.by_id IS 'Who stands in: a person.';
COMMENT ON COLUMN audit.deputies.from_at IS 'From when.';
COMMENT ON COLUMN audit.deputies.until_at IS 'Until when.';
COMMENT ON COLUMN audit.deputies.absence_id IS 'The leave or trip for which it was suggested; empty: none.';
COMMENT ON COLUMN audit.deputies.since IS 'When it was written down.';
COMMENT ON COLUMN audit.deputies.until IS 'When it was taken back; empty: it holds.';

SELECT qungui.show('qungui.exemption', 'corp, id, case_id, policy_slug, instance, chat_id, person_id, state, asked_at, first_by, first_at, second_by, second_at, until_day, reported, agreed_at, ended_at');
CREATE VIEW audit.exemptions AS
SELECT corp, id AS exemption_id, case_id, policy_slug, instance, chat_id, person_id, state, asked_at, first_by, first_at, second_by, second_at, until_day, reported, agreed_at, ended_at
FROM qungui.exemption;
COMMENT ON VIEW audit.exemptions IS 'Who asked to be spared by a rule for a while, and who agreed.';
COMMENT ON COLUMN audit.exemptions.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN audit.exemptions.exemption_id IS 'Our id.';
COMMENT ON COLUMN audit.exemptions.case_id IS 'The case it was asked in; empty: none.';
COMMENT ON COLUMN audit.exemptions.policy_slug IS 'The policy.';
COMMENT ON COLUMN audit.exemptions.instance IS 'Its use of the rule.';
COMMENT ON COLUMN audit.exemptions.chat_id IS 'In which group; empty: in every.';
COMMENT ON COLUMN audit.exemptions.person_id IS 'Whom it spares.';
COMMENT ON COLUMN audit.exemptions.state IS 'asked, first (one agreed, another has to), agreed, refused or ended.';
COMMENT ON COLUMN audit.exemptions.asked_at IS 'When it was asked.';
COMMENT ON COLUMN audit.exemptions.first_by IS 'Who agreed first: a person.';
COMMENT ON COLUMN audit.exemptions.first_at IS 'When.';
COMMENT ON COLUMN audit.exemptions.second_by IS 'Who agreed second: a person; a leader needs two.';
COMMENT ON COLUMN audit.exemptions.second_at IS 'When.';
COMMENT ON COLUMN audit.exemptions.until_day IS 'The last day on which it counts.';
COMMENT ON COLUMN audit.exemptions.reported IS 'monthly: a leader’s, in the monthly report; or not-reported.';
COMMENT ON COLUMN audit.exemptions.agreed_at IS 'From when it counts.';
COMMENT ON COLUMN audit.exemptions.ended_at IS 'When it was refused or ended before its day.';

GRANT SELECT ON audit.unlocks, audit.sign_offs, audit.signatures, audit.deputies, audit.exemptions TO qungui_auditor;
ALTER VIEW audit.unlocks OWNER TO qungui_views;
ALTER VIEW audit.sign_offs OWNER TO qungui_views;
ALTER VIEW audit.signatures OWNER TO qungui_views;
ALTER VIEW audit.deputies OWNER TO qungui_views;
ALTER VIEW audit.exemptions OWNER TO qungui_views;
