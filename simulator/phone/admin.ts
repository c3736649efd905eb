import type { FastifyInstance, FastifyReply } from 'fastify';
import { CallbackRefused } from '../callbacks/verify-address.ts';
import { appVerbs } from '../verbs/app.ts';
import type { Stage } from '../verbs/stage.ts';
import type { AppSettings, Surface, SurfaceName } from '../world/company.ts';
import { type Html, html } from './html.ts';
import { page } from './layout.ts';

const SWITCHES = {
  customerContactCallable: '客户联系 → 可调用接口的应用',
  approvalCallable: '审批 → 可调用接口的应用',
  attendanceCallable: '打卡 → 可调用接口的应用',
  externalEventsTicked: '事件：外部联系人变更回调',
  enabled: '应用已启用',
  suspended: '长期未使用，接口权限被收回',
  homeFirst: '在微工作台中始终进入主页',
} as const satisfies Partial<Record<keyof AppSettings, string>>;

type Params = {
  readonly Params: { readonly corp: string; readonly surface: SurfaceName };
  readonly Querystring: { readonly said?: string };
};

/** The page where an administrator sets what a planted fault has wrong. */
export function adminRoutes(app: FastifyInstance, stageOf: (corp: string) => Stage): void {
  const back = (reply: FastifyReply, corp: string, said: string): FastifyReply =>
    reply.redirect(`/tenants/${corp}?said=${encodeURIComponent(said)}`, 303);

  app.get<Params>('/tenants/:corp', (request, reply) =>
    reply.type('text/html; charset=utf-8').send(tenantPage(stageOf(request.params.corp), request.query.said ?? '')),
  );

  app.post<Params>('/tenants/:corp/settings', async (request, reply) => {
    const { corp } = request.params;
    const form = new URLSearchParams(String(request.body));
    const listed = (name: string): readonly string[] => (form.get(name) ?? '').split(/[\s,;]+/).filter(Boolean);
    const ips = listed('trustedIps');
    const domains = listed('trustedDomains');
    const departments = listed('visible').map(Number);
    const switched = Object.keys(SWITCHES).map((name) => [name, form.has(name)]);
    await appVerbs(stageOf(corp)).configureApp({
      ...Object.fromEntries(switched),
      trustedIps: ips.length > 0 ? ips : null,
      trustedDomains: domains.length > 0 ? domains : null,
      visible: departments.length > 0 ? { departments } : 'everyone',
      homeUrl: form.get('homeUrl') ?? '',
    });
    return back(reply, corp, '已保存 · saved');
  });

  app.post<Params>('/tenants/:corp/callback/:surface', async (request, reply) => {
    const { corp, surface } = request.params;
    const form = new URLSearchParams(String(request.body));
    const field = (name: string): string => (form.get(name) ?? '').trim();
    try {
      await appVerbs(stageOf(corp)).configureCallback(surface, {
        url: field('url'),
        token: field('token'),
        aesKey: field('aesKey'),
      });
      return back(reply, corp, '已保存：回调地址验证通过 · verified');
    } catch (err) {
      if (!(err instanceof CallbackRefused || err instanceof TypeError)) throw err;
      const refused = tenantPage(stageOf(corp), `未保存：${err.message}`);
      return reply.code(422).type('text/html; charset=utf-8').send(refused);
    }
  });
}

const departmentsIn = (visible: AppSettings['visible']): string =>
  visible === 'everyone' ? '' : (visible.departments ?? []).join(' ');

function tenantPage({ company }: Stage, said: string): string {
  const { app, contacts } = company.surfaces;
  const { settings } = company;
  const switches = Object.entries(SWITCHES).map(([name, words]) => {
    const on = settings[name as keyof typeof SWITCHES];
    return html`<label><input type="checkbox" name="${name}" ${on ? html`checked` : null}> ${words}</label>`;
  });
  const body = html`<header><a href="/">‹</a><h1>管理后台 <small>${company.title} · admin page</small></h1></header>
<main>${said ? html`<p class="notice">${said}</p>` : null}
<section><h2>应用 <small>app ${app.agentId ?? ''}</small></h2><form class="options" method="post" action="/tenants/${company.slug}/settings">
${switches}<label>企业可信IP（空：不检查）<input name="trustedIps" value="${(settings.trustedIps ?? []).join(' ')}"></label>
<label>可信域名（空：不检查）<input name="trustedDomains" value="${(settings.trustedDomains ?? []).join(' ')}"></label>
<label>可见范围：部门号（空：所有人）<input name="visible" value="${departmentsIn(settings.visible)}"></label>
<label>应用主页<input name="homeUrl" value="${settings.homeUrl}"></label><button>保存 save</button></form></section>
${callbackForm(company.slug, app, '接收消息 · app callback')}${callbackForm(company.slug, contacts, '通讯录同步 · contacts callback')}
<section><h2>凭证 <small>credentials</small></h2><dl><dt>corpid</dt><dd>${company.corpid}</dd><dt>应用</dt><dd>${app.secret}</dd><dt>通讯录</dt><dd>${contacts.secret}</dd></dl></section></main>`;
  return page(`管理后台 ${company.title}`, body);
}

const callbackForm = (corp: string, { name, callback }: Surface, title: string): Html => html`<section><h2>${title}</h2>
<form class="options" method="post" action="/tenants/${corp}/callback/${name}">
<label>URL<input name="url" value="${callback?.url ?? ''}" required></label>
<label>Token<input name="token" value="${callback?.token ?? ''}" required></label>
<label>EncodingAESKey<input name="aesKey" value="${callback?.aesKey ?? ''}" minlength="43" maxlength="43" required></label>
<button>验证并保存 verify and save</button></form></section>`;
