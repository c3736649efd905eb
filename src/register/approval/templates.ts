import type { Tx } from '../../db/client.ts';
import type { Corp } from '../../ids.ts';

/** The named list of templates whose approved forms register groups; its keys are template ids. */
export const TEMPLATES = 'approval-templates';

/** Whether a form is about groups: one of ours, or of a template that the company has named. Others are no business of ours. */
export async function isAboutGroups(
  tx: Tx,
  corp: Corp,
  { number, templateId }: { readonly number: string; readonly templateId: string },
): Promise<boolean> {
  const ours = await tx.approvalRequest.count({ where: { corp, number } });
  if (ours > 0) return true;
  return (await tx.listEntry.count({ where: { corp, list: TEMPLATES, entry: templateId, until: null } })) > 0;
}
