-- Locks messages for a moment: columns without a default. The company's lists of words, what was found in messages, and what of a
-- text is kept so that a copy of it is recognised.

CREATE TABLE "qungui"."word_list" (
    "corp" TEXT NOT NULL,
    "list" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "digest" TEXT NOT NULL,
    "words" INTEGER NOT NULL,
    "set_by" TEXT NOT NULL,

    CONSTRAINT "word_list_pkey" PRIMARY KEY ("corp","list","since")
);
ALTER TABLE qungui.word_list ADD CONSTRAINT word_list_order CHECK (list <> '' AND words >= 0 AND (until IS NULL OR until >= since));
COMMENT ON TABLE qungui.word_list IS 'The company''s lists of words, each version from when to when; the row without an end counts.';
COMMENT ON COLUMN qungui.word_list.digest IS 'SHA-256 of what stands in it: the same words are the same version.';
SELECT qungui.guard('qungui.word_list');

CREATE TABLE "qungui"."word_entry" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "list" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "word" TEXT NOT NULL,
    "means" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "set_by" TEXT NOT NULL,

    CONSTRAINT "word_entry_pkey" PRIMARY KEY ("corp","id")
);
CREATE INDEX "word_entry_corp_list_until_idx" ON "qungui"."word_entry"("corp", "list", "until");
ALTER TABLE qungui.word_entry ADD CONSTRAINT word_entry_means CHECK (word <> '' AND (until IS NULL OR until >= since));
COMMENT ON COLUMN qungui.word_entry.means IS 'word, or allowed: a phrase in which words of its category mean no harm.';
COMMENT ON TABLE qungui.word_entry IS 'Words of the company''s lists, and phrases in which they mean no harm, from when to when.';
SELECT qungui.guard('qungui.word_entry');

CREATE TABLE "qungui"."content_hit" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "message_id" TEXT NOT NULL,
    "chat_id" TEXT NOT NULL,
    "by_id" TEXT NOT NULL,
    "said_at" TIMESTAMPTZ(3) NOT NULL,
    "instance" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "clause" TEXT NOT NULL,
    "policy_slug" TEXT NOT NULL,
    "policy_version" INTEGER NOT NULL,
    "says" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    "category" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "begin" INTEGER,
    "length" INTEGER,
    "excerpt" TEXT,
    "found_at" TIMESTAMPTZ(3) NOT NULL,
    "marked" TEXT,
    "marked_by" TEXT,
    "marked_at" TIMESTAMPTZ(3),
    "note" TEXT,

    CONSTRAINT "content_hit_pkey" PRIMARY KEY ("corp","id")
);
CREATE UNIQUE INDEX "content_hit_corp_message_id_instance_place_key" ON "qungui"."content_hit"("corp", "message_id", "instance", "place");
CREATE INDEX "content_hit_corp_chat_id_said_at_idx" ON "qungui"."content_hit"("corp", "chat_id", "said_at");
ALTER TABLE qungui.content_hit ADD CONSTRAINT content_hit_marked CHECK (
  (marked IS NULL) = (marked_by IS NULL) AND (marked IS NULL) = (marked_at IS NULL));
ALTER TABLE qungui.content_hit ADD CONSTRAINT content_hit_place CHECK (place >= 0 AND "begin" >= 0 AND length >= 0 AND (("begin" IS NULL) = (length IS NULL)));
COMMENT ON TABLE qungui.content_hit IS 'What a use of a rule about content found in a message when it was heard; the words themselves are in nobody''s memory any more.';
COMMENT ON COLUMN qungui.content_hit.place IS 'Which of the finds of one use in one message, from 0.';
COMMENT ON COLUMN qungui.content_hit.excerpt IS 'Twenty characters around the find, sealed, personal data masked; empty unless the policy lets hits be kept.';
COMMENT ON COLUMN qungui.content_hit.marked IS 'What a person said of it: right, or wrong, a false alarm.';
COMMENT ON COLUMN qungui.content_hit.note IS 'Why, sealed.';
SELECT qungui.guard('qungui.content_hit');

ALTER TABLE "qungui"."message" ADD COLUMN "fingerprint" BYTEA;
COMMENT ON COLUMN qungui.message.fingerprint IS 'Thirty-two hashes of a long text: a copy of it is recognised, the text cannot be read from them.';

CREATE TABLE "qungui"."text_band" (
    "corp" TEXT NOT NULL,
    "band" BIGINT NOT NULL,
    "message_id" TEXT NOT NULL,
    "said_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "text_band_pkey" PRIMARY KEY ("corp","band","message_id")
);
CREATE INDEX "text_band_corp_said_at_idx" ON "qungui"."text_band"("corp", "said_at");
COMMENT ON TABLE qungui.text_band IS 'Parts of fingerprints, by which texts that are alike are looked up: two that differ in ten of thirty-two hashes share at least one of eleven parts.';
SELECT qungui.guard('qungui.text_band');

CREATE TABLE "qungui"."intercept_rule" (
    "corp" TEXT NOT NULL,
    "list" TEXT NOT NULL,
    "part" INTEGER NOT NULL,
    "rule_id" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "words" INTEGER NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "intercept_rule_pkey" PRIMARY KEY ("corp","list","part")
);
ALTER TABLE qungui.intercept_rule ADD CONSTRAINT intercept_rule_part CHECK (part >= 0 AND words >= 0);
COMMENT ON TABLE qungui.intercept_rule IS 'Rules of 敏感词 that we made at WeCom from a list; no other is ever touched.';
SELECT qungui.guard('qungui.intercept_rule');

SELECT qungui.show('qungui.word_list', 'corp, list, since, until, words, set_by');
CREATE VIEW audit.word_lists AS
SELECT corp, list, since, until, words, set_by FROM qungui.word_list;
COMMENT ON VIEW audit.word_lists IS 'The company''s lists of words: each version, how many words, and who set it. The words are read by qungui words list.';
COMMENT ON COLUMN audit.word_lists.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN audit.word_lists.list IS 'The list, by the name that policies give.';
COMMENT ON COLUMN audit.word_lists.since IS 'From when on.';
COMMENT ON COLUMN audit.word_lists.until IS 'Until when; empty: it counts.';
COMMENT ON COLUMN audit.word_lists.words IS 'How many words and allowed phrases stand in it.';
COMMENT ON COLUMN audit.word_lists.set_by IS 'Who imported it.';

SELECT qungui.show('qungui.content_hit', 'corp, id, message_id, chat_id, by_id, said_at, instance, rule, clause, policy_slug, policy_version, says, category, "begin", length, found_at, marked, marked_by, marked_at');
CREATE VIEW audit.content_hits AS
SELECT corp, id AS hit_id, message_id, chat_id, by_id, said_at, instance, rule, clause, policy_slug, policy_version, says, category,
       "begin" AS begins_at, length, found_at, marked, marked_by, marked_at
FROM qungui.content_hit;
COMMENT ON VIEW audit.content_hits IS 'What rules about content found in messages, and what people said of it; never what was written.';
COMMENT ON COLUMN audit.content_hits.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN audit.content_hits.hit_id IS 'Our id.';
COMMENT ON COLUMN audit.content_hits.message_id IS 'WeCom''s id of the message.';
COMMENT ON COLUMN audit.content_hits.chat_id IS 'The group.';
COMMENT ON COLUMN audit.content_hits.by_id IS 'The sender''s userid or external id.';
COMMENT ON COLUMN audit.content_hits.said_at IS 'When it was sent, by WeCom''s clock.';
COMMENT ON COLUMN audit.content_hits.instance IS 'The use of the rule, by the policy''s name for it.';
COMMENT ON COLUMN audit.content_hits.rule IS 'The rule.';
COMMENT ON COLUMN audit.content_hits.clause IS 'The clause that asks for it.';
COMMENT ON COLUMN audit.content_hits.policy_slug IS 'The policy.';
COMMENT ON COLUMN audit.content_hits.policy_version IS 'The version that was in force when it was heard.';
COMMENT ON COLUMN audit.content_hits.says IS 'What the rule says of it.';
COMMENT ON COLUMN audit.content_hits.category IS 'What it is about: gambling, ads, phone, link …';
COMMENT ON COLUMN audit.content_hits.begins_at IS 'Where in the text it begins; empty: no text.';
COMMENT ON COLUMN audit.content_hits.length IS 'How long it is.';
COMMENT ON COLUMN audit.content_hits.found_at IS 'When it was found.';
COMMENT ON COLUMN audit.content_hits.marked IS 'right or wrong, as a person said; empty: nobody has.';
COMMENT ON COLUMN audit.content_hits.marked_by IS 'Who said so.';
COMMENT ON COLUMN audit.content_hits.marked_at IS 'When.';

CREATE VIEW audit.rule_precision AS
SELECT corp, policy_slug, instance, rule, count(*) AS hits,
       count(*) FILTER (WHERE marked = 'right') AS marked_right,
       count(*) FILTER (WHERE marked = 'wrong') AS marked_wrong,
       round(100.0 * count(*) FILTER (WHERE marked = 'right') / nullif(count(marked), 0), 1) AS precision_percent
FROM qungui.content_hit GROUP BY corp, policy_slug, instance, rule;
COMMENT ON VIEW audit.rule_precision IS 'How often each rule about content was right, by what people said of its finds.';
COMMENT ON COLUMN audit.rule_precision.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN audit.rule_precision.policy_slug IS 'The policy.';
COMMENT ON COLUMN audit.rule_precision.instance IS 'The use of the rule, by the policy''s name for it.';
COMMENT ON COLUMN audit.rule_precision.rule IS 'The rule.';
COMMENT ON COLUMN audit.rule_precision.hits IS 'All finds.';
COMMENT ON COLUMN audit.rule_precision.marked_right IS 'Those that people called right.';
COMMENT ON COLUMN audit.rule_precision.marked_wrong IS 'Those that people called false alarms.';
COMMENT ON COLUMN audit.rule_precision.precision_percent IS 'Right ones among those that somebody marked; empty: nobody marked any.';

SELECT qungui.show('qungui.intercept_rule', 'corp, list, part, rule_id, words, synced_at');
CREATE VIEW audit.intercept_rules AS
SELECT corp, list, part, rule_id, words, synced_at FROM qungui.intercept_rule;
COMMENT ON VIEW audit.intercept_rules IS 'Rules of 敏感词 at WeCom that were made from the company''s lists.';
COMMENT ON COLUMN audit.intercept_rules.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN audit.intercept_rules.list IS 'The list.';
COMMENT ON COLUMN audit.intercept_rules.part IS 'Which of its parts, from 0: WeCom takes a limited number of words a rule.';
COMMENT ON COLUMN audit.intercept_rules.rule_id IS 'WeCom''s id of the rule.';
COMMENT ON COLUMN audit.intercept_rules.words IS 'How many words it holds.';
COMMENT ON COLUMN audit.intercept_rules.synced_at IS 'When it was last written.';

GRANT SELECT ON audit.word_lists, audit.content_hits, audit.rule_precision, audit.intercept_rules TO qungui_auditor;
ALTER VIEW audit.word_lists OWNER TO qungui_views;
ALTER VIEW audit.content_hits OWNER TO qungui_views;
ALTER VIEW audit.rule_precision OWNER TO qungui_views;
ALTER VIEW audit.intercept_rules OWNER TO qungui_views;
