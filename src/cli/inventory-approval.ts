import type { Deps } from '../deps.ts';
import { handIn } from '../register/approval/hand-in.ts';
import { corpOf } from './corps.ts';
import type { Answer } from './desk.ts';

export interface ApprovalOptions {
  readonly corp?: string;
  readonly by: string;
  readonly template: string;
}

/** One form of the approval app about several groups. */
export async function askApproval(deps: Deps, groups: readonly string[], options: ApprovalOptions): Promise<Answer> {
  const corp = corpOf(deps.config, options.corp);
  const wanted = { templateId: options.template, groups, by: options.by };
  const { number, groups: asked } = await handIn(deps, corp, wanted);
  return {
    exit: 0,
    json: { corp: corp.slug, number, groups: asked.map(({ chatId, name }) => ({ chatId, name })) },
    text: `✓ Form ${number} about ${asked.length} groups was handed in; they are registered when it is approved.\n`,
  };
}
