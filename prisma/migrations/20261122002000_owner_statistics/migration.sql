-- Locks nothing that is in use. What WeCom counts in the customer groups of one owner on one day; what people vouched for, for auditors.

CREATE TABLE "qungui"."owner_statistic" (
    "corp" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "groups" INTEGER NOT NULL,
    "groups_with_messages" INTEGER NOT NULL,
    "learned_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "owner_statistic_pkey" PRIMARY KEY ("corp","owner","day")
);
ALTER TABLE qungui.owner_statistic ADD CONSTRAINT owner_statistic_counts CHECK (groups >= 0 AND groups_with_messages >= 0);
COMMENT ON TABLE qungui.owner_statistic IS 'How many customer groups of an owner had messages on a day: counts, no words, no people. Written once.';
COMMENT ON COLUMN qungui.owner_statistic.owner IS 'The account that owns the groups.';
COMMENT ON COLUMN qungui.owner_statistic.day IS 'The day by the clocks of China, as WeCom counts.';
COMMENT ON COLUMN qungui.owner_statistic.groups IS 'His customer groups on that day.';
COMMENT ON COLUMN qungui.owner_statistic.groups_with_messages IS 'How many of them had a message; 0 proves that none had.';
COMMENT ON COLUMN qungui.owner_statistic.learned_at IS 'When WeCom told us.';
SELECT qungui.guard('qungui.owner_statistic');

SELECT qungui.show('qungui.owner_statistic', 'corp, owner, day, groups, groups_with_messages, learned_at');
CREATE VIEW audit.owner_statistics AS
SELECT corp, owner AS owner_userid, day, groups, groups_with_messages, learned_at
FROM qungui.owner_statistic;
COMMENT ON VIEW audit.owner_statistics IS 'What WeCom counted in the customer groups of each owner: the proof, without an archive, that a group is silent.';
COMMENT ON COLUMN audit.owner_statistics.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN audit.owner_statistics.owner_userid IS 'The account that owns the groups.';
COMMENT ON COLUMN audit.owner_statistics.day IS 'The day by the clocks of China.';
COMMENT ON COLUMN audit.owner_statistics.groups IS 'His customer groups on that day.';
COMMENT ON COLUMN audit.owner_statistics.groups_with_messages IS 'How many of them had a message.';
COMMENT ON COLUMN audit.owner_statistics.learned_at IS 'When WeCom told us.';

CREATE VIEW audit.attestations AS
SELECT corp, chat_id, what, member_id, said_by AS said_by_userid, evidence, since, until
FROM qungui.attestation;
COMMENT ON VIEW audit.attestations IS 'What no API shows and a person vouched for by command: a switch is on, a review is done, an avatar is his own. A word given by pressing a card is a row of audit.decisions.';
COMMENT ON COLUMN audit.attestations.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN audit.attestations.chat_id IS 'The group.';
COMMENT ON COLUMN audit.attestations.what IS 'What is vouched for, in the policy''s own word: invite-confirmation, member-review.';
COMMENT ON COLUMN audit.attestations.member_id IS 'The member it is about; empty: the group.';
COMMENT ON COLUMN audit.attestations.said_by_userid IS 'Who vouches for it.';
COMMENT ON COLUMN audit.attestations.evidence IS 'The number of a paper or the place of a picture; empty: none.';
COMMENT ON COLUMN audit.attestations.since IS 'When it was said.';
COMMENT ON COLUMN audit.attestations.until IS 'When it was taken back; empty: it stands.';

GRANT SELECT ON audit.owner_statistics, audit.attestations TO qungui_auditor;
ALTER VIEW audit.owner_statistics OWNER TO qungui_views;
ALTER VIEW audit.attestations OWNER TO qungui_views;
