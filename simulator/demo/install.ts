import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Tenant } from '../tenant.ts';

/** A company of the demo: its slug, its tenant at WeCom's, and the text of its policy. */
export interface Company {
  readonly slug: string;
  readonly title: string;
  readonly tenant: Tenant;
  readonly policy: string;
  /** The archive it bought: where the library lies, and a private key by publickey_ver. */
  readonly archive?: { readonly library: string; readonly privateKeys: ReadonlyMap<number, string> };
}

interface Keys {
  readonly token: string;
  readonly aesKey: string;
}

const letters = (length: number): string =>
  randomBytes(length * 2)
    .toString('base64')
    .replaceAll(/[^A-Za-z0-9]/g, '')
    .slice(0, length);
const newKeys = (): Keys => ({ token: letters(24), aesKey: letters(43) });

/**
 * Writes what IT would write: `qungui.yaml`, every secret in a 0600 file of its own, and the policy files; with an
 * origin, pages that are there. Answers the callback keys, for the admin page of the simulated tenant.
 */
export function install(home: string, companies: readonly Company[], origin?: string): ReadonlyMap<string, Keys> {
  const secrets = join(home, 'secrets');
  const policies = join(home, 'policies');
  for (const folder of [secrets, policies]) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const keys = new Map<string, Keys>();
  const kept = (name: string, value: string): string => {
    writeFileSync(join(secrets, name), value, { mode: 0o600 });
    return `file:secrets/${name}`;
  };
  const surface = (name: string, agentId: number | null, secret: string) => {
    const made = newKeys();
    keys.set(name, made);
    return {
      ...(agentId === null ? {} : { agentId }),
      secret: kept(`${name}-secret`, secret),
      callbacks: [{ token: kept(`${name}-token`, made.token), aesKey: kept(`${name}-aes-key`, made.aesKey) }],
    };
  };
  const archiveSurface = (slug: string, tenant: Tenant, { library, privateKeys }: NonNullable<Company['archive']>) => ({
    ...surface(`${slug}-archive`, null, tenant.archiveSecret),
    library,
    keys: [...privateKeys].map(([version, pem]) => ({
      version,
      privateKey: kept(`${slug}-archive-${version}.pem`, pem),
    })),
  });
  const corps = Object.fromEntries(
    companies.map(({ slug, title, tenant, policy, archive }) => {
      writeFileSync(join(policies, `${slug}.yaml`), policy);
      const surfaces = {
        app: surface(`${slug}-app`, tenant.agentId, tenant.appSecret),
        contacts: surface(`${slug}-contacts`, null, tenant.contactsSecret),
        ...(archive && { archive: archiveSurface(slug, tenant, archive) }),
      };
      return [
        slug,
        {
          corpid: tenant.corpid,
          name: title,
          surfaces,
          policies: [`policies/${slug}.yaml`],
          ...(origin && { pages: { origin } }),
        },
      ];
    }),
  );
  writeFileSync(join(home, 'qungui.yaml'), stringify({ corps }), { mode: 0o600 });
  return keys;
}
