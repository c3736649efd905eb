/** A browser without scripts: keeps cookies, follows our own redirects, and fills forms as they stand on the page. */
export interface Browser {
  /** GET, with redirects inside the pages followed; one that leads away is answered as it is. */
  open(path: string): Promise<Seen>;
  /** GET without following anything. */
  look(path: string): Promise<Seen>;
  /** POST of the first form of a page to where it leads, with some fields changed; `null` leaves one out. */
  send(
    page: Seen,
    fields?: Readonly<Record<string, string | null>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Seen>;
  readonly cookies: Map<string, string>;
}

export interface Seen {
  readonly status: number;
  readonly url: string;
  readonly text: string;
  readonly headers: Headers;
  /** Where it leads, when it is a redirect. */
  readonly location: string;
}

export const IN_WECOM = 'Mozilla/5.0 (iPhone) MicroMessenger/7.0.1 wxwork/4.1.0';
export const ON_A_DESK = 'Mozilla/5.0 (X11; Linux x86_64) Chrome/142';

export function openBrowser(origin: string, userAgent = IN_WECOM): Browser {
  const cookies = new Map<string, string>();

  async function ask(url: string, init: RequestInit = {}): Promise<Seen> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { 'user-agent': userAgent, ...(cookie && { cookie }), ...(init.headers as Record<string, string>) };
    const answer = await fetch(new URL(url, origin), { ...init, headers, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) keep(line);
    const location = answer.headers.get('location') ?? '';
    return { status: answer.status, url, text: await answer.text(), headers: answer.headers, location };
  }

  function keep(line: string): void {
    const [pair = ''] = line.split(';');
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    if (/max-age=0/i.test(line)) cookies.delete(name);
    else cookies.set(name, value);
  }

  async function open(path: string): Promise<Seen> {
    let seen = await ask(path);
    for (let turns = 0; turns < 5 && seen.location.startsWith('/'); turns += 1) seen = await ask(seen.location);
    return seen;
  }

  return {
    open,
    look: ask,
    cookies,
    async send(page, fields = {}, headers = {}) {
      const action = /<form method="post" action="([^"]+)"/.exec(page.text)?.[1] ?? page.url;
      const form = { ...fieldsOf(page.text), ...fields };
      const body = new URLSearchParams(
        Object.entries(form).filter((one): one is [string, string] => one[1] !== null),
      ).toString();
      const type = { 'content-type': 'application/x-www-form-urlencoded' };
      const seen = await ask(action, { method: 'POST', body, headers: { ...type, ...headers } });
      return seen.location.startsWith('/') ? open(seen.location) : seen;
    },
  };
}

/** What a form would send if nobody touched it. */
export function fieldsOf(text: string): Record<string, string> {
  const [, form = ''] = /<form[^>]*>([\s\S]*?)<\/form>/.exec(text) ?? [];
  const hidden = [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
  const selects = [...form.matchAll(/<select[^>]* name="([^"]+)">([\s\S]*?)<\/select>/g)].map(
    ([, name = '', options = '']) => [name, /<option value="([^"]+)" selected/.exec(options)?.[1] ?? ''] as const,
  );
  return Object.fromEntries([...hidden.map(([, name = '', value = '']) => [name, value] as const), ...selects]);
}

/** Every choice of a form, by question. */
export const choicesOf = (text: string): ReadonlyMap<string, readonly string[]> =>
  new Map(
    [...text.matchAll(/<select[^>]* name="([^"]+)">([\s\S]*?)<\/select>/g)].map(([, name = '', options = '']) => [
      name,
      [...options.matchAll(/<option value="([^"]+)"/g)].map(([, id = '']) => id),
    ]),
  );
