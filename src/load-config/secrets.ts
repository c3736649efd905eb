import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { suggestion } from '../policy/nearest.ts';
import type { Path } from '../policy/problem.ts';

/** Where the tenants file says a secret is, and what was found there. */
export type Found =
  | { readonly kind: 'secret'; readonly path: Path; readonly value: string }
  | {
      readonly kind: 'missing';
      readonly path: Path;
      readonly code: SecretCode;
      readonly message: string;
      readonly remedy: string;
    };

export type SecretCode = 'E-SECRET-LITERAL' | 'E-SECRET-MODE' | 'E-SECRET-MISSING' | 'E-SECRET-SHAPE' | 'E-SECRET-ENV';

export interface Place {
  readonly tenantsFile: string;
  readonly env: NodeJS.ProcessEnv;
  readonly envSecrets: 'allowed' | 'refused';
}

/** What a secret of this name looks like; nothing is said of the others. */
const SHAPES: Readonly<Record<string, { readonly shape: RegExp; readonly words: string }>> = {
  aesKey: { shape: /^[A-Za-z0-9]{43}$/, words: 'an EncodingAESKey is exactly 43 letters and digits' },
  token: { shape: /^[A-Za-z0-9]{1,32}$/, words: 'a token is 1 to 32 letters and digits' },
  secret: { shape: /^[\x21-\x7e]{8,256}$/, words: 'a secret is one word of 8 letters or more' },
  privateKey: {
    shape: /^-----BEGIN (RSA )?PRIVATE KEY-----[\s\S]+-----END (RSA )?PRIVATE KEY-----$/,
    words: 'a private key is PEM, as openssl genrsa 2048 writes it',
  },
  key: { shape: /^[\x21-\x7e]{8,512}$/, words: 'a key is one word of 8 letters or more' },
  authorization: { shape: /^[\x20-\x7e]{8,512}$/, words: 'a login is one line, such as Bearer and a word' },
  proxyLogin: { shape: /^[^\s:]+:\S+$/, words: 'a login is user:password' },
};

/** Reads every secret that the file refers to, wherever the rest of it may be wrong. No value is ever part of a message. */
export function readSecrets(data: unknown, place: Place): Found[] {
  return referencesIn(data).map(({ path, reference }) => readSecret(path, reference, place));
}

function readSecret(path: Path, reference: string, place: Place): Found {
  const missing = (code: SecretCode, message: string, remedy: string): Found => ({
    kind: 'missing',
    path,
    code,
    message,
    remedy,
  });
  const name = String(path.at(-1));
  const raw = reference.startsWith('file:')
    ? fromFile(resolve(dirname(place.tenantsFile), reference.slice(5)), reference.slice(5))
    : reference.startsWith('env:')
      ? fromEnv(reference.slice(4), place)
      : ([
          'E-SECRET-LITERAL',
          'a secret is written here in the clear',
          'put it into a file of its own (chmod 600), write file:secrets/<name> here, and change the secret: it was on show',
        ] as const);
  if (typeof raw !== 'string') return missing(...raw);
  const value = raw.trim();
  const rule = SHAPES[name];
  if (rule && !rule.shape.test(value))
    return missing('E-SECRET-SHAPE', `what ${reference} holds is not of the right shape`, rule.words);
  return { kind: 'secret', path, value };
}

type Refusal = readonly [code: SecretCode, message: string, remedy: string];

/** Looks at the open file, not at its name: nobody can swap it in between. */
function fromFile(file: string, shown: string): string | Refusal {
  let fd: number;
  try {
    fd = openSync(file, 'r');
  } catch {
    return [
      'E-SECRET-MISSING',
      `the file ${shown} cannot be opened`,
      `(umask 077; cat > '${file}') and paste the secret`,
    ];
  }
  try {
    const { mode, uid } = fstatSync(fd);
    const self = process.getuid?.();
    if (self !== undefined && (mode & 0o077) !== 0)
      return [
        'E-SECRET-MODE',
        `the file ${shown} may be read by others (mode ${(mode & 0o777).toString(8)})`,
        `chmod 600 '${file}'`,
      ];
    if (self !== undefined && uid !== self && uid !== 0)
      return ['E-SECRET-MODE', `the file ${shown} belongs to another user (uid ${uid})`, `chown ${self} '${file}'`];
    return readFileSync(fd, 'utf8');
  } catch {
    return ['E-SECRET-MISSING', `the file ${shown} cannot be read`, 'it must be a plain file'];
  } finally {
    closeSync(fd);
  }
}

function fromEnv(name: string, { env, envSecrets }: Place): string | Refusal {
  if (envSecrets === 'refused')
    return [
      'E-SECRET-ENV',
      'secrets come from the environment only with NODE_ENV=development',
      'put it into a file (chmod 600) and write file:… here',
    ];
  const value = env[name];
  if (value) return value;
  const alike = Object.keys(env).filter((key) => key.slice(0, 3) === name.slice(0, 3));
  return [
    'E-SECRET-MISSING',
    `the variable ${name} is not set`,
    alike.length > 0 ? suggestion(name, alike) : `export ${name}=…`,
  ];
}

interface Reference {
  readonly path: Path;
  readonly reference: string;
}

/** `tracing.authorization`, `corps.*.classifier.key`, `corps.*.surfaces.*.{secret, proxyLogin, keys[*].privateKey, callbacks[*].{token, aesKey}}`, as far as the file is of that shape. */
function referencesIn(data: unknown): Reference[] {
  const corps = entries(data, ['corps']);
  const classifiers = corps.flatMap(({ path, value }) =>
    named(at(value, 'classifier'), [...path, 'classifier'], ['key']),
  );
  const surfaces = corps.flatMap(({ path, value }) => entries(at(value, 'surfaces'), [], [...path, 'surfaces']));
  const ofSurfaces = surfaces.flatMap(({ path, value }) => [
    ...named(value, path, ['secret', 'proxyLogin']),
    ...entries(at(value, 'keys'), [], [...path, 'keys']).flatMap((key) => named(key.value, key.path, ['privateKey'])),
    ...entries(at(value, 'callbacks'), [], [...path, 'callbacks']).flatMap((pair) =>
      named(pair.value, pair.path, ['token', 'aesKey']),
    ),
  ]);
  return [...classifiers, ...ofSurfaces, ...named(at(data, 'tracing'), ['tracing'], ['authorization'])];
}

const at = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;

function entries(value: unknown, into: readonly string[], base: Path = []): { path: Path; value: unknown }[] {
  const inner = into.reduce(at, value);
  const path = [...base, ...into];
  if (Array.isArray(inner)) return inner.map((item, i) => ({ path: [...path, i], value: item }));
  if (typeof inner !== 'object' || inner === null) return [];
  return Object.entries(inner).map(([key, item]) => ({ path: [...path, key], value: item }));
}

const named = (value: unknown, path: Path, names: readonly string[]): Reference[] =>
  names.flatMap((name) => {
    const reference = at(value, name);
    return typeof reference === 'string' ? [{ path: [...path, name], reference }] : [];
  });
