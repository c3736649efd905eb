-- Locks timer while the index is built. Timers of one kind are found by when they are due, also before PostgreSQL has counted them.
-- What is due of any kind is found by timer_corp_state_due_at_idx as well as by the index that goes.
CREATE INDEX timer_due_of_kind ON qungui.timer (corp, kind, due_at) WHERE state = 'armed';
DROP INDEX qungui.timer_due;
