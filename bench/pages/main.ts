import { mkdtempSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathTo } from '../../src/web/paths.ts';
import { medianAfterFirst } from '../median.ts';
import { fillCases, fillGroups } from '../queue/rows.ts';
import { say } from '../say.ts';
import { corp } from '../timers/house.ts';
import { openTown, type Town } from './house.ts';

const CASES = 100_000;
const COLLEAGUES = 5_000;
const ROUNDS = 21;
const [HR, MEMBER] = ['li.renshi', 'u3'] as const;

/**
 * Pages as a browser gets them, with 100 000 cases in the database and 5 000 people in the directory: milliseconds from the request to
 * its last byte over HTTP on this machine, and what goes over the line, the style sheet of a first visit included.
 */
export async function run(): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'qungui-bench-'));
  const town = await openTown(home, COLLEAGUES);
  try {
    say(`machine: ${cpus()[0]?.model.trim()}, ${cpus().length} cores, Node ${process.version}`);
    say(`load: ${loadavg()[0]?.toFixed(1)} in the last minute`);
    await fillGroups(town.deps.db, corp);
    await fillCases(town.deps.db, corp, CASES);
    const file = await town.deps.db.withCorp(corp, async (tx) => {
      await tx.$executeRaw`update qungui."case" set policy_slug = (select slug from qungui.policy_version where corp = ${corp} limit 1) where corp = ${corp}`;
      await tx.$executeRaw`analyze qungui."case"`.catch(() => 0);
      return tx.case.findFirstOrThrow({ where: { corp, state: 'escalated' }, orderBy: { number: 'asc' } });
    });
    const pages = {
      home: [HR, ''],
      queue: [HR, '/queue'],
      case_file: [HR, `/cases/${file.id}`],
      own_record: [MEMBER, '/record'],
    } as const;
    const figures: Record<string, number> = { cases: CASES, people: COLLEAGUES };
    for (const [name, [userid, path]] of Object.entries(pages)) {
      const { ms, bytes } = await visit(town, userid, pathTo(corp, path));
      figures[`${name}_ms`] = ms;
      figures[`${name}_kb`] = bytes;
    }
    console.log(JSON.stringify(figures));
  } finally {
    await town.close();
    rmSync(home, { recursive: true, force: true });
  }
}

/** The median of twenty visits behind one that warms up; kilobytes of the page and its style sheet, as they were sent. */
async function visit(town: Town, userid: string, path: string): Promise<{ ms: number; bytes: number }> {
  const cookie = await town.cookieOf(userid);
  const took: number[] = [];
  let page = { body: '', sent: 0 };
  for (let round = 0; round < ROUNDS; round += 1) {
    const beganMs = performance.now();
    page = await fetched(town.origin + path, cookie);
    took.push(performance.now() - beganMs);
  }
  const sheet = /rel="stylesheet" href="([^"]+)"/.exec(page.body)?.[1] ?? '';
  const style = await fetched(town.origin + sheet, cookie);
  return { ms: Math.round(medianAfterFirst(took) * 10) / 10, bytes: Math.round((page.sent + style.sent) / 100) / 10 };
}

/** One answer, and how many bytes it was on the line, its headers included. */
const fetched = (url: string, cookie: string): Promise<{ body: string; sent: number }> =>
  new Promise((resolve, reject) => {
    get(url, { headers: { cookie, 'accept-encoding': 'br' }, agent: false }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => {
        if (answer.statusCode !== 200) return reject(new Error(`${url} answered ${answer.statusCode}`));
        return resolve({ body: Buffer.concat(parts).toString('utf8'), sent: answer.socket.bytesRead });
      });
    }).on('error', reject);
  });
