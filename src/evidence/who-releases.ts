import { officeNow } from '../cases/addressee.ts';
import { type Held, isAbout } from '../decisions/hold-matter.ts';
import { employersUnder } from '../duties/employers.ts';

/**
 * Who may let the evidence of a case leave the house, by account: HR, and who answers for the employer; never who asks for it, and never
 * the one it is about. Pure.
 */
export function releasersOf(held: Held, askedBy: string | null): readonly string[] {
  const { policy, directory } = held;
  const all = [...officeNow(policy, 'hr', { directory }), ...employersUnder(policy, directory)];
  return [...new Set(all)].filter((userid) => userid !== askedBy?.toLowerCase() && !isAbout(held, userid));
}
