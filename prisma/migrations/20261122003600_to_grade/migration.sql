-- Locks nothing that exists. Messages that wait for the company's own classifier, where a policy asks for one.

CREATE TABLE "qungui"."to_grade" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "message_id" TEXT NOT NULL,
    "chat_id" TEXT NOT NULL,
    "by_id" TEXT NOT NULL,
    "said_at" TIMESTAMPTZ(3) NOT NULL,
    "instance" TEXT NOT NULL,
    "clause" TEXT NOT NULL,
    "policy_slug" TEXT NOT NULL,
    "policy_version" INTEGER NOT NULL,
    "categories" TEXT[],
    "from_percent" INTEGER NOT NULL,
    "excerpts" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "to_grade_pkey" PRIMARY KEY ("corp","id")
);
CREATE UNIQUE INDEX "to_grade_corp_message_id_instance_key" ON "qungui"."to_grade"("corp", "message_id", "instance");
CREATE INDEX "to_grade_corp_since_idx" ON "qungui"."to_grade"("corp", "since");
ALTER TABLE qungui.to_grade ADD CONSTRAINT to_grade_asks CHECK (
  from_percent BETWEEN 1 AND 100 AND tries >= 0 AND text <> '');
COMMENT ON TABLE qungui.to_grade IS 'Messages that wait for the classifier; each row goes when its message is graded, and after a day in any case.';
COMMENT ON COLUMN qungui.to_grade.categories IS 'What the classifier is asked: how far the text is of each.';
COMMENT ON COLUMN qungui.to_grade.from_percent IS 'From which grade on a person is asked to look; a hundred is sure.';
COMMENT ON COLUMN qungui.to_grade.excerpts IS 'kept: the policy lets the beginning of a graded text stay as an excerpt; none: nothing of it stays.';
COMMENT ON COLUMN qungui.to_grade.text IS 'What is sent, sealed: personal data masked, names and mentions replaced.';
COMMENT ON COLUMN qungui.to_grade.tries IS 'How often the classifier was asked and gave no answer that can be used.';
SELECT qungui.guard('qungui.to_grade');

COMMENT ON COLUMN audit.archive_counts.what IS 'kept, repeated, recalled, one-to-one (dropped), consent, switched, parked; graded, or not-graded: the classifier gave no usable answer.';
