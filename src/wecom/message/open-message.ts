import { z } from 'zod';
import type { Client } from '../client.ts';
import { Text, TextOrNull } from '../fields.ts';
import type { MessageApi, SendOutcome } from './message.ts';

/** `a|b|c`, echoed in lower case [90236]. */
const Ids = Text.transform((ids) =>
  ids
    .toLowerCase()
    .split('|')
    .filter((id) => id !== ''),
);

/** Whatever else is odd in it: errcode 0 is a yes, and a yes must not become an error. */
const Sent = z
  .object({
    msgid: Text.catch(''),
    response_code: TextOrNull.catch(null),
    invaliduser: Ids.catch([]),
    unlicenseduser: Ids.catch([]),
  })
  .transform(
    ({ msgid, response_code, invaliduser, unlicenseduser }): SendOutcome => ({
      msgid,
      responseCode: response_code,
      invalidUsers: invaliduser,
      unlicensedUsers: unlicenseduser,
    }),
  );

const Done = z.object({});

/** App messages, sent and changed by the app that `agentId` names [90236, 94888, 94867]. */
export function openMessage({ call }: Client, agentId: number): MessageApi {
  const update = async (userids: readonly string[], responseCode: string, change: object): Promise<void> => {
    const body = { userids, agentid: agentId, response_code: responseCode, ...change };
    await call('app', 'message/update_template_card', { kind: 'write', body }, Done);
  };
  return {
    agentId,
    sendExactly: (body) => call('app', 'message/send', { kind: 'write', body }, Sent),
    closeCard: (userids, responseCode, label) => update(userids, responseCode, { button: { replace_name: label } }),
    replaceCard: (userids, responseCode, card) => update(userids, responseCode, { template_card: card }),
    async recall(msgid) {
      await call('app', 'message/recall', { kind: 'write', body: { msgid } }, Done);
    },
  };
}
