-- Locks nothing that is in use. Who is away, who works in which shift, which days a company works otherwise; and the daily close.

CREATE TABLE "qungui"."absence" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "until_at" TIMESTAMPTZ(3) NOT NULL,
    "why" TEXT NOT NULL,
    "learned_by" TEXT NOT NULL,
    "learned_ref" TEXT NOT NULL,
    "approved_at" TIMESTAMPTZ(3),
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "ended_because" TEXT,

    CONSTRAINT "absence_pkey" PRIMARY KEY ("corp","id")
);
CREATE INDEX "absence_corp_person_id_until_at_idx" ON "qungui"."absence"("corp", "person_id", "until_at");
CREATE INDEX "absence_corp_learned_by_learned_ref_idx" ON "qungui"."absence"("corp", "learned_by", "learned_ref");
COMMENT ON TABLE qungui.absence IS 'Who is away from when to when. Only leave or trip: what kind of leave, and why, is never read.';
COMMENT ON COLUMN qungui.absence.learned_ref IS 'The number of the approval form, or the name of the file.';
COMMENT ON COLUMN qungui.absence.until IS 'When it was withdrawn or told otherwise; empty: it holds.';
SELECT qungui.guard('qungui.absence');

CREATE TABLE "qungui"."shift" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "date" TEXT NOT NULL,
    "stretches" JSONB,
    "learned_by" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),

    CONSTRAINT "shift_pkey" PRIMARY KEY ("corp","id")
);
CREATE INDEX "shift_corp_person_id_date_idx" ON "qungui"."shift"("corp", "person_id", "date");
COMMENT ON TABLE qungui.shift IS 'When somebody who works in shifts works on a date.';
COMMENT ON COLUMN qungui.shift.stretches IS 'Minutes from the midnight of the date; [] is a free day; empty: nobody told, so that he is only reminded.';
SELECT qungui.guard('qungui.shift');

CREATE TABLE "qungui"."calendar_day" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "department_id" INTEGER,
    "date" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "hours" JSONB,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),

    CONSTRAINT "calendar_day_pkey" PRIMARY KEY ("corp","id")
);
CREATE INDEX "calendar_day_corp_date_idx" ON "qungui"."calendar_day"("corp", "date");
COMMENT ON TABLE qungui.calendar_day IS 'Dates on which a company, or a department with those below it, works otherwise than the country.';
SELECT qungui.guard('qungui.calendar_day');

CREATE TABLE "qungui"."clock_in" (
    "corp" TEXT NOT NULL,
    "userid" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "clock_in_pkey" PRIMARY KEY ("corp","userid","at")
);
COMMENT ON TABLE qungui.clock_in IS 'That somebody clocked in or out, and when: a sign that he could have answered. Forgotten after 35 days.';
SELECT qungui.guard('qungui.clock_in');

CREATE TABLE "qungui"."attendance_form" (
    "corp" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "template_id" TEXT NOT NULL,
    "applicant" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL,
    "trouble" TEXT,

    CONSTRAINT "attendance_form_pkey" PRIMARY KEY ("corp","number")
);
COMMENT ON TABLE qungui.attendance_form IS 'Leave and trip forms of the approval app, as last read: so that a withdrawn one is noticed.';
SELECT qungui.guard('qungui.attendance_form');

CREATE TABLE "qungui"."form_template" (
    "corp" TEXT NOT NULL,
    "template_id" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "form_template_pkey" PRIMARY KEY ("corp","template_id")
);
COMMENT ON TABLE qungui.form_template IS 'Which templates hold leave or trips, by their controls; forms of others are not opened.';
SELECT qungui.guard('qungui.form_template');

CREATE TABLE "qungui"."daily_close" (
    "corp" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "userid" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "keys" TEXT[],
    "open" INTEGER NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "daily_close_pkey" PRIMARY KEY ("corp","id")
);
CREATE UNIQUE INDEX "daily_close_corp_userid_day_key" ON "qungui"."daily_close"("corp", "userid", "day");
COMMENT ON TABLE qungui.daily_close IS 'The one card of a day about open matters. That it was not answered is recorded nowhere.';
SELECT qungui.guard('qungui.daily_close');

SELECT qungui.show('qungui.absence', 'corp, id, person_id, from_at, until_at, why, learned_by, learned_ref, approved_at, since, until, ended_because');
CREATE VIEW audit.absences AS
SELECT corp, id AS absence_id, person_id, from_at, until_at, why, learned_by, learned_ref, approved_at, since, until, ended_because
FROM qungui.absence;
COMMENT ON VIEW audit.absences IS 'Who was away, as far as it moved a deadline: leave or trip, never which kind of leave or why.';
COMMENT ON COLUMN audit.absences.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN audit.absences.absence_id IS 'Our id.';
COMMENT ON COLUMN audit.absences.person_id IS 'Who is away.';
COMMENT ON COLUMN audit.absences.from_at IS 'From when.';
COMMENT ON COLUMN audit.absences.until_at IS 'Until when.';
COMMENT ON COLUMN audit.absences.why IS 'leave or trip.';
COMMENT ON COLUMN audit.absences.learned_by IS 'approval or file.';
COMMENT ON COLUMN audit.absences.learned_ref IS 'The number of the form, or the name of the file.';
COMMENT ON COLUMN audit.absences.approved_at IS 'When it was approved, where an approval says so.';
COMMENT ON COLUMN audit.absences.since IS 'When we learned it.';
COMMENT ON COLUMN audit.absences.until IS 'When it was withdrawn or told otherwise; empty: it holds.';
COMMENT ON COLUMN audit.absences.ended_because IS 'withdrawn or replaced.';

SELECT qungui.show('qungui.shift', 'corp, id, person_id, date, stretches, learned_by, since, until');
CREATE VIEW audit.shifts AS
SELECT corp, id AS shift_id, person_id, date, stretches, learned_by, since, until
FROM qungui.shift;
COMMENT ON VIEW audit.shifts IS 'When people who work in shifts work.';
COMMENT ON COLUMN audit.shifts.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN audit.shifts.shift_id IS 'Our id.';
COMMENT ON COLUMN audit.shifts.person_id IS 'Whose shift.';
COMMENT ON COLUMN audit.shifts.date IS 'The day it begins on.';
COMMENT ON COLUMN audit.shifts.stretches IS 'Minutes from that midnight; [] is a free day; empty: nobody told.';
COMMENT ON COLUMN audit.shifts.learned_by IS 'checkin (WeCom) or file.';
COMMENT ON COLUMN audit.shifts.since IS 'When we learned it.';
COMMENT ON COLUMN audit.shifts.until IS 'When it was told otherwise; empty: it holds.';

SELECT qungui.show('qungui.calendar_day', 'corp, id, department_id, date, kind, hours, since, until');
CREATE VIEW audit.calendar_days AS
SELECT corp, id AS calendar_day_id, department_id, date, kind, hours, since, until
FROM qungui.calendar_day;
COMMENT ON VIEW audit.calendar_days IS 'Dates on which a company or a department works otherwise than the country.';
COMMENT ON COLUMN audit.calendar_days.corp IS 'The tenant, by its slug in qungui.yaml.';
COMMENT ON COLUMN audit.calendar_days.calendar_day_id IS 'Our id.';
COMMENT ON COLUMN audit.calendar_days.department_id IS 'The department, with those below it; empty: the whole company.';
COMMENT ON COLUMN audit.calendar_days.date IS 'The date.';
COMMENT ON COLUMN audit.calendar_days.kind IS 'work or off.';
COMMENT ON COLUMN audit.calendar_days.hours IS 'The hours of that day in minutes from midnight; empty: the ordinary ones.';
COMMENT ON COLUMN audit.calendar_days.since IS 'When we learned it.';
COMMENT ON COLUMN audit.calendar_days.until IS 'When it was told otherwise; empty: it holds.';

GRANT SELECT ON audit.absences, audit.shifts, audit.calendar_days TO qungui_auditor;
ALTER VIEW audit.absences OWNER TO qungui_views;
ALTER VIEW audit.shifts OWNER TO qungui_views;
ALTER VIEW audit.calendar_days OWNER TO qungui_views;
