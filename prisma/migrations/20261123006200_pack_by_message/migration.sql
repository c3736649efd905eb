-- Locks pack_request for a moment. Evidence that was asked for by text is sent as a file; what was asked for before came from a page.

ALTER TABLE "qungui"."pack_request" ADD COLUMN "via" TEXT NOT NULL DEFAULT 'page';
ALTER TABLE "qungui"."pack_request" ALTER COLUMN "via" DROP DEFAULT;
COMMENT ON COLUMN qungui.pack_request.via IS 'page or reply: who asked by text gets it as a message.';

GRANT SELECT (via) ON qungui.pack_request TO qungui_views;
CREATE OR REPLACE VIEW audit.pack_requests AS
SELECT corp, id AS request_id, case_id, purpose, asked_by, asked_at, stands_until, says, said_by, said_at, via FROM qungui.pack_request;
COMMENT ON COLUMN audit.pack_requests.via IS 'page or reply: taken on its page, or sent to who asked as a message of the app.';
