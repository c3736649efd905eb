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
      `本机与数据库差 ${inSeconds(ofDatabase)} 秒，与企业微信差 ${ofWecom === null ? '未知' : `${inSeconds(ofWecom)} 秒`}`,
      `this host is ${inSeconds(ofDatabase)} s off the database, and ${ofWecom === null ? 'unknown' : `${inSeconds(ofWecom)} s`} off WeCom`,
    );
    return found(says, ...off('数据库', 'the database', ofDatabase), ...off('企业微信', 'WeCom', ofWecom ?? 0));
  },
};

/** Against its real clock: the product's may be moved for a demonstration. */
async function databaseOffMs({ deps, corp: { slug } }: Patient): Promise<number> {
  const before = hostNow().getTime();
  const [row] = await deps.db.withCorp(slug, (tx) => tx.$queryRaw<{ now: Date }[]>`select clock_timestamp() as now`);
  const after = hostNow().getTime();
  const now = row?.now.getTime() ?? after;
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

const inSeconds = (ms: number): string => (ms / 1_000).toFixed(ms < 10_000 ? 1 : 0);

function off(zh: string, en: string, ms: number): Finding[] {
  if (ms < NOTED_MS) return [];
  const tell = ms < BAD_MS ? warns : fails;
  return [
    tell({
      what: w(`本机的钟与${zh}差 ${inSeconds(ms)} 秒`, `the clock is ${inSeconds(ms)} s off ${en}`),
      why: w('期限和重复判断都靠时间；TLS 也会因此失败。', 'Deadlines hang on it, and TLS fails by it.'),
      where: w('打开时间同步：timedatectl set-ntp true', 'Switch time synchronisation on: timedatectl set-ntp true'),
    }),
  ];
}
