import type { CallbackEvent } from '../../src/events/callback-event.ts';
import { readEvent } from '../../src/wecom/callback/read-event.ts';
import { toEvent } from '../../src/wecom/callback/to-event.ts';

const AT = 1795305100;
/** When all of them were sent. */
export const createdAtMs = AT * 1000;

/** An event as WeCom writes it, common head included. */
export function eventOf(inner: string, from = 'sys'): CallbackEvent {
  const xml = `<xml><ToUserName><![CDATA[wwdemo0123456789ab]]></ToUserName><FromUserName><![CDATA[${from}]]></FromUserName><CreateTime>${AT}</CreateTime><MsgType><![CDATA[event]]></MsgType>${inner}</xml>`;
  const result = readEvent(Buffer.from(xml));
  if (result.kind === 'parked') throw new Error(result.reason);
  return toEvent(result.fields);
}

/** `Name: value` lines as elements. */
export const elements = (fields: Record<string, string>): string =>
  Object.entries(fields)
    .map(([name, value]) => `<${name}><![CDATA[${value}]]></${name}>`)
    .join('');
