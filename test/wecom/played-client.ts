import type { SurfaceName } from '../../src/config.ts';
import { Corp } from '../../src/ids.ts';
import { type Client, openClient, type Question } from '../../src/wecom/client.ts';
import { LIMITS } from '../../src/wecom/limits.ts';

export interface Asked extends Question {
  readonly surface: SurfaceName;
  readonly api: string;
}

export type Played = Readonly<
  Record<string, (asked: Asked, times: number) => { readonly errcode: number; readonly errmsg?: string }>
>;

/** The real client with WeCom's answers as recorded; an API without one fails the test. */
export function playing(answers: Played): { readonly client: Client; readonly asked: Asked[] } {
  const asked: Asked[] = [];
  const client = openClient({
    corp: Corp.parse('played'),
    log: { warn: () => undefined },
    limits: { ...LIMITS, busyMs: [0, 0, 0] },
    tokens: {
      get: async (surface) => ({ surface, value: surface, sealed: surface }),
      drop: async () => undefined,
      accepted: () => undefined,
      close: async () => undefined,
    },
    ask: async (api, { params: { access_token: surface, ...params } = {}, ...rest }) => {
      const question = {
        surface: surface as SurfaceName,
        api,
        ...rest,
        ...(Object.keys(params).length > 0 && { params }),
      };
      asked.push(question);
      const played = answers[api];
      if (!played) throw new Error(`nobody expected ${api}`);
      const answer = played(question, asked.filter((one) => one.api === api).length);
      return { errcode: answer.errcode, errmsg: answer.errmsg ?? 'ok', data: answer };
    },
  });
  return { client, asked };
}
