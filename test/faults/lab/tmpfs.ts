import { spawnSync } from 'node:child_process';

/** A shell line that puts a small file system in memory over a folder, with what was in it, and becomes the program behind it. */
const MOUNT = [
  'mkdir -p "$1" "$1.before" && mount --bind "$1" "$1.before"',
  'mount -t tmpfs -o "size=$2m,mode=700" tmpfs "$1" && cp -a "$1.before/." "$1"',
  'chown --reference="$1.before" "$1" && umount "$1.before" && shift 2 && exec "$@"',
].join(' && ');

const wordsFor = (folder: string, megabytes: number): readonly string[] => [
  ...['unshare', '--map-root-user', '--mount', 'sh', '-c', MOUNT, 'sh'],
  ...[folder, String(megabytes)],
];

/** What runs a program with so small a disk at that folder. Throws, so that the fault fails, where the machine forbids it. */
export function withTmpfs(folder: string, megabytes: number): readonly string[] {
  const [program = '', ...words] = wordsFor(folder, megabytes);
  const tried = spawnSync(program, [...words, 'true'], { encoding: 'utf8' });
  if (tried.status !== 0)
    throw new Error(`USER NAMESPACES OR TMPFS ARE FORBIDDEN HERE: IT WAS NOT RUN (${tried.stderr?.trim()})`);
  return [program, ...words];
}

/** A folder as a process in a namespace of its own sees it. */
export const seenBy = (pid: number, folder: string): string => `/proc/${pid}/root${folder}`;
