import { z } from 'zod';
import { listOf, Text, Userid } from '../fields.ts';
import type { ApprovalForm, Control, FormState } from './approval.ts';
import { askedTimes, isAboutAbsence } from './asked-times.ts';

const Words = listOf(z.object({ text: Text, lang: Text })).transform(
  (words) => words.find(({ lang }) => lang === 'zh_CN')?.text ?? words[0]?.text ?? '',
);

const Property = z.object({ control: Text, id: Text, title: Words, require: z.number().nullish() });
const Attendance = z.object({ type: z.number() }).nullish();
const Column = z.object({ property: Property, config: z.object({ attendance: Attendance }).nullish() }).transform(
  ({ property, config }): Control => ({
    ...bareControl(property),
    columns: [],
    about: isAboutAbsence(property.control, config?.attendance?.type),
  }),
);

function bareControl({ control, id, title, require }: z.infer<typeof Property>) {
  return { control, id, title, required: require === 1 ? ('yes' as const) : ('no' as const) };
}

/** `oa/gettemplatedetail` [91982]. */
export const Template = z.object({
  template_content: z.object({
    controls: listOf(
      z
        .object({
          property: Property,
          config: z
            .object({ table: z.object({ children: listOf(Column) }).nullish(), attendance: Attendance })
            .nullish(),
        })
        .transform(
          ({ property, config }): Control => ({
            ...bareControl(property),
            columns: config?.table?.children ?? [],
            about: isAboutAbsence(property.control, config?.attendance?.type),
          }),
        ),
    ),
  }),
});

/** `oa/applyevent` [91853]. */
export const Applied = z.object({ sp_no: z.string().min(1) });

/** `oa/getapprovalinfo` [91816]. */
export const Numbers = z
  .object({ sp_no_list: listOf(z.string()), new_next_cursor: z.string().nullish() })
  .transform(({ sp_no_list, new_next_cursor }) => ({ numbers: sp_no_list, next_cursor: new_next_cursor ?? undefined }));

const Day = z.object({ type: Text, s_timestamp: z.union([z.string(), z.number()]).nullish() }).nullish();

/** What a control holds, whichever it is: each kind has a field of its own [91983]. */
const Value = z
  .object({
    text: Text,
    new_number: Text,
    new_money: Text,
    date: Day,
    s_timestamp: z.union([z.string(), z.number()]).nullish(),
    selector: z.object({ options: listOf(z.object({ value: Words })) }).nullish(),
    members: listOf(z.object({ userid: Text, name: Text })),
    departments: listOf(z.object({ name: Text })),
  })
  .transform(({ text, new_number, new_money, date, s_timestamp, selector, members, departments }) =>
    [
      text,
      new_number,
      new_money,
      dayOf(date?.s_timestamp ?? s_timestamp),
      ...(selector?.options ?? []).map(({ value }) => value),
      ...members.map(({ userid, name }) => (userid === '' ? name : `${name}(${userid})`)),
      ...departments.map(({ name }) => name),
    ]
      .filter((part) => part !== '')
      .join('、'),
  );

/** A day is told as its midnight in China, whatever the clocks of the applicant are [91983]. */
const CHINA_MS = 8 * 3_600_000;

function dayOf(seconds: string | number | null | undefined): string {
  const ms = Number(seconds ?? 0) * 1_000;
  return ms > 0 ? new Date(ms + CHINA_MS).toISOString().slice(0, 10) : '';
}

const Cell = z
  .object({ title: Words, value: z.unknown() })
  .transform(({ title, value }) => ({ filled: { title, text: textOf(value) }, away: askedTimes(value) }));
const Lines = z.object({ children: listOf(z.object({ list: listOf(Cell) })) });
const Content = z.object({ control: Text, title: Words, value: z.unknown() }).transform(({ control, title, value }) => {
  const lines = control === 'Table' ? Lines.safeParse(value) : null;
  if (!lines?.success) return { cells: [{ title, text: textOf(value) }], lines: [], away: askedTimes(value) };
  const rows = lines.data.children.map(({ list }) => list);
  return {
    cells: [],
    lines: rows.map((row) => row.map(({ filled }) => filled)),
    away: rows.flatMap((row) => row.flatMap(({ away }) => away)),
  };
});

function textOf(value: unknown): string {
  const read = Value.safeParse(value);
  return read.success ? read.data : '';
}

const STATES: Readonly<Record<number, FormState>> = {
  1: 'asked',
  2: 'approved',
  3: 'refused',
  4: 'withdrawn',
  6: 'revoked',
  7: 'deleted',
  10: 'approved',
};
export const formState = (status: number): FormState => STATES[status] ?? 'asked';

const AGREED = new Set([2, 13]);
const Decided = z.object({
  approver: z.object({ userid: Userid }),
  sp_status: z.number(),
  sptime: z.number().catch(0),
});

/** `oa/getapprovaldetail` [91983]. */
export const Form = z
  .object({
    info: z.object({
      sp_no: z.string(),
      sp_status: z.number(),
      template_id: Text,
      apply_time: z.number().catch(0),
      applyer: z.object({ userid: Userid }).nullish(),
      batch_applyer: z.object({ userid: Userid }).nullish(),
      sp_record: listOf(z.object({ details: listOf(Decided) })),
      apply_data: z.object({ contents: listOf(Content) }),
    }),
  })
  .transform(({ info }): ApprovalForm => {
    const decided = info.sp_record.flatMap(({ details }) => details).filter(({ sptime }) => sptime > 0);
    const last = Math.max(0, ...decided.map(({ sptime }) => sptime));
    return {
      number: info.sp_no,
      templateId: info.template_id,
      state: formState(info.sp_status),
      applicant: info.applyer?.userid ?? info.batch_applyer?.userid ?? '',
      askedAtMs: info.apply_time * 1_000,
      decidedAtMs: last === 0 ? null : last * 1_000,
      agreedBy: decided.filter(({ sp_status }) => AGREED.has(sp_status)).map(({ approver }) => approver.userid),
      filled: info.apply_data.contents.flatMap(({ cells }) => cells),
      lines: info.apply_data.contents.flatMap(({ lines }) => lines),
      away: info.apply_data.contents.flatMap(({ away }) => away),
    };
  });
