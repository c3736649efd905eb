-- Locks nothing that is in use. Row-level security, least rights, and the append-only trail.

-- Puts a table under the rule of the house: rows of one corp only, its owner included. Every migration that makes a
-- table calls it; a test fails on a table without it.
CREATE FUNCTION qungui.guard(t regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', t);
  EXECUTE format('CREATE POLICY one_corp ON %s USING (corp = current_setting(''app.corp'', true)) '
                 'WITH CHECK (corp = current_setting(''app.corp'', true))', t);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO qungui_app', t);
END $$;

DO $$
DECLARE
  t regclass;
BEGIN
  FOR t IN SELECT c.oid::regclass FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
           WHERE n.nspname = 'qungui' AND c.relkind = 'r' LOOP
    PERFORM qungui.guard(t);
  END LOOP;
END $$;

GRANT USAGE ON SCHEMA qungui TO qungui_app, qungui_eraser;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA qungui TO qungui_app;
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA qungui FROM PUBLIC;
GRANT EXECUTE ON FUNCTION qungui.clock() TO qungui_app, qungui_eraser, qungui_queue;
GRANT EXECUTE ON FUNCTION qungui.move_clock(interval) TO qungui_app;
GRANT USAGE ON SCHEMA qungui TO qungui_queue;

-- The trail is appended to, and nothing else.
REVOKE UPDATE, DELETE ON qungui.audit_record, qungui.audit_body FROM qungui_app;
REVOKE DELETE ON qungui.audit_head FROM qungui_app;

CREATE FUNCTION qungui.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit trail is append-only: % on % is refused', TG_OP, TG_TABLE_NAME;
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON qungui.audit_record
  FOR EACH ROW EXECUTE FUNCTION qungui.refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON qungui.audit_record
  FOR EACH STATEMENT EXECUTE FUNCTION qungui.refuse_change();
CREATE TRIGGER never_changed BEFORE UPDATE ON qungui.audit_body
  FOR EACH ROW EXECUTE FUNCTION qungui.refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON qungui.audit_body
  FOR EACH STATEMENT EXECUTE FUNCTION qungui.refuse_change();

-- Bodies may be erased by retention alone.
GRANT SELECT, DELETE ON qungui.audit_body TO qungui_eraser;
GRANT SELECT ON qungui.audit_record TO qungui_eraser;
CREATE FUNCTION qungui.only_the_eraser() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user <> 'qungui_eraser' THEN
    RAISE EXCEPTION 'bodies of the audit trail are erased by qungui_eraser only';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER erased_by_retention BEFORE DELETE ON qungui.audit_body
  FOR EACH ROW EXECUTE FUNCTION qungui.only_the_eraser();
