import type { CorpConfig } from '../config.ts';
import { nowIn, type Tx } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import type { Corp } from '../ids.ts';
import type { Policy } from '../policy/policy.ts';
import { planSeats, type SeatlessGroup, type SeatPlan } from '../policy/seat-plan.ts';
import { policiesInForce, policyFor } from '../review/policies.ts';
import { corpsOf } from './corps.ts';
import type { Answer } from './desk.ts';
import { table } from './table.ts';

/** Stands for an account that is put into the roster of every group our app made. */
const DUTY = '值班号 duty account';

interface Planned {
  readonly corp: CorpConfig;
  readonly groups: readonly Group[];
  readonly plan: SeatPlan;
  /** With one duty account in all managed groups; null where that saves no seat. */
  readonly withDuty: SeatPlan | null;
}

export async function planSeatsOf(
  deps: Pick<Deps, 'config' | 'db'>,
  { corp, share }: { readonly corp?: string; readonly share: number },
): Promise<Answer> {
  const all: Planned[] = [];
  for (const one of corpsOf(deps.config, corp)) {
    const groups = await deps.db.withCorp(one.slug, (tx) => groupsOf(tx, one.slug));
    const plan = planSeats(groups, share / 100);
    const withDuty = planSeats(groups.map(onDuty), share / 100);
    all.push({ corp: one, groups, plan, withDuty: withDuty.seats.length < plan.seats.length ? withDuty : null });
  }
  return {
    exit: 0,
    json: {
      share,
      corps: all.map(({ corp: { slug }, groups, plan, withDuty }) => ({
        corp: slug,
        groups: groups.length,
        plan,
        withDuty,
      })),
    },
    text: all.map((one) => report(one, share)).join('\n'),
  };
}

const onDuty = (group: Group): Group =>
  group.reach === 'managed' ? { ...group, seatable: [...group.seatable, DUTY] } : group;

interface Group extends SeatlessGroup {
  readonly reach: string;
}

interface Row {
  readonly chatId: string;
  readonly reach: string;
  readonly kind: string;
  readonly inside: readonly string[];
  readonly answerable: readonly string[];
}

/** Registered groups that the archive could show and does not, since nobody inside has a seat yet; without a roster, whoever declared or administers the group is taken to be in it. */
async function groupsOf(tx: Tx, corp: Corp): Promise<Group[]> {
  const policies = await policiesInForce(tx, corp, await nowIn(tx));
  const rows = await tx.$queryRaw<Row[]>`
    select g.chat_id as "chatId", v.reach, r.kind,
           array(select distinct m.member_id from qungui.membership m
                 join qungui.account a on a.corp = m.corp and a.userid = m.member_id and a.until is null
                 where m.corp = g.corp and m.chat_id = g.chat_id and m.until is null) as inside,
           array(select distinct p.userid from qungui.appointment p
                 join qungui.account a on a.corp = p.corp and a.userid = p.userid and a.until is null
                 where p.corp = g.corp and p.chat_id = g.chat_id and p.until is null) as answerable
    from qungui.chat_group g
    join qungui.reach_state v on v.corp = g.corp and v.chat_id = g.chat_id and v.until is null
    join qungui.register_entry r on r.corp = g.corp and r.chat_id = g.chat_id and r.until is null
    where g.corp = ${corp} and g.dissolved_at is null and v.reach in ('customer', 'managed', 'internal', 'native')
      and not exists (select from qungui.membership m
                      join qungui.archive_seat s on s.corp = m.corp and s.userid = m.member_id and s.until is null
                      where m.corp = g.corp and m.chat_id = g.chat_id and m.until is null)
    order by g.chat_id`;
  return rows
    .map(({ chatId, reach, kind, inside, answerable }) => ({
      chatId,
      reach,
      seatable: inside.length > 0 ? inside : answerable,
      pairs: waiting(policyFor(policies, kind), kind),
    }))
    .filter(({ pairs }) => pairs > 0);
}

/** Clauses of a policy that wait for archived messages in groups of a kind. */
function waiting(policy: Policy | null, kind: string): number {
  if (!policy?.kinds.has(kind)) return 0;
  return policy.clauses.filter(({ evidence }) => evidence === 'archive').length;
}

function report({ corp, groups, plan, withDuty }: Planned, share: number): string {
  const head = `${corp.slug} ${corp.name}\n`;
  if (groups.length === 0) return `${head}  No registered group waits for the archive.\n`;
  const duty = withDuty
    ? `\n  With one duty account in the roster of every managed group, ${withDuty.seats.length} are enough:\n${seats(withDuty)}`
    : '';
  const blind =
    plan.unreachable.length > 0
      ? `\n  ${plan.unreachable.length} groups name nobody who could have a seat: register their admins.\n`
      : '';
  const sure =
    plan.proof === 'fewest' ? 'Fewer are not enough.' : 'There may be a plan with fewer; too many were possible.';
  return [
    head,
    `  ${groups.length} groups wait for the archive in ${plan.pairs} group × clause pairs.\n`,
    `  ${plan.seats.length} seats show ${plan.covered} of them (${share} % were wanted). ${sure}\n${seats(plan)}`,
    duty,
    blind,
    '\n  External people must agree to the archive before their messages may be judged.\n',
  ].join('');
}

const seats = ({ seats: all }: SeatPlan): string =>
  table(
    ['seat', 'groups more', 'pairs more'],
    all.map(({ userid, groups, pairs }) => [userid, String(groups.length), String(pairs)]),
    '    ',
  );
