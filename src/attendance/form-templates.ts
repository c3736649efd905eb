import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import type { Control } from '../wecom/approval/approval.ts';

/** Templates are edited: what one is about is read again after so long. */
const READ_AGAIN_MS = 7 * 86_400_000;

/** What the forms of a template are about, as far as it was read lately. */
export async function templateAbout(
  tx: Tx,
  corp: Corp,
  templateId: string,
  at: Date,
): Promise<'absence' | 'other' | 'not-read'> {
  const row = await tx.formTemplate.findFirst({ where: { corp, templateId } });
  if (!row || row.readAt.getTime() < at.getTime() - READ_AGAIN_MS) return 'not-read';
  return row.about === 'absence' ? 'absence' : 'other';
}

/** Keeps what a template was found to be about. */
export async function keepTemplate(
  tx: Tx,
  corp: Corp,
  templateId: string,
  about: 'absence' | 'other',
  at: Date,
): Promise<void> {
  await tx.formTemplate.upsert({
    where: { corp_templateId: { corp, templateId } },
    create: { corp, templateId, about, readAt: at },
    update: { about, readAt: at },
  });
}

/** What forms with these controls are about, whatever their template is called. Pure. */
export const aboutOf = (controls: readonly Control[]): 'absence' | 'other' =>
  controls.some((control) => control.about === 'absence' || aboutOf(control.columns) === 'absence')
    ? 'absence'
    : 'other';
