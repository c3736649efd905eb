-- What was asked of WeCom lately is looked up at every look at a group, and who reads cards before every reminder:
-- neither may walk a table that only grows.
CREATE INDEX timer_by_subject ON qungui.timer (corp, kind, subject, due_at) WHERE state <> 'armed';
CREATE INDEX decision_pressed ON qungui.decision (corp, actor) WHERE via = 'card';
