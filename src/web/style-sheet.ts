import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Answer } from './answer.ts';
import { LOOK_CSS } from './look.ts';
import { PAGES_ROOT } from './paths.ts';

const WEUI = 'weui/dist/style/weui.min.css';

/** The one file that a page needs besides itself, under a name that is another one whenever it changes. */
interface StyleSheet {
  readonly url: string;
  readonly plain: Buffer;
  readonly brotli: Buffer;
  readonly gzip: Buffer;
}

let made: StyleSheet | undefined;

/** WeUI and what we add to it; read, named and compressed once a process. */
export function styleSheet(): StyleSheet {
  made ??= make();
  return made;
}

function make(): StyleSheet {
  const plain = Buffer.concat([readFileSync(createRequire(import.meta.url).resolve(WEUI)), Buffer.from(LOOK_CSS)]);
  const name = createHash('sha256').update(plain).digest('hex').slice(0, 16);
  return {
    url: `${PAGES_ROOT}/assets/${name}.css`,
    plain,
    brotli: brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
    gzip: gzipSync(plain, { level: 9 }),
  };
}

const HEADERS = {
  'content-type': 'text/css; charset=utf-8',
  'cache-control': 'public, max-age=31536000, immutable',
  vary: 'accept-encoding',
};

/** The file, as small as the browser takes it. */
export function styleAnswer(acceptEncoding: string): Answer {
  const { plain, brotli, gzip } = styleSheet();
  const answer = { status: 200, cookies: [] };
  if (/\bbr\b/.test(acceptEncoding))
    return { ...answer, headers: { ...HEADERS, 'content-encoding': 'br' }, body: brotli };
  if (/\bgzip\b/.test(acceptEncoding))
    return { ...answer, headers: { ...HEADERS, 'content-encoding': 'gzip' }, body: gzip };
  return { ...answer, headers: HEADERS, body: plain };
}
