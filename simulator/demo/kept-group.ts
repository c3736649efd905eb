import { applyPlans } from '../../src/cli/apply.ts';
import { planGroups } from '../../src/cli/plan.ts';
import type { Deps } from '../../src/deps.ts';
import { syncDirectory } from '../../src/directory/sync-directory.ts';
import { ITSELF, keepGroup } from '../../src/managed/keep-group.ts';
import { requestGroup } from '../../src/managed/request-group.ts';
import type { WantedGroup } from '../../src/managed/weigh-group.ts';
import type { Step } from '../worlds/world.ts';
import type { Cast } from './companies.ts';

const NAME = '示范实业高管工作群';

/** What the president approved: the executives' group, made and kept by the service, in place of the one made by hand. */
const executives = (replaces: string | null): WantedGroup => ({
  name: NAME,
  owner: null,
  replaces,
  registration: {
    kind: 'executive',
    ownerDepartment: '总裁办',
    purpose: '高管议事',
    approval: { by: '总裁', number: '示范〔2026〕18号', date: '2026-11-25' },
    filing: null,
    endsAt: null,
    admins: [{ userid: 'wu.fuzong', appointedBy: '总裁办', since: new Date('2026-11-26T00:00:00+08:00'), until: null }],
  },
});

/** A kept group on the day: made after approval; then `groups plan` shows what changed, and `groups apply` does it. */
export function keptGroupSteps(deps: Deps, { corp, title, tenant, hr }: Cast): (Step & { readonly title: string })[] {
  const make = async (): Promise<string> => {
    const old = await deps.db.withCorp(corp, (tx) =>
      tx.groupState.findFirst({ where: { corp, name: '示范实业高管群' } }),
    );
    const { chatId } = await requestGroup(deps, corp, executives(old?.chatId ?? null), hr);
    await keepGroup(deps, corp, chatId, ITSELF);
    return (await planGroups(deps, corp, chatId)).text;
  };
  const change = async (): Promise<string> => {
    const { chatId } = await deps.db.withCorp(corp, (tx) =>
      tx.managedGroup.findFirstOrThrow({ where: { corp, name: NAME } }),
    );
    await tenant.withoutCallbacks(async () => {
      await tenant.hire({ userid: 'xie.fuzong', name: '谢示例', department: 3, position: '分管副总' });
      await tenant.rename(chatId, '周末爬山群');
    });
    await syncDirectory(deps, corp, deps.wecom.of(corp).contact);
    const plan = await planGroups(deps, corp, chatId);
    const applied = await applyPlans(deps, chatId, { corp, by: hr });
    return `groups plan\n${plan.text}groups apply\n${applied.text}`;
  };
  return [
    { at: '11:30', title, says: 'the approved executives’ group is made by the service: groups create', happens: make },
    { at: '11:45', title, says: 'a vice president comes, and somebody renames the group', happens: change },
  ];
}
