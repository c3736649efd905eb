import type { Company, Surface } from '../world/company.ts';
import type { Windows } from './rate.ts';
import { Refusal } from './refusal.ts';

export interface Holder {
  readonly company: Company;
  readonly surface: Surface;
}

interface Token extends Holder {
  readonly value: string;
  readonly endsAt: Date;
}

const LASTS_S = 7_200;

/** Access tokens, one living one per secret; asking again gives the same one until it ends [91039]. */
export interface Tokens {
  /** `gettoken`. */
  issue(query: Readonly<Record<string, string>>, ip: string, now: Date): { access_token: string; expires_in: number };
  /** Whose token it is; 40014 when nobody's or ended early, 42001 when its time is over. */
  holder(value: string, now: Date): Holder;
  /** WeCom may end a token before its time. */
  end(corpid: string): void;
}

export function openTokens(companies: ReadonlyMap<string, Company>, windows: Windows): Tokens {
  const tokens = new Map<string, Token>();
  const wrongSecret = (errcode: number, ip: string, limit: number, now: Date): Refusal => {
    windows.take(`wrong/${ip}`, limit, 3_600_000, now);
    return new Refusal(errcode);
  };
  return {
    issue: ({ corpid = '', corpsecret = '' }, ip, now) => {
      if (corpid === '') throw new Refusal(41002);
      if (corpsecret === '') throw new Refusal(41004);
      const all = [...companies.values()];
      const company = all.find((one) => one.corpid === corpid);
      const limit = company?.limits.wrongSecretsPerHour ?? 20;
      if (windows.peek(`wrong/${ip}`, limit, 3_600_000, now) === 'blocked') throw new Refusal(45009);
      if (!company) throw wrongSecret(40013, ip, limit, now);
      const surface = Object.values(company.surfaces).find((one) => one.secret === corpsecret);
      if (!surface) {
        const stolen = all.some((one) => Object.values(one.surfaces).some(({ secret }) => secret === corpsecret));
        throw wrongSecret(stolen ? 40091 : 40001, ip, limit, now);
      }
      const living = [...tokens.values()].find((one) => one.surface === surface && one.endsAt > now);
      const token = living ?? {
        company,
        surface,
        value: company.chance.word(214),
        endsAt: new Date(now.getTime() + LASTS_S * 1000),
      };
      tokens.set(token.value, token);
      return { access_token: token.value, expires_in: Math.ceil((token.endsAt.getTime() - now.getTime()) / 1000) };
    },
    holder: (value, now) => {
      const token = tokens.get(value);
      if (!token) throw new Refusal(value === '' ? 41001 : 40014);
      if (token.endsAt <= now) throw new Refusal(42001);
      return token;
    },
    end: (corpid) => {
      for (const [value, { company }] of tokens) if (company.corpid === corpid) tokens.delete(value);
    },
  };
}
