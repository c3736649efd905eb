import { appendAudit } from '../audit/append.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import type { CorpConfig } from '../config.ts';
import type { Tx } from '../db/client.ts';
import { HouseError } from '../errors.ts';
import { lookAtNews } from '../hearing/said-anew.ts';
import { newId } from '../ids.ts';
import { noticeContent } from '../notices/content.ts';
import { enqueueNotice } from '../notices/enqueue.ts';
import { MOST_ON_A_CARD } from '../notices/write-published.ts';
import type { Policy, RuleUse } from '../policy/policy.ts';
import { policiesInForce } from '../review/policies.ts';
import { noticeIdFor } from './notice-id.ts';
import type { Noting } from './noting.ts';
import { publicationUrl } from './page-links.ts';

/** A notice as somebody wants it sent. */
export interface ToPublish {
  /** Who asks twice under one id, by a double press or a retry, sends once. Absent: each time is a notice of its own. */
  readonly id?: string;
  readonly chatId: string;
  /** The use of `response/published` that waits for the answers, by its name in the policy; null where there is only one. */
  readonly instance: string | null;
  readonly text: string;
  readonly by: string;
  /** Accounts; null: every colleague in the group. */
  readonly to: readonly string[] | null;
  readonly via: 'cli' | 'page';
}

/** What sending it would come to. */
export interface Checked {
  readonly policy: Policy;
  readonly use: RuleUse;
  readonly groupName: string;
  /** Without who sends it, in a fixed order. */
  readonly to: readonly string[];
}

/** More is no notice but a document. */
const MOST_SIGNS = 2_000;

/** Says whether a notice can be sent, and to whom. [E-USE-PUBLISH] with what to do when it cannot. */
export async function checkPublication(tx: Tx, corp: CorpConfig, wanted: ToPublish, at: Date): Promise<Checked> {
  const length = [...wanted.text].length;
  if (length === 0 || length > MOST_SIGNS)
    throw unfit('the text is empty or too long', `write 1 to ${MOST_SIGNS} signs`);
  if (length > MOST_ON_A_CARD && !corp.pages)
    throw unfit(
      `the text has ${length} signs, and a card shows ${MOST_ON_A_CARD}`,
      'shorten it, or switch the pages on: there the whole text is shown',
    );
  const { policy, use } = await useFor(tx, corp, wanted, at);
  const members = await colleaguesIn(tx, corp, wanted.chatId);
  const strangers = (wanted.to ?? []).filter((one) => !members.has(one));
  if (strangers.length > 0)
    throw unfit(`${strangers.join(', ')} is nobody of this group`, 'name colleagues who are in it now');
  const to = [...(wanted.to ?? members)].filter((one) => one !== wanted.by).sort();
  if (to.length === 0) throw unfit('nobody would get it', 'the group has no other colleague that we know of');
  const group = await tx.groupState.findFirst({ where: { corp: corp.slug, chatId: wanted.chatId, until: null } });
  return { policy, use, groupName: group?.name ?? '', to: [...new Set(to)] };
}

/** Sends a notice to each of them, with a button that says 收到; who is waited for is judged like everything else. */
export async function publish(
  tx: Tx,
  corp: CorpConfig,
  noting: Noting,
  wanted: ToPublish,
): Promise<Checked & { readonly publicationId: string; readonly number: bigint }> {
  const { keys, at } = noting;
  const checked = await checkPublication(tx, corp, wanted, at);
  const { policy, use, groupName, to } = checked;
  const { chatId, text, by, via } = wanted;
  const id = wanted.id ?? newId();
  const { number } = await tx.publication.create({
    data: {
      corp: corp.slug,
      id,
      policySlug: policy.slug,
      instance: use.instance,
      chatId,
      byUserid: by,
      to: [...to],
      body: keys.seal({ table: 'publication', column: 'body', row: id }, text),
      via,
      at,
    },
  });
  const name = await tx.account.findFirst({ where: { corp: corp.slug, userid: by, until: null } });
  const state =
    name && (await tx.personState.findFirst({ where: { corp: corp.slug, personId: name.personId, until: null } }));
  const url = publicationUrl(corp, id);
  const content = noticeContent('published', 'zh', [], {
    published: { publicationId: id, groupName, by: state?.name || by, clauseId: use.clause.id, text },
    page: url ? { url, count: 1 } : null,
  });
  for (const one of to)
    await enqueueNotice(tx, corp.slug, keys, { id: noticeIdFor(id, one), to: one, content, notBefore: at, at });
  await lookAtNews(tx, corp.slug, [{ chatId, from: at }], at);
  await appendAudit(tx, corp.slug, keys, at, [
    {
      v: 1,
      kind: 'notice-published',
      publicationId: id,
      chatId,
      instance: use.instance,
      to: to.length,
      via,
      by: pseudonymOf(keys, by),
    },
  ]);
  return { ...checked, publicationId: id, number };
}

const PUBLISHED = 'response/published';

/** The use of the rule that waits for answers to notices of this group. */
async function useFor(
  tx: Tx,
  { slug: corp }: CorpConfig,
  { instance, chatId }: ToPublish,
  at: Date,
): Promise<{ readonly policy: Policy; readonly use: RuleUse }> {
  const entry = await tx.registerEntry.findFirst({ where: { corp, chatId, until: null } });
  const all = (await policiesInForce(tx, corp, at)).flatMap((policy) =>
    policy.uses.filter(({ rule, level }) => rule.id === PUBLISHED && level !== 'off').map((use) => ({ policy, use })),
  );
  const fitting = all.filter(
    ({ use }) => (instance === null || use.instance === instance) && entry !== null && use.kinds.includes(entry.kind),
  );
  const [only, ...others] = fitting;
  if (only && others.length === 0) return only;
  const names = all.map(({ use }) => use.instance).join(', ');
  if (only) throw unfit('more than one rule waits for answers in this group', `say which with --rule: ${names}`);
  throw unfit(
    entry ? `no rule waits for answers to notices in groups of the kind ${entry.kind}` : 'the group is not registered',
    entry
      ? `use ${PUBLISHED} in the policy for this kind${names ? `; there is: ${names}` : ''}`
      : 'register it first: groups register',
  );
}

async function colleaguesIn(tx: Tx, { slug: corp }: CorpConfig, chatId: string): Promise<ReadonlySet<string>> {
  const members = await tx.membership.findMany({
    where: { corp, chatId, until: null, memberKind: 'employee' },
    select: { memberId: true },
  });
  const accounts = await tx.account.findMany({
    where: { corp, until: null, userid: { in: members.map(({ memberId }) => memberId.toLowerCase()) } },
    select: { userid: true },
  });
  return new Set(accounts.map(({ userid }) => userid));
}

const unfit = (why: string, remedy: string): HouseError =>
  new HouseError({ code: 'E-USE-PUBLISH', what: 'the notice cannot be sent', why, remedy, retry: 'never' });
