import { BlockList, isIP } from 'node:net';

/** RFC 1918, loopback, link-local and unique local addresses: what no stranger's network reaches. */
const OWN = new BlockList();
for (const [net, prefix] of [
  ['10.0.0.0', 8],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  OWN.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of [
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  OWN.addSubnet(net, prefix, 'ipv6');

/** Whether an address as text lies in a private network. */
export const isOwnAddress = (address: string): boolean =>
  isIP(address) !== 0 && OWN.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** Whether a host of a URL can only be inside: an address of a private network, or this machine. Of other names nobody can say. */
export const isOwnHost = (hostname: string): boolean =>
  hostname === 'localhost' || isOwnAddress(hostname.replace(/^\[|\]$/g, ''));
