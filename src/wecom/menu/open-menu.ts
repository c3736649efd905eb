import { z } from 'zod';
import type { Client } from '../client.ts';
import { listOf, Text } from '../fields.ts';
import { refusedWith } from '../refused.ts';
import type { MenuApi, MenuButton } from './menu.ts';

const Named = z.object({ name: Text });
const Menu = z.object({ button: listOf(z.object({ name: Text, sub_button: listOf(Named).catch([]) })) });
const Done = z.object({});

/** There is no menu. */
const NO_MENU = 46003;

/** The menu of the app that `agentId` names [90231, 90232]. */
export function openMenu({ call }: Client, agentId: number): MenuApi {
  const agentid = String(agentId);
  return {
    async names() {
      try {
        const { button } = await call('app', 'menu/get', { kind: 'read', params: { agentid } }, Menu);
        return button.flatMap(({ name, sub_button }) => [name, ...sub_button.map((one) => one.name)]);
      } catch (err) {
        if (refusedWith(err, NO_MENU)) return [];
        throw err;
      }
    },
    async set(buttons) {
      const body = { button: buttons.map(bodyOf) };
      await call('app', 'menu/create', { kind: 'write', params: { agentid }, body }, Done);
    },
  };
}

const bodyOf = (button: MenuButton) => ({ type: 'url' in button ? 'view' : 'click', ...button });
