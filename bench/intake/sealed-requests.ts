import { encrypt, getSignature } from '@wecom/crypto';
import type { CallbackKey } from '../../src/config.ts';

export interface Sender {
  readonly path: string;
  readonly corpid: string;
  readonly key: CallbackKey;
}

/** So many requests as bytes for a socket: distinct joins of distinct groups, sealed and signed as WeCom does. */
export function sealedRequests(sender: Sender, count: number, series: string): Buffer[] {
  const seconds = secondsNow();
  return Array.from({ length: count }, (_, nth) =>
    request(sender, event(sender.corpid, series, nth, seconds), seconds, `${series}${nth}`),
  );
}

/** WeCom's check of the address: a GET with a sealed text that the receiver has to answer in the clear within a second [90238]. */
export function sealedCheck({ path, corpid, key }: Sender, nonce: string): Buffer {
  const timestamp = secondsNow();
  const echo = encrypt(key.aesKey, `echo${nonce}`, corpid);
  const signature = getSignature(key.token, timestamp, nonce, echo);
  const query = `msg_signature=${signature}&timestamp=${timestamp}&nonce=${nonce}&echostr=${encodeURIComponent(echo)}`;
  return Buffer.from(
    `GET ${path}?${query} HTTP/1.1\r\nHost: localhost\r\nUser-Agent: Mozilla/4.0\r\nAccept: */*\r\n\r\n`,
  );
}

const secondsNow = (): string => String(Math.floor((performance.timeOrigin + performance.now()) / 1000));

function request({ path, corpid, key }: Sender, plaintext: string, timestamp: string, nonce: string): Buffer {
  const sealed = encrypt(key.aesKey, plaintext, corpid);
  const signature = getSignature(key.token, timestamp, nonce, sealed);
  const body = `<xml><ToUserName><![CDATA[${corpid}]]></ToUserName><AgentID><![CDATA[1000007]]></AgentID><Encrypt><![CDATA[${sealed}]]></Encrypt></xml>`;
  const query = `msg_signature=${signature}&timestamp=${timestamp}&nonce=${nonce}`;
  return Buffer.from(
    `POST ${path}?${query} HTTP/1.1\r\nHost: localhost\r\nUser-Agent: Mozilla/4.0\r\nAccept: */*\r\nContent-Type: text/xml\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
}

const event = (corpid: string, series: string, nth: number, seconds: string): string =>
  `<xml><ToUserName><![CDATA[${corpid}]]></ToUserName><FromUserName><![CDATA[sys]]></FromUserName><CreateTime>${seconds}</CreateTime>` +
  '<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[change_external_chat]]></Event>' +
  `<ChatId><![CDATA[wrBench${series}x${nth}]]></ChatId><ChangeType><![CDATA[update]]></ChangeType>` +
  '<UpdateDetail><![CDATA[add_member]]></UpdateDetail><JoinScene>3</JoinScene><QuitScene>0</QuitScene><MemChangeCnt>2</MemChangeCnt>' +
  '<MemChangeList><Item>zhang.shili</Item><Item>wmBenchCustomer00000000000000001</Item></MemChangeList>' +
  '<LastMemVer>aa00000000000000000000000000aa01</LastMemVer><CurMemVer>aa00000000000000000000000000aa02</CurMemVer></xml>';
