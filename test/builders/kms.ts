import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KmsConfig } from '../../src/config.ts';

/** What a program does instead of its task. */
export type Mischief =
  | 'none'
  | 'fails'
  | 'dies'
  | 'hangs'
  | 'echoes'
  | 'says nothing'
  | 'says more'
  | 'forgets'
  | 'shortens';

/**
 * A key-management service as a program of its own: AES-256-GCM under a master key, the place as associated data. It keeps a diary of
 * what it was asked, and of the environment it saw.
 */
const PROGRAM = `
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { appendFileSync, readFileSync } from 'node:fs';
const [folder, mischief, task, place] = process.argv.slice(2);
const line = readFileSync(0, 'utf8').trim();
appendFileSync(folder + '/diary', JSON.stringify({ task, place, env: Object.keys(process.env).sort() }) + '\\n');
const master = mischief === 'forgets' && task === 'unwrap' ? null : readFileSync(folder + '/master');
const seal = (text) => {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', master, nonce).setAAD(Buffer.from(place));
  return 'kms:1:' + Buffer.concat([nonce, cipher.update(text), cipher.final(), cipher.getAuthTag()]).toString('base64');
};
const open = (word) => {
  const bytes = Buffer.from(word.slice(6), 'base64');
  const decipher = createDecipheriv('aes-256-gcm', master, bytes.subarray(0, 12));
  decipher.setAAD(Buffer.from(place)).setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString();
};
const answers = {
  none: () => (task === 'wrap' ? seal(line) : open(line)),
  fails: () => {
    console.error('first line\\npermission denied for ' + line);
    process.exit(3);
  },
  dies: () => process.kill(process.pid, 'SIGKILL'),
  echoes: () => line,
  'says nothing': () => '',
  'says more': () => 'two words',
  forgets: () => (task === 'wrap' ? seal(line) : randomBytes(32).toString('base64')),
  shortens: () => (task === 'wrap' ? seal(line) : 'c2hvcnQ='),
};
if (mischief === 'hangs') setInterval(() => {}, 1_000);
else console.log(answers[mischief]());
`;

/** Puts the program and its master key into a folder. */
export function aKms(folder: string, mischief: Mischief = 'none', timeoutMs = 20_000): KmsConfig {
  const program = join(folder, 'kms.mjs');
  writeFileSync(program, PROGRAM, { mode: 0o755 });
  writeFileSync(join(folder, 'master'), Buffer.alloc(32, 5), { mode: 0o600 });
  return { command: [process.execPath, program, folder, mischief], timeoutMs };
}
