import { openMetrics } from '../../src/metrics.ts';
import type { PageRoute } from '../../src/web/call.ts';
import { PAGES_ROOT } from '../../src/web/paths.ts';
import { ROUTES } from '../../src/web/routes.ts';
import { cell, madeFrom, tableOf } from './made-note.ts';

const HEAD = `${madeFrom('the table of routes and the list of metrics')}
# HTTP and metrics

What the service answers. There is no API for other programs: they use the [command line](cli.md) with \`--json\`, or read the
[views](audit-views.md).

## Callbacks

\`GET\` and \`POST /callbacks/{corp}/{surface}\` on \`QUNGUI_PORT\`, for WeCom alone: \`{corp}\` is the slug in \`qungui.yaml\`, \`{surface}\` is
\`app\` or \`contacts\`; behind it stands the surface's own word where \`path\` names one. A GET is WeCom's check of the address and answers the decrypted \`echostr\`. A POST answers 200 and nothing else once the
callback is kept, 503 when neither the database nor the spool took it. What is not WeCom's gets 403, or 413 where it is too long, and 429 after
thirty such calls of an address within a minute; nothing says why.

## Health and metrics

On \`QUNGUI_OPS_PORT\`, this machine only.

| address | what it answers |
| --- | --- |
| \`GET /health/live\` | 200: this process answers |
| \`GET /health/ready\` | 200 while the database answers, else 503 with the reasons |
| \`GET /metrics\` | all figures below, for Prometheus |

## Pages

Behind a sign-in through WeCom, for people; forms carry a token and a GET changes nothing. Roles: [pages](pages.md#roles).
`;

/** What the service answers over HTTP, and what it counts. */
export async function writeApi(): Promise<string> {
  const pages = tableOf(
    ['method', 'address', 'for whom'],
    ROUTES.map((route) => [route.method, `\`${PAGES_ROOT}/{corp}${route.path}\``, whoOf(route)]),
  );
  const figures = await openMetrics().registry.getMetricsAsJSON();
  const metrics = tableOf(
    ['name', 'kind', 'what it counts'],
    figures.map(({ name, type, help }) => [`\`${name}\``, String(type), cell(help)]),
  );
  return `${HEAD}\n${pages}\n\n## Metrics\n\n${metrics}\n`;
}

const whoOf = ({ who, alsoFor }: PageRoute): string =>
  who === 'anybody'
    ? 'anybody'
    : `${who.map((role) => `\`${role}\``).join(' ')}${alsoFor === 'its-decider' ? ', and whoever has this case before him to decide' : ''}`;
