import type { Relation } from '../../src/events/person.ts';
import type { Registration } from '../../src/groups/register.ts';
import type { Tenant } from '../tenant.ts';

/** One thing that happens in a company on the day that is played. */
export interface Step {
  /** Local time of the day, `10:20`. */
  readonly at: string;
  /** What a bystander would say happened. */
  readonly says: string;
  readonly happens: () => Promise<unknown>;
}

/** What a company's people bring along: what HR and the register know, and WeCom does not. */
export interface World {
  readonly tenant: Tenant;
  readonly registrations: readonly Registration[];
  readonly relations: readonly { readonly userid: string; readonly relation: Relation }[];
  /** Lines of named lists, and who at the identity desk was found to be which. */
  readonly members: readonly ListedMember[];
}

export interface ListedMember {
  readonly list: string;
  readonly key: string;
  readonly companies: readonly string[];
  readonly department: string;
  readonly title: string;
  readonly name: string;
  /** The account or external id, once the identity desk has decided; null while it has not. */
  readonly memberId: string | null;
}

/** 一 … 九十九. Invented people are numbered, so that nobody takes them for real ones. */
export function numeral(n: number): string {
  const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
  const tens = Math.floor(n / 10);
  const ten = tens === 0 ? '' : tens === 1 ? '十' : `${digits[tens]}十`;
  return `${ten}${digits[n % 10]}`;
}

type Line = Pick<Registration, 'chatId' | 'reach' | 'kind' | 'ownerDepartment' | 'purpose'>;

/** What a marketing group under policy A is set up with. */
export const marketingPermits = {
  approval: { by: '营销副总', number: '示范营销〔2026〕1号', date: '2026-09-01' },
  filing: { by: '行政人事部', number: '备〔2026〕1号', date: '2026-09-02' },
} as const;

/** A register line with the usual rest: approved by the president, not filed, no end, no admins but those named. */
export function registration(
  line: Line & Partial<Pick<Registration, 'approval' | 'filing'>>,
  admins: readonly { readonly userid: string; readonly by: string }[],
): Registration {
  const since = new Date('2026-09-01T00:00:00+08:00');
  return {
    approval: { by: '总裁', number: '示范〔2026〕1号', date: '2026-09-01' },
    filing: null,
    ...line,
    endsAt: null,
    admins: admins.map(({ userid, by }) => ({ userid, appointedBy: by, since, until: null })),
  };
}
