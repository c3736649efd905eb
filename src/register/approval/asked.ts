import { z } from 'zod';
import { REACHES } from '../../events/group.ts';
import { madeWhenApproved } from '../../managed/make-approved.ts';
import type { ApprovalForm } from '../../wecom/approval/approval.ts';
import { Said } from '../said.ts';
import { type Born, type Known, takeLines } from '../take-lines.ts';
import { formRows } from './form-rows.ts';

/** A group that an approval is about. Null chat id: one that nobody has heard of, or that is not made yet. */
export const AskedGroup = z.strictObject({
  chatId: z.string().nullable(),
  name: z.string(),
  owner: z.string(),
  reach: z.enum(REACHES),
  said: Said,
});
export type AskedGroup = z.infer<typeof AskedGroup>;

export interface AskedGroups {
  readonly groups: readonly AskedGroup[];
  /** Why something of it cannot be registered, for HR. */
  readonly wrong: readonly string[];
}

/** What was kept when we handed the form in ourselves. */
export const asked = (kept: unknown): AskedGroups => ({ groups: z.array(AskedGroup).parse(kept), wrong: [] });

/** The groups that a person's form names, read as a sheet is read. A new one of a kind that the service makes is made by it. Pure. */
export function groupsIn(form: ApprovalForm, known: Known): AskedGroups {
  const born: Born = (id) => (known.kinds.some((kind) => kind.id === id && madeWhenApproved(kind)) ? 'managed' : null);
  const sheet = takeLines(formRows(form), known, born);
  if (!sheet) return { groups: [], wrong: ['审批单里没有「群名」这一项'] };
  const complete = sheet.taken.filter(({ registration }) => registration !== null);
  const half = sheet.taken.filter(({ registration }) => registration === null);
  return {
    groups: complete.map(({ chatId, name, owner, reach, said }) => ({ chatId, name, owner, reach, said })),
    wrong: [
      ...sheet.returned.flatMap(({ wrong }) => wrong.map(({ zh }) => zh)),
      ...half.map(({ name }) => `「${name}」没有写全群类型、归属部门和用途`),
    ],
  };
}
