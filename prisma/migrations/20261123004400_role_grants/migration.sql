-- Locks nothing that exists. What people may do on the pages beyond what a policy, an appointment or the directory says.

CREATE TABLE "qungui"."role_grant" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "granted_by" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "ended_by" TEXT,

    CONSTRAINT "role_grant_pkey" PRIMARY KEY ("corp","id")
);
CREATE INDEX "role_grant_corp_person_id_idx" ON "qungui"."role_grant"("corp", "person_id");
ALTER TABLE qungui.role_grant ADD CONSTRAINT role_grant_role CHECK (role ~ '^[a-z]+(-[a-z]+)*$');
ALTER TABLE qungui.role_grant ADD CONSTRAINT role_grant_ends CHECK (ends_at >= since AND (until IS NULL OR until >= since));
ALTER TABLE qungui.role_grant ADD CONSTRAINT role_grant_ended_by CHECK (until IS NULL OR ended_by IS NOT NULL);
SELECT qungui.guard('qungui.role_grant');
SELECT qungui.show('qungui.role_grant', 'corp, id, person_id, role, granted_by, since, ends_at, until, ended_by');
COMMENT ON TABLE qungui.role_grant IS 'A role on the pages that HR or IT gave somebody by name until a day; a grant that is taken back ends and stays.';
COMMENT ON COLUMN qungui.role_grant.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN qungui.role_grant.id IS 'Our id of the row.';
COMMENT ON COLUMN qungui.role_grant.person_id IS 'Who holds it, whatever his account is called.';
COMMENT ON COLUMN qungui.role_grant.role IS 'it, auditor, union-observer or privacy-officer.';
COMMENT ON COLUMN qungui.role_grant.reason IS 'Why, in the words of who granted it.';
COMMENT ON COLUMN qungui.role_grant.granted_by IS 'The account of who granted it: never the holder.';
COMMENT ON COLUMN qungui.role_grant.since IS 'From when on.';
COMMENT ON COLUMN qungui.role_grant.ends_at IS 'The first moment at which it no longer counts, whatever happens.';
COMMENT ON COLUMN qungui.role_grant.until IS 'When it was taken back before that; empty: it was not.';
COMMENT ON COLUMN qungui.role_grant.ended_by IS 'The account of who took it back; empty: nobody did.';
