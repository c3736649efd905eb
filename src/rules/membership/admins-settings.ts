import { z } from 'zod';
import { Selector } from '../selector.ts';

const Excused = z.strictObject({
  userid: z.string().min(1).max(64),
  why: z.string().min(1).describe('the recorded reason for which he may look after the group all the same'),
});

export const AdminsSettings = z.strictObject({
  appointed: z
    .enum(['required', 'allowed'])
    .default('required')
    .describe('required: somebody is appointed at every time'),
  appointedBy: z
    .array(z.string().min(1).max(30))
    .default([])
    .describe('offices or roles that appoint, as the register writes them: 总裁办'),
  office: z.array(Selector).default([]).describe('who may be appointed: by department, title, tag …; none: anybody'),
  officeStrength: z.enum(['required', 'advised']).default('required').describe('advised: 原则上, asked about only'),
  excused: z.array(Excused).default([]),
  excluded: z.array(Selector).default([]).describe('who may not look after such a group (回避名单)'),
  owner: z
    .enum(['appointed', 'not-appointed', 'free'])
    .default('free')
    .describe('appointed: the owner is one of the appointed; not-appointed: owner and admins are different people'),
  unappointed: z.enum(['listed', 'free']).default('listed').describe('admins in WeCom whom nobody appointed'),
  atLeast: z.int().min(1).max(20).optional().describe('appointed at a time'),
  atMost: z.int().min(1).max(20).optional().describe('appointed at a time'),
});
export type AdminsSettings = z.infer<typeof AdminsSettings>;
