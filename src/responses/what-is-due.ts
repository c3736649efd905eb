import type { Judged } from '../cases/judged.ts';
import type { Conversation } from '../events/conversation.ts';
import { settingsFor } from '../policy/for-group.ts';
import { judgedAtMs } from './next-step.ts';

/** While nothing is seen at all, what fell due so lately is looked at again. */
const BLIND_FOR_MS = 86_400_000;

/**
 * When a group is looked at for what its rules say is due there without anybody having to speak: of each rule the first that cannot have
 * been judged yet, for what was said by then may not be seen. A rule that cannot be checked here asks for no look. Pure.
 */
export function duePostsMs({ policy, facts, judgement, at }: Judged, talk: Conversation): number[] {
  const nowMs = at.getTime();
  const judgedUntilMs = facts.unseen.has('messages') ? nowMs - BLIND_FOR_MS : (talk.seenUntilMs ?? nowMs);
  const checkable = new Set(
    judgement.coverage.flatMap(({ instance, verdict }) => (verdict === 'not-checkable' ? [] : [instance])),
  );
  return policy.uses.flatMap((use) => {
    if (!checkable.has(use.instance)) return [];
    const settings = settingsFor(use, facts.registered?.ownerDepartment ?? '');
    const dueMs = use.rule.dueAfter?.(facts, settings, Math.min(judgedUntilMs, nowMs)) ?? null;
    return dueMs === null ? [] : [judgedAtMs(dueMs, talk, nowMs)];
  });
}
