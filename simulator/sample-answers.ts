import { writeFileSync } from 'node:fs';
import { stringify } from 'yaml';
import type { Tenant } from './tenant.ts';

/** What `init --answers` wants to know of a simulated company, in a file of one's own (0600): its secrets open nothing else. */
export function writeAnswers(file: string, tenant: Tenant, title: string): void {
  const answers = {
    corp: tenant.name,
    name: title,
    corpid: tenant.corpid,
    host: '127.0.0.1:8080',
    agentId: tenant.agentId,
    appSecret: tenant.appSecret,
    contactsSecret: tenant.contactsSecret,
    policies: ['policies/chongqing-industrial.yaml'],
  };
  writeFileSync(file, stringify(answers), { mode: 0o600 });
}
