import { openSpool } from '../../intake/spool.ts';
import { w } from '../../wecom/errcodes/entry.ts';
import { type Check, fine, found, warns } from '../check.ts';

/** Calls that wait on disk because the database refused them. */
export const spool: Check = {
  id: 'spool',
  title: w('缓冲', 'spool'),
  async look({ deps: { config } }) {
    const waiting = await openSpool(config.home).waiting();
    if (waiting === 0) return fine(w('空的', 'empty'));
    return found(
      w(`${waiting} 条在等`, `${waiting} wait`),
      warns({
        what: w(`${waiting} 个回调还在磁盘缓冲里`, `${waiting} callbacks wait in the spool on disk`),
        why: w(
          '数据库曾经拒收；恢复后每两秒自动补进去。',
          'The database refused them; they go in by themselves every two seconds once it answers.',
        ),
        where: w(
          '看 doctor --only database，并让接收进程一直开着',
          'Look at doctor --only database, and keep the receiving process running',
        ),
      }),
    );
  },
};
