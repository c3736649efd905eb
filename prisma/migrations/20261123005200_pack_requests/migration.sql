-- Locks nothing that is in use. Who wants to take the evidence of a case out of the house, and who else let him.

CREATE TABLE "qungui"."pack_request" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "asked_by" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "stands_until" TIMESTAMPTZ(3) NOT NULL,
    "says" TEXT,
    "said_by" TEXT,
    "said_at" TIMESTAMPTZ(3),

    CONSTRAINT "pack_request_pkey" PRIMARY KEY ("corp","id")
);
CREATE INDEX "pack_request_corp_stands_until_idx" ON "qungui"."pack_request"("corp", "stands_until");
CREATE INDEX "pack_request_corp_case_id_idx" ON "qungui"."pack_request"("corp", "case_id");
ALTER TABLE qungui.pack_request
    ADD CONSTRAINT pack_request_said CHECK ((says IS NULL) = (said_by IS NULL) AND (says IS NULL) = (said_at IS NULL)),
    ADD CONSTRAINT pack_request_another CHECK (said_by <> asked_by);
COMMENT ON TABLE qungui.pack_request IS 'A wish to take the evidence of a case out of the house; somebody else lets it go, or not.';
COMMENT ON COLUMN qungui.pack_request.reason IS 'Why, as the person it is about will read it, sealed.';
COMMENT ON COLUMN qungui.pack_request.stands_until IS 'Until then it may be released; once it is, taken.';
COMMENT ON COLUMN qungui.pack_request.said_by IS 'Somebody of the same duty: never who asked, and never the one it is about.';
SELECT qungui.guard('qungui.pack_request');
GRANT DELETE, SELECT (corp, ctid, id, case_id, asked_at) ON qungui.pack_request TO qungui_eraser;

SELECT qungui.show('qungui.pack_request', 'corp, id, case_id, purpose, asked_by, asked_at, stands_until, says, said_by, said_at');
CREATE VIEW audit.pack_requests AS
SELECT corp, id AS request_id, case_id, purpose, asked_by, asked_at, stands_until, says, said_by, said_at FROM qungui.pack_request;
COMMENT ON VIEW audit.pack_requests IS 'Who wanted to take the evidence of a case out of the house, and who else let him. Why is sealed.';
COMMENT ON COLUMN audit.pack_requests.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN audit.pack_requests.request_id IS 'Our id; the trail names it (pack-asked, pack-released).';
COMMENT ON COLUMN audit.pack_requests.case_id IS 'The case.';
COMMENT ON COLUMN audit.pack_requests.purpose IS 'What for, in one word such as arbitration.';
COMMENT ON COLUMN audit.pack_requests.asked_by IS 'The account of who asked.';
COMMENT ON COLUMN audit.pack_requests.asked_at IS 'When he asked.';
COMMENT ON COLUMN audit.pack_requests.stands_until IS 'Until then it may be released; once it is, taken.';
COMMENT ON COLUMN audit.pack_requests.says IS 'released or refused; empty: nobody has said so.';
COMMENT ON COLUMN audit.pack_requests.said_by IS 'The account of who said so: never who asked.';
COMMENT ON COLUMN audit.pack_requests.said_at IS 'When.';
GRANT SELECT ON audit.pack_requests TO qungui_auditor;
ALTER VIEW audit.pack_requests OWNER TO qungui_views;
