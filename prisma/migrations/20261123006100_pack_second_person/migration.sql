-- Locks pack_request for a moment. Evidence leaves by two people: two accounts of one person are one, however they are written.

ALTER TABLE qungui.pack_request DROP CONSTRAINT pack_request_another;
ALTER TABLE qungui.pack_request ADD CONSTRAINT pack_request_another CHECK (lower(said_by) <> lower(asked_by));

-- Who did something under an account: who held it then; of an account that was renamed unheard, who had it last.
CREATE FUNCTION qungui.doer_at(of_corp text, by_account text, at timestamptz) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT a.person_id FROM qungui.account a
  WHERE a.corp = of_corp AND a.userid = lower(by_account) AND a.since <= at
  ORDER BY (a.until IS NULL OR a.until > at) DESC, a.since DESC LIMIT 1
$$;
REVOKE EXECUTE ON FUNCTION qungui.doer_at(text, text, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION qungui.doer_at(text, text, timestamptz) TO qungui_app;

CREATE FUNCTION qungui.another_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF qungui.doer_at(NEW.corp, NEW.said_by, NEW.said_at) = qungui.doer_at(NEW.corp, NEW.asked_by, NEW.asked_at) THEN
    RAISE EXCEPTION 'evidence leaves by two people: who asked for it does not let it go, by whatever account'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'pack_request_two_people', SCHEMA = 'qungui', TABLE = 'pack_request';
  END IF;
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION qungui.another_person() FROM PUBLIC;
CREATE TRIGGER pack_request_two_people BEFORE INSERT OR UPDATE OF said_by, said_at, asked_by, asked_at ON qungui.pack_request
  FOR EACH ROW WHEN (NEW.said_by IS NOT NULL) EXECUTE FUNCTION qungui.another_person();
