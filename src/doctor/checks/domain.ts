import { lookup } from 'node:dns/promises';
import { w } from '../../wecom/errcodes/entry.ts';
import { isLoopback } from '../address.ts';
import { type Check, type Finding, fails, fine, found, warns } from '../check.ts';
import type { Patient } from '../patient.ts';
import { probe, wasHeard } from '../probe.ts';

const PROXY = w(
  '让这个域名的 HTTPS 指向本服务的公网端口（QUNGUI_PORT），并放行 /h5/、/callbacks/ 和 /WW_verify_….txt',
  "Let this host's HTTPS lead to the service's public port (QUNGUI_PORT), with /h5/, /callbacks/ and /WW_verify_….txt",
);

/** The host of the pages: one per corp, known to DNS, leading here. Whose subject it is WeCom checks when the domain is saved. */
export const domain: Check = {
  id: 'domain',
  title: w('网页域名', 'domain of the pages'),
  async look(patient) {
    const { pages } = patient.corp;
    if (!pages) return fine(w('没有开通网页，一切靠消息', 'pages are not switched on: everything goes by messages'));
    const host = new URL(pages.origin).host;
    const says = w(
      `网页在 ${pages.origin}，主体须是本企业自己`,
      `pages are at ${pages.origin}; its subject must be this company`,
    );
    return found(says, ...shared(patient, host), ...(await reached(patient, pages.origin, pages.verify)));
  },
};

/** A domain has one subject, and each corp accepts only its own. */
function shared({ deps, corp }: Patient, host: string): Finding[] {
  const others = [...deps.config.corps.values()].filter(
    ({ slug, pages }) => slug !== corp.slug && pages && new URL(pages.origin).host === host,
  );
  if (others.length === 0) return [];
  const names = others.map(({ slug }) => slug).join(', ');
  return [
    fails({
      what: w(`${host} 也被 ${names} 使用`, `${host} is used by ${names}, too`),
      why: w(
        '企业微信要求域名的备案主体就是本企业，一个域名不能给两家企业用。',
        'WeCom wants the domain to belong to the company itself: two companies cannot share one.',
      ),
      where: w(
        '给每家企业一个自己主体备案的域名，写进 qungui.yaml 的 pages.origin',
        'Give each company a host of its own subject (ICP) and write it as pages.origin in qungui.yaml',
      ),
    }),
  ];
}

async function reached({ corp }: Patient, origin: string, words: readonly string[]): Promise<Finding[]> {
  if (isLoopback(origin)) return [onlyHere(origin)];
  const { hostname } = new URL(origin);
  const known = await lookup(hostname).then(
    () => true,
    () => false,
  );
  if (!known) return [broken(w(`DNS 里没有 ${hostname}`, `DNS does not know ${hostname}`))];
  const page = await probe(new URL(`/h5/${corp.slug}`, origin));
  if (!wasHeard(page))
    return [broken(w(`${origin} 没有应答：${page.because}`, `${origin} does not answer: ${page.because}`))];
  if (page.status === 404 || page.status >= 500)
    return [broken(w(`${origin}/h5/ 应答 ${page.status}`, `${origin}/h5/ answers ${page.status}`))];
  const proofs = await Promise.all(words.map((word) => proof(origin, word)));
  return proofs.flat();
}

async function proof(origin: string, word: string): Promise<Finding[]> {
  const name = `/WW_verify_${word}.txt`;
  const answer = await probe(new URL(name, origin));
  if (wasHeard(answer) && answer.status === 200 && answer.body.trim() === word) return [];
  return [broken(w(`${origin}${name} 打不开`, `${origin}${name} does not show its word`))];
}

const broken = (what: Finding['what']): Finding =>
  fails({
    what,
    why: w('企业微信和同事都经这个地址打开网页。', 'WeCom and colleagues open the pages by this address.'),
    where: PROXY,
  });

const onlyHere = (origin: string): Finding =>
  warns({
    what: w(`${origin} 只有本机能打开`, `only this machine can open ${origin}`),
    why: w(
      '可以配合模拟器试用，真实企业用不了。',
      'Good for trying out with the simulator; no real company can use it.',
    ),
    where: w(
      '在 qungui.yaml 里把 pages.origin 换成自己的 https 域名',
      'Write your own https host as pages.origin in qungui.yaml',
    ),
  });
