import type { InboxItem } from '../verbs/phone.ts';
import type { Cast } from './companies.ts';

/** Tells what people's phones showed since it was last asked, in the order in which it appeared. */
export interface Chronicle {
  news(): string[];
}

const TIME = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Shanghai',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
});
const LONGEST = 110;

/** A moment as the demo writes it: `Thu 10:40`. */
export const clockText = (at: Date): string => TIME.format(at).replace(',', '');

/** A company as people's phones show it. */
type Shown = Pick<Cast, 'title' | 'tenant'>;

export function openChronicle(cast: readonly Shown[]): Chronicle {
  const told = new Set<string>();
  return {
    news() {
      const fresh = cast.flatMap((company) => newItems(company, told));
      return fresh.sort((a, b) => a.item.at.getTime() - b.item.at.getTime()).map(lineOf);
    },
  };
}

interface Fresh {
  readonly company: string;
  readonly name: string;
  readonly item: InboxItem;
}

function newItems({ title, tenant }: Shown, told: Set<string>): Fresh[] {
  return tenant.userids().flatMap((userid) =>
    tenant
      .inbox(userid)
      .filter(({ msgid }) => !told.has(`${userid}/${msgid}`))
      .map((item) => {
        told.add(`${userid}/${item.msgid}`);
        return { company: title, name: tenant.person(userid).name, item };
      }),
  );
}

function lineOf({ company, name, item }: Fresh): string {
  const words = item.text.replaceAll(/\s+/g, ' ').trim();
  const cut = words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words;
  const buttons = item.buttons.map((button) => `[${button.text}]`).join(' ');
  return `  ${clockText(item.at)}  ${company} · ${name} ← ${cut} ${buttons}`.trimEnd();
}
