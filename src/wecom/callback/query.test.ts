import { describe, expect, test } from 'vitest';
import { readQuery } from './query.ts';

const S = 'ec1ff2805ba9b6d547988aeae3289ce7bc4dc4c7';
const good = `msg_signature=${S}&timestamp=1795305600&nonce=8842107753`;

describe('a query that is read', () => {
  test.each([
    ['in any order', `nonce=8842107753&timestamp=1795305600&msg_signature=${S}`, ''],
    ['with a stranger beside', `${good}&utm=1&utm=2`, ''],
    ['with an echo, encoded', `${good}&echostr=aa%2Bb%2Fc%3D%3D`, 'aa+b/c=='],
    ['with an echo whose + was not encoded', `${good}&echostr=aa+b/c==`, 'aa+b/c=='],
    ['with an echo whose + became a blank', `${good}&echostr=aa%20b/c==`, 'aa+b/c=='],
    ['with an encoded name', `%6donce=x&${good}`.replace('%6donce', 'm%6fnce'), ''],
  ])('%s', (_, search, echostr) => {
    expect(readQuery(search)).toEqual({
      kind: 'query',
      msg_signature: S,
      timestamp: '1795305600',
      nonce: '8842107753',
      echostr,
    });
  });
});

describe('a query that is refused', () => {
  test.each([
    ['nothing', ''],
    ['no signature', 'timestamp=1795305600&nonce=8842107753'],
    ['no timestamp', `msg_signature=${S}&nonce=8842107753`],
    ['no nonce', `msg_signature=${S}&timestamp=1795305600`],
    ['a nonce twice', `${good}&nonce=b`],
    ['the same nonce twice', `${good}&nonce=8842107753`],
    ['a nonce twice, once encoded', `${good}&%6eonce=8842107753`],
    ['a nonce as a list', good.replace('nonce=', 'nonce[]=')],
    ['a nonce and a list of it', `${good}&nonce[]=b`],
    ['a nonce and a map of it', `${good}&nonce[a]=b`],
    ['an echo twice', `${good}&echostr=a&echostr=b`],
    ['a name without a value', good.replace('=8842107753', '')],
    ['half an escape', `${good}&echostr=%2`],
    ['an escape that is no text', `${good}&echostr=%ff`],
    ['a semicolon between', good.replaceAll('&', ';')],
  ])('%s', (_, search) => {
    expect(readQuery(search)).toEqual({ kind: 'refused', cause: 'query' });
  });
});
