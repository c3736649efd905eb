import { z } from 'zod';
import type { Client } from '../client.ts';
import { TextOrNull } from '../fields.ts';
import type { IdentityApi, Visitor } from './identity.ts';

const Found = z.object({ userid: TextOrNull }).transform(({ userid }): Visitor => {
  // A slash stands between a linked corp and its own userid; no userid of ours may hold one [91023].
  return userid === null || userid.includes('/')
    ? { kind: 'stranger' }
    : { kind: 'member', userid: userid.toLowerCase() };
});

/** Who opened a page [91023]. */
export const openIdentity = ({ call }: Client): IdentityApi => ({
  visitor: (code) => call('app', 'auth/getuserinfo', { kind: 'write', params: { code } }, Found),
});
