import { menuOf } from '../api/menu.ts';
import { appEvent, menuPressed, saidToApp } from '../callbacks/events.ts';
import { verifyAddress } from '../callbacks/verify-address.ts';
import type { AppSettings, CallbackAddress, Limits, SurfaceName } from '../world/company.ts';
import { presentEmployee } from '../world/people.ts';
import { reachable } from '../world/scope.ts';
import { type Stage, tell } from './stage.ts';

/** What an administrator sets, and what members do with the app itself. */
export function appVerbs(stage: Stage) {
  const { company, clock } = stage;

  /** Changes settings of the app. A changed scope calls back `subscribe` and `unsubscribe` for those it concerns. */
  const configureApp = async (change: Partial<AppSettings>): Promise<void> => {
    const at = await clock.now();
    const everyone = [...company.people.values()];
    const before = new Set(everyone.filter((one) => reachable(company, one)));
    Object.assign(company.settings, change);
    for (const employee of everyone) {
      const now = reachable(company, employee);
      if (now !== before.has(employee))
        tell(stage, 'app', appEvent(now ? 'subscribe' : 'unsubscribe', employee.userid), at);
    }
  };

  /** Presses save on the callback page: the receiver is asked by GET first. Throws CallbackRefused, and keeps the old. */
  const configureCallback = async (
    surface: SurfaceName,
    wanted: { url: string; token?: string; aesKey?: string },
  ): Promise<CallbackAddress> => {
    const address = { token: company.chance.word(24), aesKey: company.chance.word(43), ...wanted };
    const echo = String(Math.floor(company.chance.next() * 9e15) + 1e15);
    await verifyAddress(address, company.corpid, echo, await clock.now());
    company.surfaces[surface].callback = address;
    return address;
  };

  return {
    configureApp,
    configureCallback,
    /** Keys as if saved before, without asking the receiver. Null: nothing is called back any more. */
    setCallback: (surface: SurfaceName, address: CallbackAddress | null): void => {
      company.surfaces[surface].callback = address;
    },
    setLimits: (limits: Partial<Limits>): void => {
      Object.assign(company.limits, limits);
    },
    /** Opens the app: `enter_agent`. */
    openApp: async (userid: string): Promise<void> =>
      tell(stage, 'app', appEvent('enter_agent', presentEmployee(company, userid).userid), await clock.now()),
    /** Presses a button of the app's menu: `click` is called back, `view` answers the address that opens. */
    pressMenu: async (userid: string, name: string): Promise<string | null> => {
      const button = menuOf(company).find((one) => one.name === name);
      if (!button) throw new TypeError(`the menu has no button ${name}`);
      if (button.type === 'view') return button.url;
      const { userid: own } = presentEmployee(company, userid);
      tell(stage, 'app', menuPressed(own, button.key), await clock.now());
      return null;
    },
    /** Writes to the app, one to one. */
    say: async (userid: string, text: string): Promise<void> =>
      tell(
        stage,
        'app',
        saidToApp(presentEmployee(company, userid).userid, text, String(Math.floor(company.chance.next() * 9e15))),
        await clock.now(),
      ),
    /** Sets the stage: whatever `work` does is not called back. */
    withoutCallbacks: async (work: () => Promise<void>): Promise<void> => {
      company.muted = true;
      try {
        await work();
      } finally {
        company.muted = false;
      }
    },
  };
}
