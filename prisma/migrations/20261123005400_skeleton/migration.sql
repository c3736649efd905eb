-- Locks nothing that is in use. What is left of matters goes, too, once every claim from them is over: by which columns the eraser finds it.

GRANT DELETE, SELECT (corp, ctid, id, case_id, at) ON qungui.finding TO qungui_eraser;
GRANT DELETE, SELECT (corp, ctid, id, case_id, at) ON qungui.decision TO qungui_eraser;
GRANT DELETE, SELECT (corp, ctid, id, case_id, asked_at, given_at) ON qungui.statement TO qungui_eraser;
GRANT DELETE, SELECT (corp, ctid, id, case_id, at) ON qungui.appeal TO qungui_eraser;
GRANT DELETE, SELECT (corp, ctid, id, case_id, at) ON qungui.proposal TO qungui_eraser;
GRANT DELETE, SELECT (corp, ctid, id, case_id, at) ON qungui.strike TO qungui_eraser;
GRANT DELETE, SELECT (corp, ctid, id, case_id, since, until) ON qungui.assignment TO qungui_eraser;
GRANT DELETE ON qungui.notice TO qungui_eraser;
GRANT DELETE, SELECT (ctid) ON qungui.notice_case TO qungui_eraser;
GRANT DELETE, SELECT (ctid) ON qungui."case" TO qungui_eraser;
GRANT DELETE, SELECT (corp, ctid, id, about_id, person_id, at) ON qungui.record_read TO qungui_eraser;
GRANT DELETE, SELECT (corp, ctid, id, person_id, asked_at, ended_at, until_day) ON qungui.exemption TO qungui_eraser;
GRANT DELETE, SELECT (corp, ctid, id, by_id, chat_id, decided_at) ON qungui.complaint TO qungui_eraser;
GRANT DELETE, SELECT (corp, ctid, id, person_id, at) ON qungui.relation_note TO qungui_eraser;
GRANT DELETE, SELECT (corp, ctid, id, about_id, at) ON qungui.fine_sign TO qungui_eraser;
GRANT DELETE, SELECT (corp, ctid, id, chat_id, until) ON qungui.coverage TO qungui_eraser;
GRANT DELETE, SELECT (received_at) ON qungui.callback TO qungui_eraser;
COMMENT ON COLUMN qungui.erasure.because IS 'The period of qungui.yaml that was over (excerpts, messages, snapshots, logs, skeleton), or persons-right.';
