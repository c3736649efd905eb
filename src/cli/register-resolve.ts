import { REACHES, type Reach } from '../events/group.ts';
import type { Directory } from '../events/person.ts';
import type { Registration } from '../groups/register.ts';
import { suggestion } from '../policy/nearest.ts';
import type { Policy } from '../policy/policy.ts';
import type { Path, Problem } from '../policy/problem.ts';
import type { Written } from '../policy/read-yaml.ts';
import { dayBegins, dayEnds } from '../work-time/local-days.ts';
import { groupNamed, type KnownGroup, type Meant } from './find-group.ts';
import type { Entry } from './register-file.ts';

/** What the entries of a file are compared with. */
export interface Known {
  readonly groups: readonly KnownGroup[];
  readonly policies: readonly Policy[];
  readonly directory: Directory;
  readonly timeZone: string;
}

/** A registration with the name that people know the group by, or what is wrong with its entry. */
export type Resolved =
  | { readonly registration: Registration; readonly name: string; readonly notes: readonly string[] }
  | { readonly problems: readonly Problem[] };

/** Finds out which group each entry means, and whether what it says exists. Pure. */
export function resolveAll(entries: readonly Entry[], known: Known, written: Written): Resolved[] {
  const seen = new Map<string, number>();
  return entries.map((entry, i) => {
    const resolved = resolveOne(entry, ['groups', i], known, written);
    if ('problems' in resolved) return resolved;
    const { chatId } = resolved.registration;
    const before = seen.get(chatId);
    seen.set(chatId, before ?? i);
    if (before === undefined) return resolved;
    const message = `is the group of groups[${before}] as well`;
    return { problems: [written.problem(['groups', i], 'error', message, 'one entry a group: keep one of the two')] };
  });
}

function resolveOne(entry: Entry, path: Path, known: Known, written: Written): Resolved {
  const wrong = (at: Path, message: string, remedy: string): Problem =>
    written.problem([...path, ...at], 'error', message, remedy);
  const meant = groupOf(entry, known.groups);
  const problems = [
    ...('group' in meant ? [] : [wrong([entry.name === undefined ? 'chatId' : 'name'], meant.message, meant.remedy)]),
    ...kindProblems(entry, known, wrong),
    ...directoryProblems(entry, known, wrong),
  ];
  if (!('group' in meant) || problems.length > 0) return { problems };
  const { group } = meant;
  const reach = REACHES.find((one) => one === group.reach) ?? 'unknown';
  return {
    registration: registrationOf(entry, group.chatId, reach, known.timeZone),
    name: group.name || group.chatId,
    notes: notesOn(entry, reach, known),
  };
}

function groupOf({ chatId, name, reach }: Entry, groups: readonly KnownGroup[]): Meant {
  if ((chatId === undefined) === (name === undefined))
    return { message: 'is meant by its chatId or by its name', remedy: 'write one of the two: chatId: or name:' };
  if (name !== undefined) {
    const found = groupNamed(groups, name);
    if ('group' in found || reach === undefined) return found;
    return {
      ...found,
      remedy: `${found.remedy}; for a group that no API shows, write chatId: with a name of your own`,
    };
  }
  const known = groups.find((group) => group.chatId === chatId);
  if (known && (known.reach !== 'unknown' || reach === undefined)) return { group: known };
  if (reach !== undefined) return { group: { chatId: chatId ?? '', reach, evidence: '', name: known?.name ?? '' } };
  return {
    message: `no group ${chatId} is known`,
    remedy:
      'correct it; or, for a group that no API lists, add its reach: managed (made by our app) or internal (made in the client)',
  };
}

type Wrong = (at: Path, message: string, remedy: string) => Problem;

/** A kind that no policy knows is never judged. Before the first policy, every kind is taken as it is written. */
function kindProblems({ kind }: Entry, { policies }: Known, wrong: Wrong): Problem[] {
  const kinds = policies.flatMap((policy) => [...policy.kinds.keys()]);
  if (kinds.length === 0 || kinds.includes(kind)) return [];
  return [wrong(['kind'], `no policy in force knows the kind ${kind}`, suggestion(kind, kinds))];
}

/** A department or an admin that does not exist would be looked for in vain, and nobody would notice. */
function directoryProblems({ ownerDepartment, admins }: Entry, { directory }: Known, wrong: Wrong): Problem[] {
  if (directory.departments.size === 0) return [];
  const departments = [...directory.departments.values()].map((department) => department.name);
  const problems = departments.includes(ownerDepartment)
    ? []
    : [
        wrong(
          ['ownerDepartment'],
          `there is no department ${ownerDepartment}`,
          suggestion(ownerDepartment, departments),
        ),
      ];
  const strangers = [...admins.entries()].filter(([, { userid }]) => !directory.byAccount.has(userid.toLowerCase()));
  return [
    ...problems,
    ...strangers.map(([i, { userid }]) =>
      wrong(['admins', i, 'userid'], `nobody has the account ${userid}`, nearAccount(userid, directory)),
    ),
  ];
}

function nearAccount(userid: string, { byAccount }: Directory): string {
  const near = suggestion(userid, byAccount.keys());
  return near.startsWith('did you mean') ? near : "correct it, or give the app this person's visibility and run: sync";
}

function notesOn({ reach: wanted, kind: id }: Entry, reach: Reach, { policies }: Known): string[] {
  const kind = policies.flatMap((policy) => policy.kinds.get(id) ?? [])[0];
  return [
    wanted !== undefined && wanted !== reach ? `stays ${reach}, as it was seen; the file says ${wanted}` : '',
    kind && !kind.reach.includes(reach)
      ? `the policy expects ${id} groups to be ${kind.reach.join(' or ')}: this one is listed as not checkable`
      : '',
    kind?.status === 'undecided' ? `whether ${id} groups shall exist is not decided yet: listed, never judged` : '',
  ].filter((note) => note !== '');
}

function registrationOf(entry: Entry, chatId: string, reach: Reach, zone: string): Registration {
  const { kind, ownerDepartment, purpose, approval, filing, endsAt, admins } = entry;
  return {
    chatId,
    reach,
    kind,
    ownerDepartment,
    purpose,
    approval,
    filing,
    endsAt: endsAt === null ? null : dayEnds(endsAt, zone),
    admins: admins.map(({ userid, appointedBy, since, until }) => ({
      userid: userid.toLowerCase(),
      appointedBy,
      since: dayBegins(since, zone),
      until: until === null ? null : dayEnds(until, zone),
    })),
  };
}
