import { elapsedMs } from '../../time.ts';
import { w } from '../../wecom/errcodes/entry.ts';
import { type Check, found, warns } from '../check.ts';

const SLOW_MS = 250;

interface Row {
  readonly version: string;
  readonly bytes: bigint;
}

/** PostgreSQL answers, and how soon. That it opens at all, with its roles and migrations, the start has seen to. */
export const database: Check = {
  id: 'database',
  title: w('数据库', 'database'),
  async look({ deps, corp: { slug } }) {
    const beganMs = elapsedMs();
    const [row] = await deps.db.withCorp(
      slug,
      (tx) => tx.$queryRaw<Row[]>`
        select current_setting('server_version') as version, pg_database_size(current_database()) as bytes`,
    );
    const tookMs = Math.round(elapsedMs() - beganMs);
    const size = `${Math.ceil(Number(row?.bytes ?? 0) / 1_048_576)} MB`;
    const says = w(
      `PostgreSQL ${row?.version}，${size}，${tookMs} 毫秒应答`,
      `PostgreSQL ${row?.version}, ${size}, answers in ${tookMs} ms`,
    );
    return tookMs < SLOW_MS ? found(says) : found(says, slow(tookMs));
  },
};

const slow = (tookMs: number) =>
  warns({
    what: w(`数据库用了 ${tookMs} 毫秒`, `the database took ${tookMs} ms`),
    why: w('企业微信最多等 5 秒，每个回调都要写一行。', 'Each callback is a row, and WeCom waits 5 s at most.'),
    where: w('看看数据库所在机器的磁盘和负载', 'Look at disk and load of its machine'),
  });
