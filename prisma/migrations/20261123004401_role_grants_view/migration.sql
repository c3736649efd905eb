-- Locks nothing that exists. Auditors read who may see what on the pages beyond what a policy says.

CREATE VIEW audit.role_grants AS
SELECT corp, id AS grant_id, person_id, role, granted_by, since, ends_at, until, ended_by
FROM qungui.role_grant;
COMMENT ON VIEW audit.role_grants IS 'Roles on the pages that HR or IT gave somebody by name until a day, also those that are over.';
COMMENT ON COLUMN audit.role_grants.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN audit.role_grants.grant_id IS 'Our id.';
COMMENT ON COLUMN audit.role_grants.person_id IS 'Who holds it.';
COMMENT ON COLUMN audit.role_grants.role IS 'it, auditor, union-observer or privacy-officer.';
COMMENT ON COLUMN audit.role_grants.granted_by IS 'The account of who granted it: never the holder.';
COMMENT ON COLUMN audit.role_grants.since IS 'From when on.';
COMMENT ON COLUMN audit.role_grants.ends_at IS 'The first moment at which it no longer counts, whatever happens.';
COMMENT ON COLUMN audit.role_grants.until IS 'When it was taken back before that; empty: it was not.';
COMMENT ON COLUMN audit.role_grants.ended_by IS 'The account of who took it back; empty: nobody did.';
ALTER VIEW audit.role_grants OWNER TO qungui_views;
GRANT SELECT ON audit.role_grants TO qungui_auditor;
