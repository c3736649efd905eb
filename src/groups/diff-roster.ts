import type { SeenMember } from './snapshot.ts';

/** An open stay, as the rows hold it. */
export interface OpenStay {
  readonly id: string;
  readonly memberId: string;
  readonly since: Date;
  readonly joinScene: number | null;
  readonly inviter: string | null;
  readonly joinState: string | null;
  readonly learned: string;
}

export interface RosterDiff {
  readonly joined: readonly SeenMember[];
  readonly left: readonly OpenStay[];
  /** Left and came back between two looks: WeCom tells another join time. */
  readonly rejoined: readonly { readonly stay: OpenStay; readonly member: SeenMember }[];
  /** Stays learned from an event, which names ids alone; the fetch tells the rest. */
  readonly completed: readonly { readonly stay: OpenStay; readonly member: SeenMember }[];
}

/** What a fetched roster changes. Pure; the same roster twice changes nothing. Join times are compared to the second. */
export function diffRoster(open: readonly OpenStay[], seen: readonly SeenMember[]): RosterDiff {
  const stays = new Map(open.map((stay) => [stay.memberId, stay]));
  const joined: SeenMember[] = [];
  const rejoined: { stay: OpenStay; member: SeenMember }[] = [];
  const completed: { stay: OpenStay; member: SeenMember }[] = [];
  for (const member of seen) {
    const stay = stays.get(member.id);
    stays.delete(member.id);
    if (!stay) joined.push(member);
    else if (stay.learned === 'event') completed.push({ stay, member });
    else if (member.joinedAt && seconds(member.joinedAt) > seconds(stay.since)) rejoined.push({ stay, member });
    else if (tellsMore(member, stay)) completed.push({ stay, member });
  }
  return { joined, left: [...stays.values()], rejoined, completed };
}

const seconds = (at: Date): number => Math.floor(at.getTime() / 1000);

const tellsMore = (member: SeenMember, stay: OpenStay): boolean =>
  (member.inviter !== null && member.inviter !== stay.inviter) ||
  (member.joinState !== null && member.joinState !== stay.joinState) ||
  (member.joinScene !== null && member.joinScene !== stay.joinScene);
