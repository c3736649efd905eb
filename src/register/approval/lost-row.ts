import type { Tx } from '../../db/client.ts';
import type { Corp } from '../../ids.ts';
import type { ApprovalForm } from '../../wecom/approval/approval.ts';
import { asked } from './asked.ts';

/** WeCom's clock is not ours, and a call may wait. */
const ABOUT_THEN_MS = 900_000;

/**
 * Our own row of a form that WeCom took while its answer was lost: by the same applicant, with the same template, at that time,
 * and the form names all of its groups. Null: the form is a person's.
 */
export async function lostRow(tx: Tx, corp: Corp, form: ApprovalForm) {
  const then = { gte: new Date(form.askedAtMs - ABOUT_THEN_MS), lte: new Date(form.askedAtMs + ABOUT_THEN_MS) };
  const rows = await tx.approvalRequest.findMany({
    where: { corp, state: 'asking', number: null, templateId: form.templateId, askedAt: then },
    orderBy: { askedAt: 'asc' },
  });
  const text = [form.filled, ...form.lines].flat().map((one) => one.text);
  const names = (name: string): boolean => text.some((one) => one.includes(name));
  const isOurs = ({ applicant, groups }: (typeof rows)[number]): boolean =>
    applicant.toLowerCase() === form.applicant.toLowerCase() && asked(groups).groups.every(({ name }) => names(name));
  return rows.find(isOurs) ?? null;
}
