import { appendAudit } from '../../audit/append.ts';
import { pseudonymOf } from '../../audit/pseudonym.ts';
import type { CorpConfig } from '../../config.ts';
import { nowIn, type Tx } from '../../db/client.ts';
import type { Deps } from '../../deps.ts';
import { HouseError } from '../../errors.ts';
import { newId } from '../../ids.ts';
import { saidOf } from '../declare.ts';
import { linesOf, openInventory } from '../inventory/lines.ts';
import { purposeOf } from '../inventory/purpose.ts';
import { loadKnown } from '../known.ts';
import { NOTHING_SAID } from '../said.ts';
import type { Known } from '../take-lines.ts';
import type { AskedGroup } from './asked.ts';
import { fill } from './fill.ts';

export interface HandedIn {
  readonly number: string;
  readonly groups: readonly AskedGroup[];
}

/**
 * Hands in one form about several groups in somebody's name; approved, it registers them. The row is there before WeCom is
 * asked, so that a form of which no answer came is seen. Throws E-APPROVAL where the template or a group lacks something.
 */
export async function handIn(
  deps: Pick<Deps, 'db' | 'keys' | 'wecom'>,
  corp: CorpConfig,
  {
    templateId,
    groups: wanted,
    by,
  }: { readonly templateId: string; readonly groups: readonly string[]; readonly by: string },
): Promise<HandedIn> {
  const { approval } = deps.wecom.of(corp.slug);
  const keys = await deps.keys.of(corp.slug);
  const { groups, known } = await deps.db.withCorp(corp.slug, async (tx) => {
    const known = await loadKnown(tx, corp);
    return { known, groups: await groupsOf(tx, corp, wanted, known) };
  });
  const kindName = (id: string): string => known.kinds.find((kind) => kind.id === id)?.name.zh ?? id;
  const { fillings, cannot } = fill(await approval.template(templateId), groups, kindName);
  if (cannot.length > 0) throw cannotFill(cannot);
  const id = newId();
  await deps.db.withCorp(corp.slug, async (tx) => {
    const kept = { templateId, startedBy: 'qungui', applicant: by, state: 'asking', groups: groups as object[] };
    await tx.approvalRequest.create({ data: { corp: corp.slug, id, number: null, ...kept, askedAt: await nowIn(tx) } });
  });
  const summary = [`群登记：${groups.length} 个群`, groups.map(({ name }) => name).join('、')];
  const number = await approval.apply({ applicant: by, templateId, fillings, summary }).catch(async (err: unknown) => {
    await noteRefused(deps, corp, id, err);
    throw err;
  });
  await deps.db.withCorp(corp.slug, async (tx) => {
    const waiting = { corp: corp.slug, id, state: 'asking' };
    const { count } = await tx.approvalRequest.updateMany({ where: waiting, data: { number, state: 'asked' } });
    if (count === 0) return; // the form was read before its answer came
    const moved = { v: 1, kind: 'approval-moved', approvalId: id, from: 'asking', to: 'asked' } as const;
    await appendAudit(tx, corp.slug, keys, await nowIn(tx), [
      { ...moved, groups: groups.length, by: pseudonymOf(keys, by) },
    ]);
  });
  return { number, groups };
}

/** WeCom took no form. Where no answer came it may have: that row stays `asking` until the form is found there. */
async function noteRefused(
  deps: Pick<Deps, 'db'>,
  { slug: corp }: CorpConfig,
  id: string,
  err: unknown,
): Promise<void> {
  if (!(err instanceof HouseError) || err.code === 'E-WECOM-UNREACHABLE') return;
  const trouble = err.code;
  await deps.db.withCorp(corp, (tx) =>
    tx.approvalRequest.updateMany({ where: { corp, id }, data: { state: 'refused', trouble } }),
  );
}

/** Groups by chat id or name, with what is known of them: the register's or the inventory's word, and the sheet's. */
async function groupsOf(tx: Tx, { slug }: CorpConfig, wanted: readonly string[], known: Known): Promise<AskedGroup[]> {
  const round = await openInventory(tx, slug);
  const lines = round ? await linesOf(tx, slug, round.id) : [];
  const found = wanted.map((one) => {
    const [group, ...others] = known.groups.filter(({ chatId, name }) => chatId === one || name === one);
    if (!group || others.length > 0) throw notOne(one);
    return group;
  });
  const said = await saidOf(
    tx,
    slug,
    found.map(({ chatId }) => chatId),
  );
  return found.map((group): AskedGroup => {
    const line = lines.find(({ chatId }) => chatId === group.chatId);
    const registered = known.registered.get(group.chatId);
    const own = said.get(group.chatId) ?? NOTHING_SAID;
    const kind = line?.answered?.kind ?? registered?.kind ?? line?.kind ?? own.kind;
    const department = registered?.ownerDepartment ?? (line?.department || own.department);
    const purpose = registered?.purpose ?? (line && kind ? purposeOf(line, kind, known.kinds) : own.purpose);
    if (!kind || !department || !purpose) throw tooLittle(group.name);
    const { chatId, name, owner, reach } = group;
    return { chatId, name, owner, reach, said: { ...own, kind, department, purpose } };
  });
}

const trouble = (what: string, why: string, remedy: string): HouseError =>
  new HouseError({ code: 'E-USE-APPROVAL', what, why, remedy, retry: 'never' });

const notOne = (one: string): HouseError =>
  trouble(`not exactly one group is ${one}`, 'none, or several have the name', 'name it by its chat id: groups list');
const tooLittle = (name: string): HouseError =>
  trouble(`too little is known of ${name}`, 'kind, department or purpose is missing', 'say it first: inventory answer');
const cannotFill = (titles: readonly string[]): HouseError =>
  trouble(
    `the template asks for ${titles.join(', ')}`,
    'only texts and tables of texts can be filled by us, by the headings of the register',
    'make them optional in 审批 → 模板, or use another template',
  );
