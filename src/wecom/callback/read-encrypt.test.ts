import { describe, expect, test } from 'vitest';
import { HOSTILE_JSON, HOSTILE_OUTER } from '../../../test/fixtures/callbacks/hostile.ts';
import { MAX_BODY_BYTES, readEncrypt } from './read-encrypt.ts';

const read = (body: string | Buffer, form: 'xml' | 'json' = 'xml'): string => {
  const result = readEncrypt(Buffer.from(body as string), form);
  return result.kind === 'encrypted' ? result.encrypt : `refused: ${result.cause}`;
};

const TO = '<ToUserName><![CDATA[wwdemo0123456789ab]]></ToUserName>';
const AGENT = '<AgentID><![CDATA[1000007]]></AgentID>';

describe('an XML body', () => {
  test.each([
    ['as the vendor shows it', `<xml>\n  ${TO}\n  ${AGENT}\n  <Encrypt><![CDATA[AAA+/A==]]></Encrypt>\n</xml>\n`],
    ['in another order', `<xml><Encrypt><![CDATA[AAA+/A==]]></Encrypt>${AGENT}${TO}</xml>`],
    ['between its neighbours', `<xml>${TO}<Encrypt><![CDATA[AAA+/A==]]></Encrypt>${AGENT}</xml>`],
    ['without CDATA', `<xml>${TO}<Encrypt>AAA+/A==</Encrypt></xml>`],
    ['with an empty AgentID', `<xml>${TO}<AgentID><![CDATA[]]></AgentID><Encrypt>AAA+/A==</Encrypt></xml>`],
    ['with a plain AgentID', `<xml><AgentID>1000007</AgentID><Encrypt>AAA+/A==</Encrypt></xml>`],
    ['alone', '<xml><Encrypt>AAA+/A==</Encrypt></xml>'],
    ['with a neighbour that begins alike', '<xml><EncryptType>aes</EncryptType><Encrypt>AAA+/A==</Encrypt></xml>'],
  ])('%s is read', (_, body) => {
    expect(read(body)).toBe('AAA+/A==');
  });
  test.each(HOSTILE_OUTER)('%s is refused', (_, body) => {
    expect(read(body)).toBe('refused: body');
  });
  test('of 64 KiB is read, of one byte more is not', () => {
    const frame = '<xml><Encrypt></Encrypt></xml>'.length;
    const body = (size: number) => `<xml><Encrypt>${'A'.repeat(size - frame)}</Encrypt></xml>`;
    expect(read(body(MAX_BODY_BYTES))).toHaveLength(MAX_BODY_BYTES - frame);
    expect(read(body(MAX_BODY_BYTES + 1))).toBe('refused: size');
  });
});

describe('a JSON body', () => {
  test.each([
    ['as robots have it', '{"encrypt":"AAA+/A=="}'],
    ['with blanks', ' { "encrypt" : "AAA+/A==" }\n'],
    ['with escaped slashes', '{"encrypt":"AAA+\\/A=="}'],
    ['with its neighbours', '{"tousername":"wwdemo0123456789ab","encrypt":"AAA+/A==","agentid":"1000007"}'],
    ['with a number for agent', '{"encrypt":"AAA+/A==","agentid":1000007}'],
  ])('%s is read', (_, body) => {
    expect(read(body, 'json')).toBe('AAA+/A==');
  });
  test.each(HOSTILE_JSON)('%s is refused', (_, body) => {
    expect(read(body, 'json')).toBe('refused: body');
  });
});
