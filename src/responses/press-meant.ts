import type { Tx } from '../db/client.ts';
import { MEANT, type Meant } from '../notices/content.ts';
import { tryOpenContent } from '../notices/sealed.ts';
import { messageAsked } from '../rules/response/outcomes.ts';
import type { Acknowledging } from './press-waiting.ts';
import { sayWho } from './say-who.ts';

type Came = Awaited<ReturnType<typeof sayWho>> | { readonly outcome: 'no-such-case'; readonly entries: readonly [] };

const NO_SUCH_CASE: Came = { outcome: 'no-such-case', entries: [] };

/** A press of the button of one of several whom a message may mean: those who stood on this very card, whoever is there now. */
export async function pressMeant(tx: Tx, pressing: Acknowledging, caseId: string, action: Meant): Promise<Came> {
  const { corp, keys, by, at, card } = pressing;
  const to = card.caseIds.includes(caseId) ? await chosen(tx, pressing, caseId, action) : undefined;
  const matter =
    to && (await tx.case.findFirst({ where: { corp, id: caseId }, select: { chatId: true, window: true } }));
  if (!matter) return NO_SUCH_CASE;
  const on = messageAsked(matter.window);
  const rows = await tx.obligation.findMany({
    where: { corp, chatId: matter.chatId, certainty: 'ambiguous', messages: { has: on }, awaited: { has: to } },
    select: { id: true, messages: true },
    orderBy: { key: 'asc' },
  });
  const unclear = rows.find(({ messages }) => messages[0] === on);
  if (!unclear) return { outcome: 'closed', entries: [] };
  return sayWho(tx, { corp, keys, at }, { obligationId: unclear.id, by, to, via: 'card', noticeId: card.id });
}

async function chosen(
  tx: Tx,
  { corp, keys, card }: Acknowledging,
  caseId: string,
  action: Meant,
): Promise<string | undefined> {
  const row = await tx.notice.findFirst({ where: { corp, id: card.id }, select: { content: true } });
  const content = row && tryOpenContent(keys, card.id, row.content);
  const line = content?.lines.find((one) => one.caseId === caseId);
  return line?.choices?.[MEANT.indexOf(action)]?.userid;
}
