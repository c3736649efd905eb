import type { Tx } from '../../db/client.ts';
import type { Corp } from '../../ids.ts';
import { w } from '../../wecom/errcodes/entry.ts';
import { CALLABLE, SCOPE } from '../../wecom/errcodes/remedies.ts';
import { type Check, cannotTell, type Finding, fails, found } from '../check.ts';
import { shortList } from '../names.ts';
import type { Patient } from '../patient.ts';
import { refusal } from '../refusal.ts';
import { sightOf } from '../visible.ts';

/** Owners of customer groups as last read: each inside the visible scope, and with the right to 客户联系 [92122, 92571]. */
export const owners: Check = {
  id: 'owners',
  title: w('群主', 'group owners'),
  async look(patient) {
    const { slug } = patient.corp;
    const all = await patient.deps.db.withCorp(slug, (tx) => knownOwners(tx, slug));
    if (all.length === 0) return found(w('还没有读到客户群', 'no customer group was read yet'), noneYet());
    const says = w(`${all.length} 位群主`, `${all.length} owners of customer groups`);
    const outside = await lookOutside(patient, all);
    return found(says, ...outside.findings, ...(await lookWithoutRight(patient, all, outside.unseen)));
  },
};

/** As last read, in groups that still stand; whoever left the company since is WeCom's to replace, not ours to add. */
const knownOwners = async (tx: Tx, corp: Corp): Promise<string[]> =>
  (
    await tx.$queryRaw<{ owner: string }[]>`
      select distinct lower(s.owner) as owner from qungui.group_state s
      join qungui.chat_group g on g.corp = s.corp and g.chat_id = s.chat_id and g.dissolved_at is null
      join qungui.reach_state v on v.corp = s.corp and v.chat_id = s.chat_id and v.until is null
      where s.corp = ${corp} and s.until is null and s.owner <> '' and v.reach in ('customer', 'unknown') order by 1`
  ).map(({ owner }) => owner);

async function lookOutside(
  patient: Patient,
  all: readonly string[],
): Promise<{ readonly findings: Finding[]; readonly unseen: ReadonlySet<string> }> {
  if (!patient.corp.surfaces.contacts?.secret) return { findings: [], unseen: new Set() };
  try {
    const { outside } = await sightOf(patient);
    const unseen = all.filter((owner) => outside.has(owner));
    return { findings: unseen.length > 0 ? [invisible(unseen, all.length)] : [], unseen: outside };
  } catch (err) {
    return { findings: [refusal('owners', err, SCOPE)], unseen: new Set() };
  }
}

async function lookWithoutRight(
  patient: Patient,
  all: readonly string[],
  unseen: ReadonlySet<string>,
): Promise<Finding[]> {
  try {
    const may = new Set(await patient.asked.followers());
    const here = await patient.asked.everybody().then(
      (placed) => new Set(placed.map(({ userid }) => userid)),
      () => null,
    );
    const lacking = all.filter((owner) => !may.has(owner) && !unseen.has(owner) && (here === null || here.has(owner)));
    return lacking.length > 0 ? [withoutRight(lacking, all.length)] : [];
  } catch (err) {
    const finding = refusal('owners', err, CALLABLE);
    return [finding.verdict === 'fail' ? waitsForCallable(finding) : finding];
  }
}

const invisible = (unseen: readonly string[], all: number): Finding =>
  fails({
    what: w(
      `${all} 位群主中有 ${unseen.length} 位在可见范围之外`,
      `${unseen.length} of ${all} group owners are outside the visible scope`,
    ),
    why: w(
      '群主看不到，他的客户群就一个也读不到。',
      'While the owner is invisible none of his customer groups can be read.',
    ),
    where: SCOPE,
    paste: shortList(unseen),
  });

const withoutRight = (lacking: readonly string[], all: number): Finding =>
  fails({
    what: w(
      `${all} 位群主中有 ${lacking.length} 位没有客户联系权限`,
      `${lacking.length} of ${all} group owners may not use 客户联系`,
    ),
    why: w(
      '没有这项权限的人的群不再是客户群，任何接口都看不到。',
      'Groups of people without the right are no customer groups; no API shows them.',
    ),
    where: w(
      '管理后台 → 客户联系 → 权限配置 → 使用范围，加上这些人',
      'Admin console → 客户联系 → 权限配置 → 使用范围: add these people',
    ),
    paste: shortList(lacking),
  });

const waitsForCallable = (finding: Finding): Finding =>
  cannotTell({
    ...finding,
    what: w('先解决 customer-contact，才能查群主的权限', 'customer-contact stands in front of this'),
    why: finding.what,
  });

const noneYet = (): Finding =>
  cannotTell({
    what: w('不知道群主是谁', 'nobody knows who owns groups'),
    why: w('群还没有读过。', 'Groups were never read.'),
    where: w('运行 qungui sync，再运行 doctor --only owners', 'Run qungui sync, then doctor --only owners'),
  });
