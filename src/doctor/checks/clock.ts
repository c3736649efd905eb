import { hostNow } from '../../time.ts';
import { w } from '../../wecom/errcodes/entry.ts';
import { type Check, type Finding, fails, found, warns } from '../check.ts';
import type { Patient } from '../patient.ts';

const NOTED_MS = 5_000;
const BAD_MS = 60_000;
/** What WeCom wrote into its last calls is compared with when they came. */
const CALLS = 50;

/** The clocks of this host, of the database, and of WeCom as its own calls show it. */
export const clock: Check = {
  id: 'clock',
  title: w('时钟', 'clocks'),
  async look(patient) {
    const ofDatabase = await databaseOffMs(patient);
    const ofWecom = await wecomOffMs(patient);
    const says = w(
      `本机与数据库差 ${inSeconds(ofDatabase, '（时钟可拨动，不比）')}，与企业微信差 ${inSeconds(ofWecom, '未知')}`,
      `this host is ${inSeconds(ofDatabase, '(not compared: the clock is movable)')} off the database, and ${inSeconds(ofWecom, 'unknown')} off WeCom`,
    );
    return found(
      says,
      ...moved(patient),
      ...off('数据库', 'the database', ofDatabase ?? 0),
      ...off('企业微信', 'WeCom', ofWecom ?? 0),
    );
  },
};

/** Null: the product's clock may be moved here, for trials, so there is nothing to compare. */
async function databaseOffMs({ deps }: Patient): Promise<number | null> {
  if (deps.config.clock === 'movable') return null;
  const before = hostNow().getTime();
  const now = (await deps.clock.now()).getTime();
  const after = hostNow().getTime();
  return now < before ? before - now : Math.max(0, now - after);
}

/** The middle one of the last calls; repeats of old ones are off for good reason. Null: none came. */
async function wecomOffMs({ deps, corp: { slug } }: Patient): Promise<number | null> {
  const rows = await deps.db.withCorp(slug, (tx) =>
    tx.callback.findMany({
      where: { corp: slug, saidAt: { not: null }, event: { not: 'qungui_doctor' } },
      orderBy: { receivedAt: 'desc' },
      take: CALLS,
      select: { saidAt: true, receivedAt: true },
    }),
  );
  const all = rows.flatMap(({ saidAt, receivedAt }) =>
    saidAt ? [Math.abs(receivedAt.getTime() - saidAt.getTime())] : [],
  );
  return all.sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? null;
}

const inSeconds = (ms: number | null, otherwise: string): string =>
  ms === null ? otherwise : `${(ms / 1_000).toFixed(ms < 10_000 ? 1 : 0)} s`;

/** Deadlines of real people must not hang on a clock that somebody can push. */
function moved({ deps: { config } }: Patient): Finding[] {
  if (config.clock === 'fixed' || new URL(config.wecomOrigin).protocol !== 'https:') return [];
  return [
    warns({
      what: w('QUNGUI_CLOCK=movable，连的却是真企业微信', 'QUNGUI_CLOCK=movable, and this is the real WeCom'),
      why: w('时钟能被人拨动，期限就不可信。', 'Where the clock can be moved no deadline can be trusted.'),
      where: w('去掉环境变量 QUNGUI_CLOCK，重启', 'Take QUNGUI_CLOCK out of the environment and restart'),
    }),
  ];
}

function off(zh: string, en: string, ms: number): Finding[] {
  if (ms < NOTED_MS) return [];
  const tell = ms < BAD_MS ? warns : fails;
  return [
    tell({
      what: w(`本机的钟与${zh}差 ${inSeconds(ms, '')}`, `the clock is ${inSeconds(ms, '')} off ${en}`),
      why: w('期限和重复判断都靠时间；TLS 也会因此失败。', 'Deadlines hang on it, and TLS fails by it.'),
      where: w('打开时间同步：timedatectl set-ntp true', 'Switch time synchronisation on: timedatectl set-ntp true'),
    }),
  ];
}
