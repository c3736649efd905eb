import { nowIn, type Tx } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import { attest, takeBack, type Word } from '../groups/attest.ts';
import type { Corp } from '../ids.ts';
import { AttestedWord } from '../rules/records.ts';
import { corpOf } from './corps.ts';
import { type Answer, wrongUse } from './desk.ts';
import { groupNamed, type KnownGroup, knownGroups } from './find-group.ts';

export interface AttestOptions {
  readonly corp?: string;
  readonly by: string;
  readonly member?: string;
  readonly name?: string;
  readonly evidence: string;
  readonly takeBack?: true;
}

/** Writes or takes back a word about a group or a member of it; the group is looked at again. */
export async function vouch(deps: Deps, options: AttestOptions, wanted: string, what: string): Promise<Answer> {
  const { slug: corp } = corpOf(deps.config, options.corp);
  if (!AttestedWord.safeParse(what).success)
    throw wrongUse(
      `${JSON.stringify(what)} is no word that can be vouched for`,
      'words are lower-case letters, digits and hyphens',
      'write it as the policy does: member-review',
    );
  const keys = await deps.keys.of(corp);
  const { group, change, memberId } = await deps.db.withCorp(corp, async (tx) => {
    const group = await meantGroup(tx, corp, wanted);
    const memberId = options.member === undefined ? null : await memberOf(tx, corp, group, options.member);
    const { by, evidence, name } = options;
    const word: Word = { chatId: group.chatId, what, memberId, evidence, name: name ?? null, by };
    const at = await nowIn(tx);
    if (options.takeBack) return { group, memberId, change: await takeBack(tx, corp, keys, word, at) };
    await attest(tx, corp, keys, word, at);
    return { group, memberId, change: 'given' as const };
  });
  await deps.bell.ring('timers', corp);
  const whom = memberId === null ? '' : ` of ${memberId}`;
  return {
    exit: 0,
    json: { corp, chatId: group.chatId, what, member: memberId, by: options.by, change },
    text: `${SIGN[change]} ${group.name || group.chatId}: ${what}${whom} ${SAID[change]} ${options.by}\n`,
  };
}

const SIGN = { given: '✓', 'taken-back': '✓', nothing: '=' } as const;
const SAID = {
  given: 'vouched for by',
  'taken-back': 'taken back by',
  nothing: 'was not vouched for; asked by',
} as const;

async function meantGroup(tx: Tx, corp: Corp, wanted: string): Promise<KnownGroup> {
  const groups = await knownGroups(tx, corp);
  const byId = groups.find(({ chatId }) => chatId === wanted);
  const meant = byId ? { group: byId } : groupNamed(groups, wanted);
  if (!('group' in meant)) throw wrongUse(meant.message, 'and no group has it as its chat id', meant.remedy);
  return meant.group;
}

/** Who left may still be spoken for: that his leaving was agreed, or that he may come back. */
async function memberOf(tx: Tx, corp: Corp, { chatId, name }: KnownGroup, id: string): Promise<string> {
  const stay = await tx.membership.findFirst({
    where: { corp, chatId, memberId: { equals: id, mode: 'insensitive' } },
    select: { memberId: true },
  });
  if (stay) return stay.memberId;
  throw wrongUse(
    `no member of ${name || chatId} has the id ${id}`,
    'he was never seen in this group',
    'copy the id from: groups show <group>',
  );
}
