-- Locks nothing that is in use. Who made a group, and whose conversations the archive keeps.

ALTER TABLE "qungui"."chat_group" ADD COLUMN "creator" TEXT;
COMMENT ON COLUMN qungui.chat_group.creator IS 'Who made it, where the archive says so; not its owner, who may have changed.';

ALTER TABLE "qungui"."archive_cursor" ADD COLUMN "seats_at" TIMESTAMPTZ(3);
COMMENT ON COLUMN qungui.archive_cursor.seats_at IS 'When the seats were last read; empty: never, and who has one is unknown.';

CREATE TABLE "qungui"."archive_seat" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "userid" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),

    CONSTRAINT "archive_seat_pkey" PRIMARY KEY ("corp","id")
);
CREATE UNIQUE INDEX archive_seat_now ON qungui.archive_seat (corp, userid) WHERE until IS NULL;
COMMENT ON TABLE qungui.archive_seat IS 'Accounts with a seat of the message archive: a group is archived while one of its members has one.';
SELECT qungui.guard('qungui.archive_seat');

SELECT qungui.show('qungui.archive_seat', 'corp, id, userid, since, until');
CREATE VIEW audit.archive_seats AS
SELECT corp, id AS seat_id, userid, since, until
FROM qungui.archive_seat;
COMMENT ON VIEW audit.archive_seats IS 'Accounts whose conversations the archive keeps, from when to when as we read it.';
COMMENT ON COLUMN audit.archive_seats.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN audit.archive_seats.seat_id IS 'Our id.';
COMMENT ON COLUMN audit.archive_seats.userid IS 'The account.';
COMMENT ON COLUMN audit.archive_seats.since IS 'When we first read it.';
COMMENT ON COLUMN audit.archive_seats.until IS 'When it was read no more; empty: it holds.';

GRANT SELECT ON audit.archive_seats TO qungui_auditor;
ALTER VIEW audit.archive_seats OWNER TO qungui_views;
