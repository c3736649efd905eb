import type { Delivery } from '../inbox/messages.ts';
import { greyButtons, replaceCard } from '../inbox/update.ts';
import { sameId, subtree } from '../world/people.ts';
import { checkFields, readCard } from './card-checks.ts';
import type { Body, Call, Endpoint } from './endpoint.ts';
import { neededText, objectOf, textsOf, wholeOf } from './params.ts';
import { Refusal } from './refusal.ts';
import { goodResponseCode } from './response-codes.ts';

export const afterEndpoints: readonly Endpoint[] = [
  { path: 'message/update_template_card', method: 'POST', opening: 'app', answer: updateCard },
  { path: 'message/recall', method: 'POST', opening: 'app', answer: recall },
];

const RECALL_MS = 24 * 3_600_000;

/** Greys the buttons, or puts another card in the place, for the people named; the code is spent by it [94888]. */
function updateCard(call: Call): Body {
  const { company, body, surface, now } = call;
  if (wholeOf(body, 'agentid', -1) !== surface.agentId) throw new Refusal(42015);
  const code = goodResponseCode(company, neededText(body, 'response_code', 60140), now);
  const { targets, invalid } = targetsOf(call, code.message.deliveries);
  const button = objectOf(body, 'button');
  const content = objectOf(body, 'template_card');
  if (button) {
    const label = neededText(button, 'replace_name');
    if (!isPressable(code.message.content)) throw new Refusal(40058, 'only cards with buttons');
    for (const one of targets) greyButtons(company, one, label, now);
  } else if (content) {
    const card = readCard(content);
    checkFields(card);
    for (const one of targets) replaceCard(company, one, card, now);
  } else throw new Refusal(40063, 'button or template_card');
  code.spent = true;
  return { invaliduser: invalid };
}

const isPressable = ({ card_type: type }: Body): boolean =>
  type === 'button_interaction' || type === 'vote_interaction' || type === 'multiple_interaction';

function targetsOf({ body, company }: Call, all: readonly Delivery[]): { targets: Delivery[]; invalid: string[] } {
  if (wholeOf(body, 'atall', 0) === 1) return { targets: [...all], invalid: [] };
  const users = textsOf(body, 'userids');
  const parties = Array.isArray(body.partyids) ? body.partyids.map(Number) : [];
  if (users.length + parties.length === 0) throw new Refusal(82101);
  const under = new Set(parties.flatMap((id) => [...subtree(company, id)]));
  const targets = all.filter(
    ({ to }) => users.some((id) => sameId(id, to.userid)) || to.departments.some((id) => under.has(id)),
  );
  if (targets.length === 0) throw new Refusal(82102);
  const invalid = users.filter((id) => !all.some(({ to }) => sameId(id, to.userid))).map((id) => id.toLowerCase());
  return { targets, invalid };
}

/** Takes a message back from every phone, at most 24 hours old [94867]. */
function recall({ company, body, now, stats }: Call): Body {
  const message = company.messages.sent.get(neededText(body, 'msgid'));
  if (!message) throw new Refusal(40058, 'msgid');
  if (now.getTime() - message.sentAt.getTime() > RECALL_MS) throw new Refusal(42052);
  for (const delivery of message.deliveries) {
    if (delivery.recalledAt) continue;
    delivery.recalledAt = now;
    stats.notices.recalled += 1;
  }
  company.messages.changes += 1;
  return {};
}
