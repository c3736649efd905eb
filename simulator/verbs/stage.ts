import type { Clock } from '../../src/time.ts';
import type { Windows } from '../api/rate.ts';
import { appEvent, type Event } from '../callbacks/events.ts';
import type { Postman } from '../callbacks/postman.ts';
import type { Stats } from '../stats.ts';
import type { Company, SurfaceName } from '../world/company.ts';
import type { Group } from '../world/groups.ts';
import { type Employee, findEmployee } from '../world/people.ts';
import { reachable, scopeOf } from '../world/scope.ts';

/** What the verbs of one tenant play on. */
export interface Stage {
  readonly company: Company;
  readonly clock: Clock;
  readonly postman: Postman;
  readonly stats: Stats;
  readonly windows: Windows;
}

/** Posts to one surface, when WeCom would. */
export function tell({ company, postman }: Stage, surface: SurfaceName, event: Event, at: Date): void {
  postman.post({ company, surface, event, at });
}

/** Customer-contact events reach an app that is callable, has the switch ticked and sees somebody concerned [92130]. */
export function tellCustomerEvent(stage: Stage, concerned: readonly string[], event: Event, at: Date): void {
  const { settings } = stage.company;
  if (!settings.customerContactCallable || !settings.externalEventsTicked) return;
  const visible = scopeOf(stage.company);
  const seen = concerned.some((id) => {
    const employee = findEmployee(stage.company, id);
    return employee !== undefined && visible(employee);
  });
  if (seen) tell(stage, 'app', event, at);
}

/** An event of a customer group; no other group has events. */
export function tellGroupEvent(stage: Stage, group: Group, event: Event, at: Date): void {
  if (group.kind !== 'customer') return;
  tellCustomerEvent(stage, [group.owner, ...group.members.map(({ id }) => id)], event, at);
}

/** Changes a person, and posts `subscribe` or `unsubscribe` when he comes into the app's reach or leaves it [90240]. */
export function changePerson(stage: Stage, employee: Employee, at: Date, change: () => void): void {
  const before = reachable(stage.company, employee);
  change();
  const after = reachable(stage.company, employee);
  if (before === after) return;
  tell(stage, 'app', appEvent(after ? 'subscribe' : 'unsubscribe', employee.userid), at);
}
