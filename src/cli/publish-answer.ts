import { nowIn } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import { loadPublished, type PublishedNotice } from '../publications/load-published.ts';
import { checkPublication, publish } from '../publications/publish.ts';
import { withdrawPublication } from '../publications/withdraw.ts';
import { corpOf } from './corps.ts';
import { counted } from './counted.ts';
import { type Answer, wrongUse } from './desk.ts';
import { groupNamed, knownGroups } from './find-group.ts';
import { readSource } from './read-source.ts';
import { printable, table } from './table.ts';

export interface PublishOptions {
  readonly corp?: string;
  readonly by: string;
  readonly group: string;
  readonly rule?: string;
  readonly textFile: string;
  readonly to?: readonly string[];
  readonly dryRun?: true;
}

/** Sends a notice to the colleagues of a group and waits for their 收到, or says what that would be. */
export async function publishNotice(deps: Deps, options: PublishOptions): Promise<Answer> {
  const corp = corpOf(deps.config, options.corp);
  const text = readSource(options.textFile).trim();
  const keys = await deps.keys.of(corp.slug);
  const answer = await deps.db.withCorp(corp.slug, async (tx) => {
    const at = await nowIn(tx);
    const groups = await knownGroups(tx, corp.slug);
    const known = groups.find(({ chatId }) => chatId === options.group);
    const meant = known ? { group: known } : groupNamed(groups, options.group);
    if (!('group' in meant))
      throw wrongUse(meant.message, 'a notice goes to the colleagues of one group', meant.remedy);
    const wanted = {
      chatId: meant.group.chatId,
      instance: options.rule ?? null,
      text,
      by: options.by,
      to: options.to ?? null,
      via: 'cli',
    } as const;
    const { use, groupName, to } = await checkPublication(tx, corp, wanted, at);
    const said = { rule: use.instance, clause: use.clause.id, group: groupName, to, number: null };
    if (options.dryRun) return said;
    const { number } = await publish(tx, corp, { corp: corp.slug, keys, at }, wanted);
    return { ...said, number: Number(number) };
  });
  if (answer.number !== null) {
    await deps.bell.ring('notices', corp.slug);
    await deps.bell.ring('timers', corp.slug);
  }
  const whom = `${counted(answer.to.length, 'colleague')} of ${printable(answer.group)} (${answer.to.join(', ')})`;
  const words =
    answer.number === null
      ? `would go to ${whom}, by ${answer.rule}; nothing was sent`
      : `✓ notice ${answer.number} goes to ${whom}; ${answer.rule} waits for their 收到`;
  return { exit: 0, json: { corp: corp.slug, dryRun: answer.number === null, ...answer }, text: `${words}\n` };
}

/** The latest notices, and who has said 收到; with a number that one, name by name. */
export async function listPublished(
  deps: Deps,
  { corp: named, number }: { readonly corp?: string; readonly number?: string },
): Promise<Answer> {
  const { slug } = corpOf(deps.config, named);
  const keys = await deps.keys.of(slug);
  const where = number === undefined ? {} : { number: numberIn(number) };
  const notices = await deps.db.withCorp(slug, (tx) => loadPublished(tx, slug, keys, where));
  if (number !== undefined && notices.length === 0) throw noSuchNotice(number);
  return {
    exit: 0,
    json: { corp: slug, notices: notices.map((one) => ({ ...one, number: Number(one.number) })) },
    text: number === undefined ? listText(notices) : notices.map(noticeText).join(''),
  };
}

/** Takes a notice back. */
export async function withdrawNotice(
  deps: Deps,
  number: string,
  { corp: named, by }: { readonly corp?: string; readonly by: string },
): Promise<Answer> {
  const { slug: corp } = corpOf(deps.config, named);
  const keys = await deps.keys.of(corp);
  const { outcome, dropped } = await deps.db.withCorp(corp, async (tx) =>
    withdrawPublication(tx, { corp, keys, at: await nowIn(tx) }, numberIn(number), by),
  );
  if (outcome === 'no-such-notice') throw noSuchNotice(number);
  for (const queue of ['timers', 'notices'] as const) await deps.bell.ring(queue, corp);
  const text =
    outcome === 'already'
      ? `= notice ${number} was taken back before\n`
      : `✓ notice ${number} is taken back; nobody is waited for, ${counted(dropped, 'message')} not sent yet dropped\n`;
  return { exit: 0, json: { corp, number: Number(number), outcome, dropped }, text };
}

const numberIn = (text: string): bigint => {
  if (/^\d{1,15}$/.test(text)) return BigInt(text);
  throw wrongUse(`${text} is no number of a notice`, 'notices are numbered', 'see them with: notices published');
};

const noSuchNotice = (number: string) =>
  wrongUse(`there is no notice ${number}`, 'nobody published one of that number', 'see them with: notices published');

function listText(notices: readonly PublishedNotice[]): string {
  if (notices.length === 0) return 'no notice was published yet\n';
  const rows = notices.map(({ number, at, groupName, to, recalledAt }) => [
    String(number),
    at.toISOString(),
    groupName,
    recalledAt ? 'taken back' : `${to.filter(({ receivedAt }) => receivedAt).length} of ${to.length}`,
  ]);
  return table(['notice', 'at', 'group', 'received'], rows);
}

const noticeText = ({ number, by, groupName, text, to }: PublishedNotice): string =>
  `notice ${number} by ${by} to ${printable(groupName)}\n${printable(text)}\n${table(
    ['to', 'received'],
    to.map(({ userid, receivedAt }) => [userid, receivedAt?.toISOString() ?? '-']),
    '  ',
  )}`;
