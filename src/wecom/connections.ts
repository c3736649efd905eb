import { type LookupOptions, lookup } from 'node:dns';
import * as http from 'node:http';
import * as https from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import type { Limits } from './limits.ts';
import { badOrigin } from './trouble.ts';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Longer than a request may take, so that only idle connections end by it. */
const IDLE_MS = 15_000;

const INNER = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const) {
  INNER.addSubnet(net, prefix, 'ipv4');
}
for (const [net, prefix] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  INNER.addSubnet(net, prefix, 'ipv6');

const isInner = (address: string): boolean => INNER.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** The one address we call: https and public, or loopback. Throws E-WECOM-ORIGIN. */
export function checkedOrigin(origin: string): 'loopback' | 'public' {
  if (!URL.canParse(origin) || new URL(origin).origin !== origin) throw badOrigin('it is not a plain origin');
  const { protocol, hostname } = new URL(origin);
  if (LOOPBACK.has(hostname) && /^https?:$/.test(protocol)) return 'loopback';
  if (protocol !== 'https:') throw badOrigin('it is not https');
  const address = hostname.replace(/^\[|\]$/g, '');
  if (isIP(address) && isInner(address)) throw badOrigin('it is a private address');
  return 'public';
}

type Resolve = (
  name: string,
  options: LookupOptions & { all: true },
  done: (err: NodeJS.ErrnoException | null, found: { address: string; family: number }[]) => void,
) => void;

/** A look-up that never leads inside, whatever the name server says. */
export const publicOnly =
  (resolve: Resolve = lookup): LookupFunction =>
  (name, options, done) =>
    resolve(name, { ...options, all: true }, (err, found) => {
      const [first] = found ?? [];
      if (err || !first) return done(err ?? coded('ENOTFOUND'), '', 0);
      if (found.some(({ address }) => isInner(address))) return done(coded('PRIVATE_ADDRESS'), '', 0);
      return options.all ? done(null, found) : done(null, first.address, first.family);
    });

/** Keep-alive connections to one origin, few, and given up when connecting takes too long. */
export function openConnections(origin: string, limits: Limits) {
  const reach = checkedOrigin(origin);
  const options = {
    keepAlive: true,
    maxSockets: limits.sockets,
    maxFreeSockets: limits.sockets,
    timeout: IDLE_MS,
    ...(reach === 'public' && { lookup: publicOnly() }),
  };
  const agents = { httpAgent: new http.Agent(options), httpsAgent: new https.Agent(options) };
  limitConnecting(agents.httpAgent, limits.connectMs);
  limitConnecting(agents.httpsAgent, limits.connectMs);
  return {
    agents,
    close() {
      agents.httpAgent.destroy();
      agents.httpsAgent.destroy();
    },
  };
}

/** Ends a connection that is not there in time; the request on it fails with CONNECT_TIMEOUT. */
export function limitConnecting(agent: Pick<http.Agent, 'createConnection'>, connectMs: number): void {
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (options, done) => {
    const socket = connect(options, done);
    const timer = setTimeout(() => socket?.destroy(coded('CONNECT_TIMEOUT')), connectMs);
    socket?.once('connect', () => clearTimeout(timer)).once('close', () => clearTimeout(timer));
    return socket;
  };
}

const coded = (code: string): Error => Object.assign(new Error(code), { code });
