import { visibleDepartments } from '../world/scope.ts';
import type { Endpoint, Opening } from './endpoint.ts';
import type { Windows } from './rate.ts';
import { Refusal } from './refusal.ts';
import type { Holder } from './tokens.ts';

/** What stands before every API: the address, the app's state, the right to call it, and the rate. Throws Refusal. */
export function passGate(holder: Holder, endpoint: Endpoint, ip: string, now: Date, windows: Windows): void {
  const { company, surface } = holder;
  const { settings, limits } = company;
  if (settings.trustedIps && !settings.trustedIps.includes(ip)) throw new Refusal(60020);
  if (surface.name === 'app' && !settings.enabled) throw new Refusal(50003);
  if (surface.name === 'app' && settings.suspended) throw new Refusal(48006);
  const forbidden = whyForbidden(holder, endpoint.opening);
  if (forbidden !== null) throw new Refusal(forbidden);
  const key = `api/${company.corpid}/${endpoint.path}`;
  const fits =
    windows.take(`${key}/minute`, limits.callsPerMinute, 60_000, now) === 'ok' &&
    windows.take(`${key}/hour`, limits.callsPerHour, 3_600_000, now) === 'ok';
  if (!fits) throw new Refusal(45009);
}

function whyForbidden({ company, surface }: Holder, opening: Opening): number | null {
  if (opening === 'archive') return surface.name === 'archive' ? null : 48002;
  if (surface.name === 'archive') return 48002;
  if (opening === 'ids') return null;
  if (opening === 'sync') return surface.name === 'contacts' ? null : 48002;
  if (surface.name === 'contacts') return opening === 'contacts' ? 48009 : 48002;
  if (opening === 'customer') return company.settings.customerContactCallable ? null : 48002;
  if (opening === 'approval') return company.settings.approvalCallable ? null : 301055;
  if (opening === 'attendance') return company.settings.attendanceCallable ? null : 48002;
  if (opening === 'appchat') return visibleDepartments(company).has(1) ? null : 48002;
  return null;
}
