import { chmodSync, chownSync, mkdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import {
  folders,
  letGo,
  newFolder,
  query,
  start,
  startInOtherProcess,
  stopAndThrowAway,
} from '../../../test/builders/embedded.ts';
import { nameFor } from './place.ts';
import { markOf } from './processes.ts';

afterEach(stopAndThrowAway);

if (process.getuid?.() === 0) {
  describe('as root', () => {
    test('where user namespaces are forbidden: as another user, in a folder he can walk to, said in one line', async () => {
      const home = newFolder('home', homedir());
      chmodSync(join(home, '..'), 0o700);
      const said: unknown[] = [];
      const server = await start(home, {
        rootBy: 'other',
        log: { info: (fields) => said.push(fields), warn: () => undefined },
      });
      const place = join('/var/lib/qungui', nameFor(home));
      folders.push(place);
      expect(said).toEqual([{ folder: place, uid: 65_534 }]);
      expect(statSync(`/proc/${server.pid}`).uid).toBe(65_534);
      await query(server.superuserUrl, 'create table kept as select 1 as one');
      await server.stop();
      const again = await start(home, { rootBy: 'mapped' });
      expect(await query(again.superuserUrl, 'select one from kept')).toEqual([{ one: 1 }]);
      await again.stop();
    });

    test('where namespaces are forbidden and the folder is open: the data stay in the folder', async () => {
      const home = newFolder();
      const server = await start(home, { rootBy: 'other' });
      expect(statSync(join(home, 'data')).uid).toBe(65_534);
      expect(statSync(home).mode & 0o007).toBe(0);
      await server.stop();
    });

    test.for([
      ['an ordinary user', 65_534],
      ['a user number without a name', 54_321],
    ] as const)('%s starts it in a folder of his own', async ([, uid]) => {
      const home = newFolder();
      mkdirSync(home);
      chownSync(home, uid, uid);
      const holder = await startInOtherProcess(home, {
        uid,
        env: { PATH: process.env.PATH, HOME: '/nonexistent', TMPDIR: home },
      });
      expect(await query(holder.url, 'select 1 as one')).toEqual([{ one: 1 }]);
      expect(statSync(`/proc/${holder.pid}`).uid).toBe(uid);
      await letGo(holder);
      expect(markOf(holder.pid)).toBeUndefined();
    });
  });
}
