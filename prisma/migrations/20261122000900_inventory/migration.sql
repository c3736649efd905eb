-- Locks nothing that is in use. What people say of groups, the round of asking every owner, and approvals at WeCom.

-- CreateTable
CREATE TABLE "qungui"."declaration" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "chat_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "reach" TEXT NOT NULL,
    "said" JSONB NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "became" TEXT,
    "set_by" TEXT NOT NULL,

    CONSTRAINT "declaration_pkey" PRIMARY KEY ("corp","id")
);

-- CreateTable
CREATE TABLE "qungui"."inventory" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "started_by" TEXT NOT NULL,
    "cut_off_at" TIMESTAMPTZ(3) NOT NULL,
    "papers_until" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "inventory_pkey" PRIMARY KEY ("corp","id")
);

-- CreateTable
CREATE TABLE "qungui"."inventory_line" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "inventory_id" UUID NOT NULL,
    "chat_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "reach" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "kind" TEXT,
    "department" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "confidence" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "due_on" TEXT,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "inventory_line_pkey" PRIMARY KEY ("corp","id")
);

-- CreateTable
CREATE TABLE "qungui"."inventory_answer" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "line_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "via" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "kind" TEXT,
    "purpose" TEXT,
    "until" TEXT,

    CONSTRAINT "inventory_answer_pkey" PRIMARY KEY ("corp","id")
);

-- CreateTable
CREATE TABLE "qungui"."inventory_card" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "inventory_id" UUID NOT NULL,
    "owner" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "line_ids" TEXT[],
    "written_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "inventory_card_pkey" PRIMARY KEY ("corp","id")
);

-- CreateTable
CREATE TABLE "qungui"."approval_request" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "number" TEXT,
    "template_id" TEXT NOT NULL,
    "started_by" TEXT NOT NULL,
    "applicant" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "groups" JSONB NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3),
    "trouble" TEXT,

    CONSTRAINT "approval_request_pkey" PRIMARY KEY ("corp","id")
);

-- CreateIndex
CREATE INDEX "declaration_corp_chat_id_idx" ON "qungui"."declaration"("corp", "chat_id");

-- CreateIndex
CREATE UNIQUE INDEX "inventory_line_corp_inventory_id_chat_id_key" ON "qungui"."inventory_line"("corp", "inventory_id", "chat_id");

-- CreateIndex
CREATE INDEX "inventory_line_corp_owner_idx" ON "qungui"."inventory_line"("corp", "owner");

-- CreateIndex
CREATE INDEX "inventory_answer_corp_line_id_idx" ON "qungui"."inventory_answer"("corp", "line_id");

-- CreateIndex
CREATE UNIQUE INDEX "inventory_card_corp_inventory_id_owner_place_key" ON "qungui"."inventory_card"("corp", "inventory_id", "owner", "place");

-- CreateIndex
CREATE UNIQUE INDEX "approval_request_corp_number_key" ON "qungui"."approval_request"("corp", "number");

-- One present word about a group, and one round of asking at a time.
CREATE UNIQUE INDEX declaration_one_current ON qungui.declaration (corp, chat_id) WHERE until IS NULL;
CREATE UNIQUE INDEX inventory_one_open ON qungui.inventory (corp) WHERE ended_at IS NULL;

-- Nobody is asked more than twice in a round: the table itself holds no third card.
ALTER TABLE qungui.inventory_card ADD CONSTRAINT at_most_two_cards CHECK (place IN (1, 2));

COMMENT ON TABLE qungui.declaration IS 'What people said of a group in a sheet or an approval. A group whose id nobody knows lives under an id of our own.';
COMMENT ON COLUMN qungui.declaration.owner IS 'An account; empty: not said, or nobody of the company.';
COMMENT ON COLUMN qungui.declaration.said IS 'Kind, department, purpose, approval, filing, end and admins, as far as anybody said them.';
COMMENT ON COLUMN qungui.declaration.became IS 'The id under which the group was found; it lives on under that one.';
COMMENT ON TABLE qungui.inventory IS 'One round of asking every owner what his groups are.';
COMMENT ON COLUMN qungui.inventory.cut_off_at IS 'Until then no ordinary member hears of any fault.';
COMMENT ON COLUMN qungui.inventory.papers_until IS 'Until then old approvals may be handed in.';
COMMENT ON TABLE qungui.inventory_line IS 'One group of a round: what it probably is, and what became of the question.';
COMMENT ON COLUMN qungui.inventory_line.owner IS 'Whom it is asked of; empty: nobody known.';
COMMENT ON COLUMN qungui.inventory_line.confidence IS 'certain, likely or unknown.';
COMMENT ON COLUMN qungui.inventory_line.reason IS 'Why this kind: a key and what it was read from.';
COMMENT ON COLUMN qungui.inventory_line.state IS 'proposed, answered, registered, to-close, to-migrate or not-mine.';
COMMENT ON COLUMN qungui.inventory_line.due_on IS 'The day by which a group that ends is to be closed or moved.';
COMMENT ON TABLE qungui.inventory_answer IS 'What a person answered about a line; the last one counts.';
COMMENT ON COLUMN qungui.inventory_answer.answer IS 'kind, unused, not-mine or migrate.';
COMMENT ON TABLE qungui.inventory_card IS 'A card that asks an owner about some of his lines.';
COMMENT ON COLUMN qungui.inventory_card.id IS 'The notice that carries it.';
COMMENT ON COLUMN qungui.inventory_card.place IS '1, or 2: the reminder, which is the last.';
COMMENT ON TABLE qungui.approval_request IS 'An approval at WeCom that is about groups.';
COMMENT ON COLUMN qungui.approval_request.number IS 'WeCom''s own number of it; empty until it is known.';
COMMENT ON COLUMN qungui.approval_request.started_by IS 'qungui, or person.';
COMMENT ON COLUMN qungui.approval_request.state IS 'asking, asked, approved, refused, withdrawn, revoked (after it was approved) or deleted.';
COMMENT ON COLUMN qungui.approval_request.groups IS 'What is to be registered when it is approved.';
COMMENT ON COLUMN qungui.approval_request.trouble IS 'Why nothing was registered although it was approved.';

SELECT qungui.guard('qungui.declaration');
SELECT qungui.guard('qungui.inventory');
SELECT qungui.guard('qungui.inventory_line');
SELECT qungui.guard('qungui.inventory_answer');
SELECT qungui.guard('qungui.inventory_card');
SELECT qungui.guard('qungui.approval_request');

SELECT qungui.show('qungui.inventory_line', 'corp, id, inventory_id, chat_id, reach, owner, kind, department, confidence, reason, state, due_on, settled_at');
SELECT qungui.show('qungui.inventory_card', 'corp, inventory_id, owner, place');
SELECT qungui.show('qungui.approval_request', 'corp, id, number, template_id, started_by, applicant, state, asked_at, decided_at, trouble');

CREATE VIEW audit.inventory AS
SELECT l.corp, l.inventory_id, l.chat_id, l.reach, l.owner AS owner_userid,
       (SELECT count(*) FROM qungui.inventory_card c
        WHERE c.corp = l.corp AND c.inventory_id = l.inventory_id AND c.owner = l.owner) AS cards_to_owner,
       l.kind AS proposed_kind, l.department AS proposed_department, l.confidence, l.reason, l.state, l.due_on, l.settled_at
FROM qungui.inventory_line l;
COMMENT ON VIEW audit.inventory IS 'The rounds in which owners were asked what their groups are: what was proposed, and what became of it.';
COMMENT ON COLUMN audit.inventory.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN audit.inventory.inventory_id IS 'The round.';
COMMENT ON COLUMN audit.inventory.chat_id IS 'The group; reg-… while nobody knows its id at WeCom.';
COMMENT ON COLUMN audit.inventory.reach IS 'What can be seen of it.';
COMMENT ON COLUMN audit.inventory.owner_userid IS 'Whom it is asked of; empty: nobody known.';
COMMENT ON COLUMN audit.inventory.cards_to_owner IS 'How many cards of this round he got: never more than two.';
COMMENT ON COLUMN audit.inventory.proposed_kind IS 'The kind that was proposed; empty: none could be.';
COMMENT ON COLUMN audit.inventory.proposed_department IS 'The department that was proposed to answer for it.';
COMMENT ON COLUMN audit.inventory.confidence IS 'certain, likely or unknown.';
COMMENT ON COLUMN audit.inventory.reason IS 'What the proposal was read from.';
COMMENT ON COLUMN audit.inventory.state IS 'proposed, answered, registered, to-close, to-migrate or not-mine.';
COMMENT ON COLUMN audit.inventory.due_on IS 'The day by which a group that ends is to be closed or moved.';
COMMENT ON COLUMN audit.inventory.settled_at IS 'When it was settled.';

CREATE VIEW audit.approvals AS
SELECT corp, id AS approval_id, number, template_id, started_by, applicant AS applicant_userid, state, asked_at, decided_at,
       trouble AS not_registered_because
FROM qungui.approval_request;
COMMENT ON VIEW audit.approvals IS 'Approvals at WeCom that are about groups.';
COMMENT ON COLUMN audit.approvals.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN audit.approvals.approval_id IS 'Our id of it.';
COMMENT ON COLUMN audit.approvals.number IS 'WeCom''s number of it, as the approvers see it.';
COMMENT ON COLUMN audit.approvals.template_id IS 'The template at WeCom.';
COMMENT ON COLUMN audit.approvals.started_by IS 'qungui (for somebody of HR), or person.';
COMMENT ON COLUMN audit.approvals.applicant_userid IS 'Who applied.';
COMMENT ON COLUMN audit.approvals.state IS 'asking, asked, approved, refused, withdrawn, revoked (after it was approved) or deleted.';
COMMENT ON COLUMN audit.approvals.asked_at IS 'When it was asked, as far as we know.';
COMMENT ON COLUMN audit.approvals.decided_at IS 'When it was decided, as WeCom says.';
COMMENT ON COLUMN audit.approvals.not_registered_because IS 'Why nothing was registered although it was approved.';

GRANT SELECT ON audit.inventory, audit.approvals TO qungui_auditor;
ALTER VIEW audit.inventory OWNER TO qungui_views;
ALTER VIEW audit.approvals OWNER TO qungui_views;
