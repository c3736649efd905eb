import type { CorpConfig } from '../config.ts';
import { nowIn, type Tx } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import { loadDirectory } from '../directory/load-directory.ts';
import type { GroupFacts } from '../events/facts.ts';
import type { Member } from '../events/group.ts';
import { loadFacts } from '../groups/load-facts.ts';
import type { Policy } from '../policy/policy.ts';
import { policiesInForce, policyFor } from '../review/policies.ts';
import { type CaseLine, openCasesOf } from './case-lines.ts';
import { corpOf } from './corps.ts';
import { type CoverageLine, coverageOf } from './coverage-lines.ts';
import { type Answer, wrongUse } from './desk.ts';
import { groupNamed, type KnownGroup, knownGroups } from './find-group.ts';
import { groupText } from './groups-show-text.ts';

/** Everything that is known of one group now. */
export interface GroupShown {
  readonly group: KnownGroup;
  readonly facts: GroupFacts;
  readonly verifiedAt: Date | null;
  /** Who made it, where the archive says so. */
  readonly creator: string | null;
  readonly policy: string | null;
  readonly members: readonly (Member & { readonly name: string })[];
  readonly coverage: readonly CoverageLine[];
  /** Why no rule looks at it at all; null when rules do. */
  readonly notJudged: string | null;
  readonly cases: readonly CaseLine[];
}

export async function showGroup(
  deps: Pick<Deps, 'config' | 'db'>,
  slug: string | undefined,
  wanted: string,
): Promise<Answer> {
  const corp = corpOf(deps.config, slug);
  const shown = await deps.db.withCorp(corp.slug, (tx) => readGroup(tx, corp, wanted));
  const { group, facts, verifiedAt, creator, policy, members, coverage, notJudged, cases } = shown;
  return {
    exit: 0,
    json: {
      corp: corp.slug,
      ...group,
      owner: facts.group.owner,
      creator,
      admins: facts.group.admins,
      verifiedAt,
      registered: facts.registered,
      policy,
      members: members.map(({ personId: _, ...member }) => member),
      coverage,
      notJudged,
      openCases: cases,
    },
    text: groupText(corp, shown),
  };
}

async function readGroup(tx: Tx, { slug }: CorpConfig, wanted: string): Promise<GroupShown> {
  const groups = await knownGroups(tx, slug);
  const byId = groups.find(({ chatId }) => chatId === wanted);
  const meant = byId ? { group: byId } : groupNamed(groups, wanted);
  if (!('group' in meant)) throw wrongUse(meant.message, 'and no group has it as its chat id', meant.remedy);
  const { group } = meant;
  const at = await nowIn(tx);
  const directory = await loadDirectory(tx, slug, at.getTime());
  const facts = await loadFacts(tx, slug, group.chatId, directory, at);
  if (!facts) throw wrongUse(`the group ${wanted} was dissolved`, 'it went while it was read', 'run: groups list');
  const row = await tx.chatGroup.findUniqueOrThrow({ where: { corp_chatId: { corp: slug, chatId: group.chatId } } });
  const policy = policyFor(await policiesInForce(tx, slug, at), facts.registered?.kind ?? null);
  const coverage = await coverageOf(tx, slug, group.chatId, policy);
  return {
    group,
    facts,
    verifiedAt: row.verifiedAt,
    creator: row.creator,
    policy: policy && `${policy.slug} v${policy.version}`,
    members: facts.members.map((member) => ({ ...member, name: nameOf(member, facts) })),
    coverage,
    notJudged: coverage.length > 0 ? null : whyNotJudged(policy, facts.registered?.kind ?? null),
    cases: await openCasesOf(tx, slug, { chatId: group.chatId }),
  };
}

function nameOf({ id, personId, shownName }: Member, { directory }: GroupFacts): string {
  const person = personId === null ? undefined : directory.persons.get(personId);
  return person?.name || directory.contacts.get(id.toLowerCase())?.name || shownName;
}

/** Silence is never "fine": where no rule looks, the reason is said. */
function whyNotJudged(policy: Policy | null, id: string | null): string {
  if (policy === null) return 'no policy is in force';
  const kind = id === null ? undefined : policy.kinds.get(id);
  if (kind?.status === 'undecided')
    return `${policy.slug} has not decided whether there shall be ${kind.id} groups: listed, never judged`;
  if (kind && !policy.uses.some((use) => use.kinds.includes(kind.id)))
    return `no rule of ${policy.slug} is about ${kind.id} groups`;
  return 'it was not looked at yet';
}
