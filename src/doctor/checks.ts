import type { Check } from './check.ts';
import { app } from './checks/app.ts';
import { archive } from './checks/archive.ts';
import { approval, attendance, customerContact } from './checks/callable.ts';
import { client } from './checks/client.ts';
import { clock } from './checks/clock.ts';
import { database } from './checks/database.ts';
import { domain } from './checks/domain.ts';
import { events } from './checks/events.ts';
import { message } from './checks/message.ts';
import { owners } from './checks/owners.ts';
import { queue } from './checks/queue.ts';
import { receiver } from './checks/receiver.ts';
import { scope } from './checks/scope.ts';
import { secrets } from './checks/secrets.ts';
import { spool } from './checks/spool.ts';
import { trail } from './checks/trail.ts';
import { trustedDomain } from './checks/trusted-domain.ts';
import { trustedIp } from './checks/trusted-ip.ts';
import { workers } from './checks/workers.ts';

/** Every check: first WeCom's side, in the order in which WeCom wants it set up; then our own. */
export const CHECKS: readonly Check[] = [
  domain,
  receiver,
  trustedDomain,
  trustedIp,
  app,
  customerContact,
  approval,
  attendance,
  events,
  scope,
  owners,
  client,
  message,
  archive,
  clock,
  database,
  queue,
  secrets,
  workers,
  trail,
  spool,
];
