import type { Conversation, RoleHeld } from '../events/conversation.ts';

/** Whether somebody holds one of the roles over any other at a moment: looked up once a sender, and then for his spells alone. */
export function leadershipIn(speakers: readonly string[], talk: Conversation): (by: string, atMs: number) => boolean {
  const spells = new Map<string, readonly RoleHeld[]>();
  const spellsOf = (by: string): readonly RoleHeld[] => {
    const isOther = (over: string | null) => talk.members.some(({ id }) => id !== by && (over === null || over === id));
    return talk.roles.filter((held) => held.by === by && speakers.includes(held.role) && isOther(held.over));
  };
  return (by, atMs) => {
    const known = spells.get(by) ?? spellsOf(by);
    spells.set(by, known);
    return known.some(({ fromMs, untilMs }) => fromMs <= atMs && (untilMs === null || atMs < untilMs));
  };
}
