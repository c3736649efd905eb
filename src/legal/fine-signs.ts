import type { AuditEntry } from '../audit/entry.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import { officeNow } from '../cases/addressee.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Directory } from '../events/person.ts';
import { type Corp, PersonId } from '../ids.ts';
import type { Policy } from '../policy/policy.ts';
import { type DisguisedFineNote, disguisedFines } from '../sanctions/disguised-fine.ts';
import { writePrivately } from './private-card.ts';

/** A red packet within so many hours after a proposal, or after somebody was told to send one, makes HR ask. */
export const SOON_HOURS = 24;

const HOUR_MS = 3_600_000;
/** What is older was looked at already; what came late, such as a file of messages, is still looked at. */
const LOOKBACK_MS = 7 * 24 * HOUR_MS;

interface Looking {
  readonly corp: Corp;
  readonly keys: CorpKeys;
  readonly at: Date;
}

/**
 * Asks HR in private about signs of a fine by another name: once for each proposal and each order. As long as nobody is of HR
 * nothing counts as said.
 */
export async function noteFineSigns(
  tx: Tx,
  looking: Looking,
  policies: readonly Policy[],
  directory: Directory,
): Promise<AuditEntry[]> {
  const { corp, keys, at } = looking;
  const found = disguisedFines(await signsSince(tx, corp, new Date(at.getTime() - LOOKBACK_MS), directory), SOON_HOURS);
  if (found.length === 0) return [];
  const known = await tx.fineSign.findMany({ where: { corp, key: { in: found.map(({ key }) => key) } } });
  const said = new Set(known.map(({ key }) => key));
  const hr = [...new Set(policies.flatMap((policy) => officeNow(policy, 'hr', { directory })))];
  const entries: AuditEntry[] = [];
  for (const note of found.filter(({ key }) => !said.has(key))) {
    const readers = hr.filter((userid) => directory.byAccount.get(userid)?.id !== note.about);
    const noticeId = await writePrivately(tx, looking, readers, await cardOf(tx, corp, note, directory));
    if (noticeId === null) continue;
    const { key, sign, about, proposal, messages } = note;
    const row = { key, sign, aboutId: about, proposalId: proposal, messageIds: [...messages], at };
    await tx.fineSign.create({ data: { corp, id: noticeId, ...row } });
    entries.push({ v: 1, kind: 'fine-sign-noted', noticeId, sign, about: about && pseudonymOf(keys, about) });
  }
  return entries;
}

/** Proposals, red packets and orders since a moment; of words only the mark that was given when they were heard. */
async function signsSince(tx: Tx, corp: Corp, since: Date, directory: Directory) {
  const proposals = await tx.proposal.findMany({
    where: { corp, at: { gte: since } },
    select: { id: true, personId: true, at: true },
  });
  const messages = await tx.$queryRaw<MarkedRow[]>`
    select id, person_id::text as "personId", sent_at as "sentAt", mentions, kind in ('redpacket', 'external_redpacket') as packet
    from qungui.message
    where corp = ${corp} and sent_at >= ${since} and person_id is not null and revoked_at is null
      and (kind in ('redpacket', 'external_redpacket') or reading->'marks' ? 'red-packet-order')
    order by sent_at, id limit ${MOST}`;
  return {
    proposed: proposals.map(({ id, personId, at }) => ({ id, subject: PersonId.parse(personId), atMs: at.getTime() })),
    packets: messages.filter(({ packet }) => packet).map(sent),
    ordered: messages
      .filter(({ packet }) => !packet)
      .map((row) => ({ ...sent(row), to: mentionedIn(row.mentions, directory) })),
  };
}

const MOST = 2_000;

interface MarkedRow {
  readonly id: string;
  readonly personId: string;
  readonly sentAt: Date;
  readonly mentions: unknown;
  readonly packet: boolean;
}

const sent = ({ id, personId, sentAt }: MarkedRow) => ({
  messageId: id,
  by: PersonId.parse(personId),
  atMs: sentAt.getTime(),
});

/** People of the company who were named; who is nobody here cannot be fined by it. */
const mentionedIn = (mentions: unknown, directory: Directory): PersonId[] =>
  (Array.isArray(mentions) ? mentions : []).flatMap((one: { readonly id?: unknown }) =>
    typeof one?.id === 'string' ? (directory.byAccount.get(one.id.toLowerCase())?.id ?? []) : [],
  );

async function cardOf(tx: Tx, corp: Corp, { says, about, messages }: DisguisedFineNote, directory: Directory) {
  const first = await tx.message.findFirst({ where: { corp, id: { in: [...messages] } }, orderBy: { sentAt: 'asc' } });
  const state = first && (await tx.groupState.findFirst({ where: { corp, chatId: first.chatId, until: null } }));
  const who = about === null ? '' : (directory.persons.get(about)?.name ?? '');
  return {
    title: { zh: '请私下了解一下', en: 'Please ask in private' },
    text: says,
    quote: null,
    rows: [
      ...(who === '' ? [] : [{ name: { zh: '关于', en: 'About' }, value: who }]),
      ...(state ? [{ name: { zh: '群', en: 'Group' }, value: state.name }] : []),
    ],
  };
}
