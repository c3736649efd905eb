import { z } from 'zod';
import { instantOf } from '../work-time/local-time.ts';
import {
  ANSWERS,
  fromWords,
  IDENTITIES,
  LEFT,
  LOOKS,
  REACHES_IN_WORDS,
  READS,
  RELATIONS_IN_WORDS,
  RESULTS,
  SCENES,
  STATUSES,
} from './cases-words.ts';
import { minuteOfDay, POLICY_TIME_ZONE } from './durations.ts';

const say = (message: string, remedy: string) => ({ error: `${message} → ${remedy}` });

const Word = z.string().min(1);
const orMany = z.union([Word.transform((one) => [one]), z.array(Word)]);

/** A moment by the clocks of China: a day, or a day and a time. */
const Moment = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}( ([01]\d|2[0-3]):[0-5]\d)?$/,
    say('is not a moment', 'write 2026-11-26 or 2026-11-26 10:00'),
  )
  .transform((text) => instantOf(text.slice(0, 10), minuteOfDay(text.slice(11)) || 0, POLICY_TIME_ZONE));

const Department = z.strictObject({
  上级: Word.optional(),
  简称: orMany.default([]),
  曾用名: z.record(Word, Moment).default({}).describe('former names, each with the moment it stops being valid'),
});

const Person = z.strictObject({
  部门: orMany.default([]).describe('the first one is the main department'),
  职务: z.string().default(''),
  身份: fromWords(RELATIONS_IN_WORDS).default('regular'),
  状态: fromWords(STATUSES).default('active'),
  标签: orMany.default([]),
  负责: orMany.default([]).describe('departments this person leads'),
  别名: z.string().default(''),
  账号: Word.optional().describe('only where a policy names accounts'),
  入职: Moment.optional(),
  离职: Moment.optional(),
  调动: z
    .strictObject({ 自: Moment, 原部门: orMany.default([]), 原职务: z.string().default('') })
    .optional()
    .describe('where the person was until he moved'),
});

const Outsider = z.strictObject({
  公司: z.string().default('').describe('whoever uses WeCom himself'),
  备注: orMany.default([]),
  标签: orMany.default([]),
  添加过: fromWords(LOOKS).default('seen').describe('whether a colleague has this person among his contacts'),
  认定: z
    .strictObject({
      身份: fromWords(IDENTITIES),
      名册: Word.optional().describe('the line of a list that he is'),
    })
    .optional()
    .describe('what the identity desk decided'),
});

const Line = z.strictObject({
  公司: orMany.default([]).describe('full, short and usual names'),
  部门: z.string().default(''),
  职务: z.string().default(''),
  姓名: Word,
  已除名: z.literal(true).optional().describe('was on the list and is no longer'),
});

const Permit = z.union([
  z.literal('没有').transform(() => null),
  z.strictObject({ 由: z.string(), 编号: z.string().default(''), 日期: z.string().default('') }),
]);

const Appointment = z.strictObject({
  谁: Word,
  由: z.string().default(''),
  自: Moment.optional(),
  至: Moment.optional(),
});

const Beside = z.strictObject({
  群名: z.string().default('另一个群'),
  类别: Word.optional().describe('by default the kind of the group itself'),
  主管部门: z.string().default(''),
  建群: Moment.optional(),
  共同成员: orMany.default([]).describe('members of this group who are in that one, too'),
});

const Attested = z.strictObject({
  事项: Word.describe('a word of the policy: member-review, own-avatar'),
  由: Word.describe('who vouches for it'),
  时间: Moment,
  关于: Word.optional().describe('the member it is about; without: the group'),
  当时: z.string().optional().describe('what was there then'),
  当时公告: z.string().optional().describe('the announcement as it stood then'),
});

const PastStay = z.strictObject({
  谁: Word,
  自: Moment.optional(),
  至: Moment,
  方式: fromWords(LEFT).default('left'),
});

const Group = z.strictObject({
  类别: Word.describe('a kind of the policy by name, or 未登记'),
  类型: fromWords(REACHES_IN_WORDS).optional().describe("what the group is in WeCom; by default the kind's first"),
  群名: z.string().default('示例群'),
  群主: Word.optional(),
  管理员: z.array(Word).default([]).describe('admins as WeCom shows them'),
  建群: Moment.optional(),
  主管部门: z.string().default(''),
  用途: z.string().default(''),
  审批: Permit.optional(),
  备案: Permit.optional(),
  到期: Moment.optional(),
  补备案至: Moment.optional().describe('until then old papers may be handed in, as an inventory promised'),
  任命: z.array(Appointment).default([]).describe('admins as the register names them'),
  读取: fromWords(READS).default('read'),
  旁边的群: z.array(Beside).default([]).describe('other registered groups of the same set'),
  曾用群名: z.array(z.strictObject({ 群名: z.string(), 自: Moment })).default([]),
  群公告: z.string().optional(),
  曾在群内: z.array(PastStay).default([]).describe('who was inside and is no longer, or was before'),
  确认: z.array(Attested).default([]).describe('what people vouched for'),
  对话: z
    .string()
    .optional()
    .describe(
      'what was said, one line a message: 11-26 10:00 林人资: @何经理 今天发我; without: messages are not archived',
    ),
  别处: z
    .array(z.strictObject({ 群名: Word, 时间: Moment, 说: Word }))
    .default([])
    .describe('what was said in groups without outsiders'),
  休假: z.array(z.strictObject({ 谁: Word, 自: Moment, 至: Moment })).default([]),
  最后发言: Moment.optional().describe('the last message, where messages are archived'),
});

const Stay = z.strictObject({
  谁: Word,
  群昵称: z.string().optional(),
  显示名: z.string().optional(),
  入群: Moment.optional(),
  方式: fromWords(SCENES).default(1),
  邀请人: Word.optional(),
  渠道: Word.optional().describe('the state of our own join way'),
  曾用昵称: z.array(z.strictObject({ 昵称: z.string(), 自: Moment })).default([]),
  昵称自: Moment.optional().describe('since when the nickname is the present one'),
  答复: fromWords(ANSWERS).optional().describe('what the admin said of this join'),
});
const Member = z.union([Word, Stay]).transform((one) => (typeof one === 'string' ? Stay.parse({ 谁: one }) : one));
export type CaseMember = z.infer<typeof Stay>;

const Expected = z.strictObject({
  规则: Word.optional().describe('the use of a rule that says it'),
  关于: Word.describe('本群, or who'),
  结果: fromWords(RESULTS).default('breach'),
  说: Word.optional().describe('words that the sentence contains'),
});
export type Expected = z.infer<typeof Expected>;

const Case = z.strictObject({
  名称: Word,
  条款: Word.describe('the clause it is about'),
  规则: orMany.optional().describe('only these of its rules'),
  时间: Moment.optional(),
  群: Group,
  成员: z.array(Member).default([]),
  应为: z.union([z.enum(['没有问题', '无法核对']), z.array(Expected).min(1)]),
});
export type PolicyCase = z.infer<typeof Case>;

/** The cases of a policy as people write them: a situation and what the policy says of it. In the words of its readers. */
export const CasesFile = z.strictObject({
  制度: Word.describe('the policy these are cases of'),
  时间: Moment.describe('when, unless a case says otherwise'),
  部门: z.record(Word, Department).default({}),
  人员: z.record(Word, Person).default({}),
  外部联系人: z.record(Word, Outsider).default({}),
  名单: z.record(Word, z.record(Word, Line)).default({}).describe('named lists: the key of each line, and the line'),
  词表: z.record(Word, z.string()).default({}).describe("the company's lists of words, as their files are written"),
  用例: z.array(Case).min(1),
});
export type CasesFile = z.infer<typeof CasesFile>;
