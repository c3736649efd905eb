import { type Card, questions } from '../inbox/card.ts';
import { readDirectory } from '../worlds/move-in.ts';
import { type Owner, type oldGroups, ownerOf } from '../worlds/old-groups.ts';
import type { Stage } from './old-groups.ts';
import { answerOnPage } from './page-visit.ts';

/** Those of the old groups that WeCom lists: customer groups with a colleague in each who calls himself 小太阳, and a customer. */
export async function settleOldCustomers(
  { deps, cast: { corp, tenant }, settle }: Stage,
  groups: ReturnType<typeof oldGroups>,
  owners: readonly Owner[],
): Promise<void> {
  await tenant.withoutCallbacks(async () => {
    for (const [at, { name, reach }] of groups.entries()) {
      if (reach !== '') continue;
      const [colleague, customer] = [`cehua.${60 + at}`, tenant.addExternal({ name: `客户${at + 1}` })];
      const owner = ownerOf(owners, at).userid;
      const chatId = await tenant.createGroup({ name, owner, members: [colleague, customer] });
      await tenant.setNickname(chatId, colleague, '小太阳');
    }
  });
  await readDirectory(deps, corp);
  await settle();
}

/** Who has few groups chooses on the card; who has more follows it to the page. */
export async function answerCard({ cast: { tenant }, say }: Stage, userid: string, name: string): Promise<void> {
  const card = tenant.inbox(userid).findLast(({ text }) => text.includes('您的群是做什么的'));
  if (!card) return;
  if (card.kind === 'multiple_interaction') {
    await tenant.press(userid, card.taskId ?? '', '提交', firstProper(card));
    return say(`    ${name} chooses on the card`);
  }
  const pressed = await tenant.press(userid, card.taskId ?? '', '去登记');
  if (pressed.did === 'opened') say(`    ${name} on the page: ${await answerOnPage(tenant, userid, pressed.url)}`);
}

/** The first kind or day that each question of a card offers. */
const firstProper = ({ body }: { readonly body: unknown }): Record<string, string[]> =>
  Object.fromEntries(
    questions((body as { readonly template_card: Card }).template_card).map(({ key, options }) => [
      key,
      options
        .map(({ id }) => id)
        .filter((id) => /^(migrate|kind)\./.test(id))
        .slice(0, 1),
    ]),
  );
