import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compilerIsHere } from '../../simulator/archive/build-library.ts';
import { moveIn } from '../../simulator/worlds/move-in.ts';
import { tenderPolicy } from '../../simulator/worlds/tender-policy.ts';
import {
  FIRST,
  SAID,
  SECOND,
  SPEAKER,
  settleTenderTalk,
  type TenderTalk,
  WORDS,
} from '../../simulator/worlds/tender-talk.ts';
import { newId } from '../../src/ids.ts';
import { archiveBeside } from '../archive/archive-house.ts';
import { AUDIT_QUERIES } from '../builders/audit-queries.ts';
import { commandsIn } from '../command-line.ts';
import { asSuperuser } from '../db.ts';
import { type House, openHouse } from '../house.ts';

const POLICY = tenderPolicy(readFileSync('policies/drucker-consulting.yaml', 'utf8'));
const SLUG = 'drucker-consulting';

/**
 * Scene 5: a sanction that nearly went wrong, played once through the whole house by messages and commands alone. Every test looks
 * at what it left behind.
 */
describe.each(compilerIsHere() ? ['the stand-in'] : [])(
  'scene 5: a sanction that nearly went wrong, through %s',
  () => {
    let house: House;
    let world: TenderTalk;
    let close = async (): Promise<void> => undefined;
    let run: ReturnType<typeof commandsIn>;
    let number = '';
    const answers = new Map<string, string>();

    const at = async (time: string): Promise<void> => {
      await house.setClock(`${time}:00+08:00`);
      await house.idle();
    };
    const done = async (...args: string[]): Promise<string> => {
      const { exit, out, err } = await run(...args);
      expect([args.join(' '), err]).toEqual([args.join(' '), '']);
      expect([out, exit]).toEqual([out, 0]);
      await house.idle();
      return out;
    };
    const says = async (userid: string, text: string): Promise<void> => {
      await house.tenant.say(userid, text);
      await house.idle();
    };
    const shown = (userid: string): string[] => house.tenant.inbox(userid).map(({ text }) => text);
    const matter = () => house.inCorp((tx) => tx.case.findFirstOrThrow({ where: { instance: 'harmful-words' } }));

    beforeAll(async () => {
      const beside = archiveBeside();
      house = await openHouse({ title: '示例咨询', startAt: '2026-11-16T09:00:00+08:00', ...beside.told });
      close = async () => {
        await house.close();
        beside.throwAway();
      };
      run = commandsIn(house);
      world = await settleTenderTalk(house.tenant);
      await moveIn(house.deps, house.corp, world, POLICY, FIRST, house.idle);
      await done('words', 'import', house.file(WORDS, 'words.txt'), '--list', 'company', '--by', FIRST);
      await signOff();
      await findsOfTheYear();
      await play();
      const grant = `insert into qungui.auditor_grant (corp, role, granted_by) values ('${house.corp}', 'qungui_auditor', 'test')`;
      await asSuperuser(house.database, async (client) => {
        await client.query("set app.clock = 'movable'");
        await client.query(grant);
      });
    }, 180_000);
    afterAll(() => close());

    /** How the version came to bind people, long before. */
    async function signOff(): Promise<void> {
      const by = ['--by', FIRST];
      await done('policy', 'sign-off', 'consultation', SLUG, '--from', '2026-10-21', '--until', '2026-10-30', ...by);
      await done(
        'policy',
        'sign-off',
        'record',
        SLUG,
        '--of',
        'staff-meeting',
        '--on',
        '2026-11-02',
        '--reference',
        '示例〔2026〕7号',
        ...by,
      );
      await done('policy', 'sign-off', 'publication', SLUG, '--on', '2026-11-03', '--where', '内网公告', ...by);
      const list = house.file('账号,日期,结果\nli.yangben,2026-11-05,已签\n', 'signed.csv');
      await done('policy', 'sign-off', 'import', SLUG, list, ...by);
    }

    /** Twenty finds that people have looked at before: sixteen were right. */
    const findsOfTheYear = () =>
      house.inCorp(async (tx) => {
        for (let i = 0; i < 20; i += 1)
          await tx.contentHit.create({
            data: {
              corp: house.corp,
              id: newId(),
              messageId: `before-${i}`,
              chatId: world.group,
              byId: 'wang.yangli',
              saidAt: new Date('2026-09-10'),
              instance: 'harmful-words',
              rule: 'content/words',
              clause: '第9条',
              policySlug: SLUG,
              policyVersion: 1,
              says: 'word',
              detail: {},
              category: 'gambling',
              place: 0,
              foundAt: new Date('2026-09-10'),
              marked: i < 16 ? 'right' : 'wrong',
              markedBy: FIRST,
              markedAt: new Date('2026-09-11'),
            },
          });
      });

    async function play(): Promise<void> {
      await at('2026-11-27T10:05');
      await house.tenant.sayIn(world.group, SPEAKER, SAID, { at: new Date('2026-11-27T10:05:00+08:00') });
      await house.idle();
      await at('2026-11-27T10:30');
      number = String((await matter()).number);
      answers.set('hits', await done('words', 'hits', '--by', FIRST, '--reason', '核实上下文'));
      answers.set('proposed', await done('case', 'propose', number, '--words', '严重警告 首次', '--by', FIRST));
      await at('2026-11-27T11:00');
      await says(SPEAKER, `说明 ${number} 是比喻，说的是投标策略`);
      await at('2026-11-27T14:00');
      await says(FIRST, `属实 ${number}`);
      await at('2026-11-27T14:11');
      await at('2026-11-27T15:00');
      await says(SPEAKER, `申诉 ${number} 上下文都在谈方案`);
      await at('2026-11-30T09:40');
      await says(SECOND, `改判 ${number} 是比喻，不是赌博`);
      await at('2026-11-30T09:51');
      await at('2026-12-01T09:06');
      await blind();
      answers.set('report', await done('report', '--week', '2026-12-01'));
      await at('2026-12-07T10:00');
    }
    /** From 13:00 to 15:10 nobody reads the archive. */
    async function blind(): Promise<void> {
      await at('2026-12-01T12:59');
      await house.setClock('2026-12-01T15:10:00+08:00');
      await house.idle();
    }

    const auditor = async <T>(work: (client: Client) => Promise<T>): Promise<T> => {
      const client = new Client({ connectionString: house.database.auditorUrl });
      await client.connect();
      try {
        return await work(client);
      } finally {
        await client.end();
      }
    };
    const ask = (about: RegExp): Promise<Record<string, unknown>[]> => {
      const found = AUDIT_QUERIES.find(({ title }) => about.test(title));
      if (!found) throw new Error(`no query about ${about}`);
      return auditor(async (client) => (await client.query<Record<string, unknown>>(found.sql)).rows);
    };

    test('10:05 it is shown to people alone; 10:30 the excerpt is opened for a reason that is kept', async () => {
      expect(answers.get('hits')).toContain(SAID);
      expect(shown(SPEAKER).filter((text) => /^想听您说明|^结果告知/.test(text))).toHaveLength(3);
      expect(await house.trail('record-read')).toMatchObject([{ what: 'excerpt' }]);
    });

    test('the guard asks for a statement first: three working days, in his own words', async () => {
      expect(answers.get('proposed')).toContain('He is heard first, until 12-02');
      const asked = shown(SPEAKER).find((text) => text.startsWith('想听您说明')) ?? '';
      expect(asked).toContain('不发色情、赌博内容和病毒链接');
      expect(asked).toContain(`说明 ${number} 您的话`);
      expect(shown(FIRST).join('\n')).toContain('本人说明：是比喻,说的是投标策略');
    });

    test('14:00 HR confirms all the same; he hears who decided, not a word of a machine, and how to appeal', () => {
      const told = shown(SPEAKER).find((text) => text.startsWith('结果告知')) ?? '';
      expect(told).toContain('周人资 看过全部材料，认为情况属实');
      expect(told).toContain(`申诉 ${number}`);
      expect(told).not.toMatch(/警告|处罚|违规/);
    });

    test('the appeal goes to the second person alone, who reverses it: the strike is given back, he is told', async () => {
      expect(shown(SECOND).some((text) => text.includes('有一份申诉请您复核'))).toBe(true);
      expect(shown(FIRST).some((text) => text.includes('有一份申诉请您复核'))).toBe(false);
      expect(shown(SPEAKER).at(-1)).toContain('吴人资 复核了您的申诉，原来的决定已撤销，不计入记录');
      const strikes = await house.inCorp((tx) => tx.strike.findMany({ select: { givenBackBecause: true } }));
      expect(strikes).toEqual([{ givenBackBecause: 'reversed' }]);
    });

    test('the rule was wrong too often now, and observes by itself', async () => {
      expect(await house.trail('rule-fell-back')).toMatchObject([{ instance: 'harmful-words', right: 16, wrong: 5 }]);
      expect(shown(FIRST).some((text) => text.includes('准确率 76 %，已自动退回只记录'))).toBe(true);
    });

    test('what nobody read for two hours is a gap, and the week says how much was seen', async () => {
      expect(answers.get('report')).toMatch(/week of 2026-11-30/);
    });

    test.each([
      ['decided by', /Who decided what/, { case_number: expect.anything(), action: 'confirmed', actor_userid: FIRST }],
      ['read by', /Who read/, { reader: FIRST, what: 'excerpt' }],
      [
        'appeals reversed',
        /taken back on appeal/,
        { says: 'reversed', decided_by_userid: SECOND, first_decided_by_userid: FIRST },
      ],
      ['proposed', /What was proposed/, { measure: 'severe-warning', was_heard: true, proof_missing: [] }],
    ])('an auditor asks %s', async (_, about, row) => {
      expect(await ask(about)).toContainEqual(expect.objectContaining(row));
    });

    test('an auditor asks the other questions, too, and reads not a word of what was said', async () => {
      for (const { title, sql } of AUDIT_QUERIES) {
        const rows = await auditor(async (client) => (await client.query(sql)).rows);
        expect([title, JSON.stringify(rows).includes('赌一把')]).toEqual([title, false]);
      }
      expect(AUDIT_QUERIES).toHaveLength(20);
    });

    test('cells under five are merged: nothing is said of one department of one', async () => {
      expect((await ask(/treated alike/)).map(({ department }) => department)).not.toContain('咨询一部');
    });

    test('the owner of the database may neither change nor delete a record', async () => {
      for (const sql of ['update audit.records set kind = kind', 'delete from audit.records'])
        await expect(auditor((client) => client.query(sql))).rejects.toMatchObject({
          code: expect.stringMatching(/^(42501|55000)$/),
        });
      for (const sql of ['update qungui.audit_record set kind = kind', 'delete from qungui.audit_record'])
        await expect(
          asSuperuser(house.database, async (client) => {
            await client.query(`set role qungui_owner; set app.corp = '${house.corp}'`);
            await client.query(sql);
          }),
        ).rejects.toThrow(/append-only/);
    });

    test('erasing a body keeps the chain valid; the evidence pack opens, with its hash in the trail', async () => {
      const to = house.file('', 'x').replace(/x$/, 'case.zip');
      const two = ['--by', SECOND, '--second', FIRST];
      const pack = ['case', 'pack', number, ...two, '--purpose', 'audit', '--reason', '年度审计', '--to', to];
      expect(await run(...pack)).toMatchObject({ exit: 1 });
      await house.idle();
      await house.tenant.press(FIRST, /申请取走证据/, '放行');
      await house.idle();
      await done(...pack);
      const files = unzipSync(readFileSync(to));
      expect(strFromU8(files['case.json'] ?? new Uint8Array())).toContain('是比喻,说的是投标策略');
      const eraser = new Client({ connectionString: house.database.eraserUrl });
      await eraser.connect();
      await eraser.query(`set app.corp = '${house.corp}'`);
      await eraser.query('delete from qungui.audit_body where seq = 3');
      await eraser.end();
      expect(await house.chain()).toMatchObject({ state: 'whole', erased: 1 });
    });

    test('after a forced change the first bad number is named', async () => {
      await asSuperuser(house.database, (client) =>
        client.query(
          "set session_replication_role = replica; update qungui.audit_body set body = replace(body, '1', '2') where seq = 7",
        ),
      );
      const { exit, out } = await run('audit', 'verify');
      expect([exit, out]).toEqual([1, expect.stringContaining('broken at record 7')]);
    });
  },
);
