-- Locks "case" while one partial index takes the place of another. Under row-level security only an index of the bare column is used for
-- it, and accounts are kept in lower case.
DROP INDEX qungui.case_subject;
CREATE INDEX case_subject ON qungui."case" (corp, subject, number) WHERE level <> 'observe';
