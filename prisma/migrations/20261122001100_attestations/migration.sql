-- Locks nothing that exists. What people vouched for: switches of the client, reviews that are done, who somebody is.

CREATE TABLE "qungui"."attestation" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "chat_id" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "member_id" TEXT,
    "said_by" TEXT NOT NULL,
    "evidence" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),

    CONSTRAINT "attestation_pkey" PRIMARY KEY ("corp","id")
);
CREATE INDEX "attestation_corp_chat_id_idx" ON "qungui"."attestation"("corp", "chat_id");
ALTER TABLE qungui.attestation ADD CONSTRAINT attestation_what CHECK (what ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$');
ALTER TABLE qungui.attestation ADD CONSTRAINT attestation_ends_later CHECK (until IS NULL OR until >= since);
SELECT qungui.guard('qungui.attestation');
SELECT qungui.show('qungui.attestation', 'corp, chat_id, what, member_id, said_by, evidence, since, until');
COMMENT ON TABLE qungui.attestation IS 'A person said that something is so in a group; nothing is overwritten, a word that is taken back ends.';
COMMENT ON COLUMN qungui.attestation.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN qungui.attestation.id IS 'Our id of the row.';
COMMENT ON COLUMN qungui.attestation.chat_id IS 'The group.';
COMMENT ON COLUMN qungui.attestation.what IS 'What is vouched for, in the policy''s own word: invite-confirmation, member-review.';
COMMENT ON COLUMN qungui.attestation.member_id IS 'The member it is about; empty: the group.';
COMMENT ON COLUMN qungui.attestation.said_by IS 'The account of whoever vouches for it.';
COMMENT ON COLUMN qungui.attestation.evidence IS 'The number of a paper or the place of a picture; empty: none.';
COMMENT ON COLUMN qungui.attestation.about IS 'What was there when it was said: the hash of the announcement or the name of the group; empty: nothing to compare.';
COMMENT ON COLUMN qungui.attestation.since IS 'When it was said.';
COMMENT ON COLUMN qungui.attestation.until IS 'When it was taken back; empty: it stands.';
