-- A timer that is wished for again while it is being fired keeps its lease: two looks at one group at a time tell no more than
-- one, and the second would end under the first.
ALTER TABLE qungui.timer ADD COLUMN again BOOLEAN NOT NULL DEFAULT false;

-- What was given up, until a later firing catches up with it: few rows, asked for at every look.
CREATE INDEX timer_given_up ON qungui.timer (corp, subject) WHERE state = 'given-up';

COMMENT ON COLUMN qungui.timer.again IS 'Wished for once more while it was being fired: it stays armed when that firing ends.';
COMMENT ON COLUMN qungui.timer.state IS 'armed, fired, cancelled, given-up (nothing is known since), caught-up (given up, and a later firing succeeded).';
