import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { isOnPath } from '../../simulator/on-path.ts';
import { openMetrics } from '../../src/metrics.ts';
import { paths, read } from './tree.ts';

// What people copy to their machines: held against its own language, and against what we promise.

interface Container {
  readonly name: string;
  readonly image: string;
  readonly command?: readonly string[];
  readonly securityContext?: Readonly<Record<string, unknown>>;
  readonly resources?: { readonly requests?: object; readonly limits?: { readonly memory?: string } };
  readonly startupProbe?: object;
  readonly livenessProbe?: object;
  readonly readinessProbe?: object;
  readonly env?: readonly { readonly name: string; readonly value?: string }[];
  readonly volumeMounts?: readonly { readonly name: string }[];
}
interface Pod {
  readonly serviceAccountName?: string;
  readonly automountServiceAccountToken?: boolean;
  readonly securityContext?: Readonly<Record<string, unknown>>;
  readonly initContainers?: readonly Container[];
  readonly containers: readonly Container[];
  readonly volumes: readonly { readonly name: string }[];
}
interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly data?: Readonly<Record<string, string>>;
  readonly spec?: {
    readonly template?: { readonly spec: Pod };
    readonly volumeClaimTemplates?: readonly { readonly metadata: { readonly name: string } }[];
  };
}

const documents = parseAllDocuments(read('deploy/kubernetes/manifests.yaml').text);
const manifests: Manifest[] = documents.map((one) => one.toJS());
const pods = manifests.flatMap(({ metadata, spec }) =>
  spec?.template ? [[metadata.name, spec.template.spec, spec.volumeClaimTemplates ?? []] as const] : [],
);
const containers = pods.flatMap(([name, { containers, initContainers = [] }]) =>
  [...containers, ...initContainers].map((one) => [`${name}/${one.name}`, one] as const),
);

describe('the manifests for Kubernetes', () => {
  test('are whole documents, and hold no secret', () => {
    expect(documents.flatMap(({ errors, warnings }) => [...errors, ...warnings])).toEqual([]);
    expect(manifests.map(({ kind }) => kind)).not.toContain('Secret');
    expect(manifests.every(({ metadata, kind }) => metadata.namespace === 'qungui' || kind === 'Namespace')).toBe(true);
    const settings = manifests.flatMap(({ data }) => Object.values(data ?? {}));
    expect(settings.filter((value) => /:[^/@]+@/.test(value.replace(/^\w+:\/\//, '')))).toEqual([]);
  });

  test.each(pods)('%s runs as nobody in particular, and mounts what it names', (_, pod, claims) => {
    expect(pod.securityContext).toMatchObject({
      runAsNonRoot: true,
      runAsUser: 10001,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(pod.automountServiceAccountToken).toBe(false);
    const named = new Set([...pod.volumes.map(({ name }) => name), ...claims.map(({ metadata }) => metadata.name)]);
    const mounted = [...pod.containers, ...(pod.initContainers ?? [])].flatMap(({ volumeMounts = [] }) =>
      volumeMounts.map(({ name }) => name),
    );
    expect(mounted.filter((name) => !named.has(name))).toEqual([]);
  });

  test.each(containers)('%s has no right it does not need, and a limit', (_, container) => {
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(container.resources?.limits?.memory).toMatch(/^\d+(Mi|Gi)$/);
    expect(container.image).toMatch(/^qungui:\d+\.\d+\.\d+$/);
    expect(container.command?.[0] ?? 'node').toBe('node'); // the image has no shell
  });

  test('what a pod does first copies every secret for its reader alone', () => {
    const folder = mkdtempSync(join(tmpdir(), 'qungui-pod-'));
    const [from, to] = ['from', 'to'].map((name) => join(folder, name)) as [string, string];
    try {
      // As a volume of Kubernetes looks: names are links through a folder that is swapped.
      mkdirSync(join(from, '..now'), { recursive: true });
      mkdirSync(to);
      symlinkSync('..now', join(from, '..data'));
      for (const name of ['kek', 'qungui.yaml']) {
        writeFileSync(join(from, '..now', name), `${name} of a test`, { mode: 0o644 });
        symlinkSync(`..data/${name}`, join(from, name));
      }
      const scripts = pods.flatMap(([, { initContainers = [] }]) => initContainers.map(({ command }) => command?.[2]));
      expect([scripts.length, new Set(scripts).size]).toEqual([2, 1]);
      const here = (scripts[0] ?? '').replaceAll('/run/qungui', to).replaceAll('/from', from);
      for (const _ of ['once', 'again']) execFileSync(process.execPath, ['-e', here]);

      expect(readdirSync(to).sort()).toEqual(['kek', 'qungui.yaml']);
      for (const name of readdirSync(to)) {
        expect(statSync(join(to, name)).mode & 0o777).toBe(0o600);
        expect(readFileSync(join(to, name), 'utf8')).toBe(`${name} of a test`);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test.each(pods.flatMap(([name, { containers }]) => containers.map((one) => [name, one] as const)))(
    '%s says when it is up, alive and ready',
    (_, container) => {
      for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe'] as const)
        expect(container[probe]).toBeTypeOf('object');
    },
  );
});

test.each(['deploy/kubernetes/manifests.yaml', 'deploy/systemd/environment.example', 'docker-compose.yml'])(
  '%s names the login that erases, and no password',
  (path) => {
    const { text } = read(path);
    expect(text).toMatch(/ERASER_DATABASE_URL[=:] ?postgresql:\/\/qungui_eraser@/);
    expect(text).not.toMatch(/postgresql:\/\/\w+:[^@\s]+@/);
  },
);

describe('the units for systemd', () => {
  const units = paths.filter((path) => /^deploy\/systemd\/.*\.service$/.test(path));

  test('there is one for the door and one for the workers', () => {
    expect(units).toEqual(['deploy/systemd/qungui-server.service', 'deploy/systemd/qungui-workers.service']);
  });

  test.each([...units, 'Dockerfile'])('%s starts Node without __proto__ and without a debugger', (path) => {
    const started = read(path).text.match(/^(ExecStart=|ENTRYPOINT ).*$/gm) ?? [];
    expect(started).toHaveLength(1);
    expect(started[0]).toContain('--disable-proto=delete');
  });

  test('nothing that starts Node opens a debugger', () => {
    const starting = paths.filter((path) => /^(deploy\/|docker|Dockerfile$|package\.json$|\.ci\/)/.test(path));
    expect(starting).toEqual(expect.arrayContaining([...units, 'Dockerfile', 'docker-compose.yml', 'package.json']));
    expect(starting.filter((path) => /--inspect|--debug|SIGUSR1/.test(read(path).text))).toEqual([]);
  });

  // Where it is missing the summary says WAS NOT RUN, and .ci/run, which installs it, fails.
  const checked = isOnPath('systemd-analyze') ? units : [];
  test.each(checked)('%s is well written, and gives away next to nothing', (unit) => {
    const asked = (...words: string[]) => execFileSync('systemd-analyze', words, { encoding: 'utf8', stdio: 'pipe' });
    expect(asked('verify', '--man=no', unit)).toBe('');
    const [, exposure] =
      /exposure level for \S+: ([\d.]+)/.exec(asked('security', '--offline=true', '--no-pager', unit)) ?? [];
    expect(Number(exposure)).toBeLessThanOrEqual(2);
  });
});

/** Every name that begins with ours in what somebody wrote down. */
const namesIn = (text: string): string[] => [...new Set(text.match(/qungui_[a-z_]+[a-z]/g) ?? [])];
const known = new Set(
  (await openMetrics().registry.getMetricsAsJSON()).flatMap(({ name }) => [
    name,
    `${name}_bucket`,
    `${name}_sum`,
    `${name}_count`,
  ]),
);

describe('what watches it', () => {
  test.each(['deploy/prometheus/alerts.yaml', 'deploy/grafana/qungui.json'])(
    '%s speaks of figures that there are',
    (path) => {
      const named = namesIn(read(path).text);
      expect(named.length).toBeGreaterThan(7);
      expect(named.filter((name) => !known.has(name))).toEqual([]);
    },
  );

  test('every alert says what it means and what to do', () => {
    const { groups } = parse(read('deploy/prometheus/alerts.yaml').text) as {
      groups: { rules: { alert: string; labels: { severity: string }; annotations: Record<string, string> }[] }[];
    };
    for (const { alert, labels, annotations } of groups.flatMap(({ rules }) => rules)) {
      expect([alert, Object.keys(annotations).sort()]).toEqual([alert, ['action', 'summary']]);
      expect(['page', 'ticket']).toContain(labels.severity);
    }
  });

  if (isOnPath('promtool'))
    test('the alert rules are rules to Prometheus', () => {
      expect(
        execFileSync('promtool', ['check', 'rules', 'deploy/prometheus/alerts.yaml'], { encoding: 'utf8' }),
      ).toContain('SUCCESS');
    });

  test('the dashboard asks one source, and no panel stands on another', () => {
    const { panels } = JSON.parse(read('deploy/grafana/qungui.json').text) as {
      panels: { id: number; datasource: { uid: string }; gridPos: { x: number; y: number } }[];
    };
    expect(new Set(panels.map(({ datasource }) => datasource.uid))).toEqual(new Set([`\${source}`]));
    expect(new Set(panels.map(({ gridPos }) => `${gridPos.x} ${gridPos.y}`)).size).toBe(panels.length);
  });
});
