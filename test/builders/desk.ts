import { appendAudit } from '../../src/audit/append.ts';
import { nowIn, type Tx } from '../../src/db/client.ts';
import type { Came, Deciding } from '../../src/decisions/deciding.ts';
import { seeMatter } from '../../src/decisions/hold-matter.ts';
import { tellWhoDecides } from '../../src/decisions/who-decides.ts';
import { newId } from '../../src/ids.ts';
import { pathTo } from '../../src/web/paths.ts';
import { openTalkingHouse } from '../responses/talking-house.ts';
import { type Browser, openBrowser, type Seen } from './browser.ts';

export const [HR, SECOND, SUBJECT] = ['li.renshi', 'zhou.fuhe', 'qian.xiaoshou'] as const;
/** Whatever would name whom the case is about. */
export const NAMED = /钱销售|qian\.xiaoshou|小钱/;

/** The small company with two people of HR at its pages, and one case that waits for somebody to decide. */
export async function openDesk(more: { readonly amend?: (policy: string) => string } = {}) {
  const open = await openTalkingHouse({ pages: 'open', ...more });
  const { house, world } = open;
  await house.tenant.hire({ userid: SECOND, name: '周复核', department: 4, position: '人事专员' });
  await house.sync();
  await open.json('people', 'relation', SUBJECT, 'regular', '--by', HR);
  await house.tenant.setNickname(world.group, SUBJECT, '小钱<img src=x>');
  await house.sync();
  await house.until('2026-11-26T10:30:00+08:00');
  const theCase = await house.inCorp((tx) =>
    tx.case.findFirstOrThrow({ where: { subject: `member:${SUBJECT}`, closedAt: null } }),
  );
  await house.inCorp((tx) => tx.case.updateMany({ where: { id: theCase.id }, data: { state: 'escalated' } }));

  /** One browser a person, signed in once. */
  const phones = new Map<string, Browser>();
  const phoneOf = (userid: string): Browser => {
    const phone = phones.get(userid) ?? openBrowser(house.origin);
    phones.set(userid, phone);
    return phone;
  };
  async function look(userid: string, path: string): Promise<Seen> {
    const seen = await phoneOf(userid).open(path.startsWith('/h5') ? path : pathTo(house.corp, path));
    if (seen.location === '') return seen;
    const back = await house.tenant.signIn(userid, seen.location);
    return phoneOf(userid).open(back.slice(house.origin.length));
  }
  /** Sends what a page's form would, with a token of the sender's. */
  async function send(userid: string, to: string, fields: Record<string, string> = {}): Promise<Seen> {
    const seen = await look(userid, '/complaint');
    const token = /name="token" value="([^"]+)"/.exec(seen.text)?.[1] ?? '';
    const after = await phoneOf(userid).send({ ...seen, url: pathTo(house.corp, to), text: '' }, { token, ...fields });
    await house.idle();
    return after;
  }
  const file = (id = theCase.id): string => `/cases/${id}`;
  const act = (userid: string, does: string, fields: Record<string, string> = {}, id = theCase.id) =>
    send(userid, file(id), { does, ...fields });
  const openName = (userid: string, reason: string, id = theCase.id) => send(userid, `${file(id)}/name`, { reason });
  /** A use case, through whatever door, with its entries in the trail. */
  const himself = (work: (tx: Tx, deciding: Deciding) => Promise<Pick<Came<string>, 'outcome' | 'entries'>>) =>
    house.inCorp(async (tx) => {
      const { corp, deps } = house;
      const deciding = { corp, keys: await deps.keys.of(corp), at: await nowIn(tx) };
      const { outcome, entries } = await work(tx, deciding);
      await appendAudit(tx, corp, deciding.keys, deciding.at, entries);
      return outcome;
    });
  const reads = () => house.inCorp((tx) => tx.recordRead.findMany({ orderBy: { at: 'asc' } }));
  /** Another case like this one, about somebody else. */
  const copyAbout = (subject: string, over: object = {}) =>
    house.inCorp(async (tx) => {
      const { number: _number, ...one } = await tx.case.findFirstOrThrow({ where: { id: theCase.id } });
      const id = newId();
      return tx.case.create({ data: { ...one, id, detail: {}, subject, window: id, ...over } });
    });
  /** Whoever may decide of a case is asked to, by a card. */
  const putBefore = async (id: string): Promise<void> => {
    await himself(async (tx, deciding) => {
      const held = await seeMatter(tx, deciding, id);
      const asked = { what: 'breach' } as const;
      return {
        outcome: 'done',
        entries: held ? await tellWhoDecides(tx, deciding, held, asked, { what: 'to-do' }) : [],
      };
    });
    await house.deps.bell.ring('notices', house.corp);
    await house.idle();
  };
  return { ...open, theCase, phoneOf, look, send, file, act, openName, himself, reads, copyAbout, putBefore };
}

export type Desk = Awaited<ReturnType<typeof openDesk>>;
