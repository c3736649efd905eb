-- Locks nothing that exists. The product's one clock; the offset row lives apart because it belongs to no corp.
CREATE SCHEMA IF NOT EXISTS qungui;
CREATE SCHEMA IF NOT EXISTS clockwork;

CREATE TABLE clockwork.clock_offset (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  by interval NOT NULL
);
INSERT INTO clockwork.clock_offset (by) VALUES ('0');

-- A process that was not started with QUNGUI_CLOCK=movable must never see a moved clock: it is refused, not obeyed.
CREATE FUNCTION qungui.clock() RETURNS timestamptz
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  moved interval;
BEGIN
  SELECT o.by INTO moved FROM clockwork.clock_offset o;
  IF moved <> interval '0' AND coalesce(current_setting('app.clock', true), '') <> 'movable' THEN
    RAISE EXCEPTION 'the clock of this database was moved by %, and this process was not started with QUNGUI_CLOCK=movable', moved;
  END IF;
  RETURN clock_timestamp() + moved;
END $$;

-- Moves the clock of every process of this database at once; only for sessions that said they are movable.
CREATE FUNCTION qungui.move_clock(forward interval) RETURNS timestamptz
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF coalesce(current_setting('app.clock', true), '') <> 'movable' THEN
    RAISE EXCEPTION 'only a process started with QUNGUI_CLOCK=movable may move the clock';
  END IF;
  UPDATE clockwork.clock_offset SET by = by + forward;
  RETURN qungui.clock();
END $$;
