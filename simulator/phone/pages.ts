import type { Delivery } from '../inbox/messages.ts';
import { readable } from '../inbox/readable.ts';
import type { Stage } from '../verbs/stage.ts';
import type { Company } from '../world/company.ts';
import { anyEmployee, type Employee } from '../world/people.ts';
import { type Html, html, linkTarget } from './html.ts';
import { inboxView, type Looking } from './inbox-view.ts';
import { page } from './layout.ts';
import { chatTime, wallTime } from './times.ts';

/** Everybody who has messages, tenant by tenant, newest first. */
export function phonesPage(stages: Iterable<Stage>): string {
  return page(
    '手机 phones',
    html`<header><a href="/">‹</a><h1>手机 <small>phones</small></h1></header><main id="live">${phonesList(stages)}</main>`,
    '/phone?part=list',
  );
}

export function phonesList(stages: Iterable<Stage>): Html {
  const sections = [...stages].map(({ company }) => {
    const people = [...company.people.values(), ...company.former].filter(({ inbox }) => inbox.length > 0);
    const newestFirst = people.sort((one, other) => lastAt(other) - lastAt(one));
    return html`<section><h2>${company.title}</h2>${newestFirst.length === 0 ? html`<p class="empty">还没有人收到消息 · nobody has a message</p>` : html`<ul class="chats">${newestFirst.map((one) => chatRow(company, one))}</ul>`}</section>`;
  });
  return html`${sections}`;
}

const lastAt = ({ inbox }: Employee): number => inbox.at(-1)?.shownAt.getTime() ?? 0;

/** What a message is about: its first line that names a group, else its first lines. */
function preview(last: Delivery, groups: readonly string[]): string {
  if (last.recalledAt) return '撤回了一条消息';
  const lines = readable(last).split('\n');
  return lines.find((line) => groups.some((name) => line.includes(name))) ?? lines.slice(0, 2).join(' ');
}

function chatRow({ slug: corp, groups }: Company, { name, userid, inbox, leftAt }: Employee): Html {
  const last = inbox.at(-1) as Delivery;
  const names = [...groups.values()].flatMap((group) => group.name || []);
  const words = preview(last, names);
  return html`<li><a href="/phone/${corp}/${encodeURIComponent(userid)}"><span class="avatar">${name.slice(-1)}</span><span class="who"><b>${name}</b> <small>${userid}${leftAt ? ' · 已离职' : ''}</small><span class="last">${words}</span></span><span class="count">${inbox.length}<small>${chatTime(last.shownAt)}</small></span></a></li>`;
}

/** One phone. */
export function phonePage({ company }: Stage, userid: string, client: Looking['client'], said = ''): string {
  const employee = anyEmployee(company, userid);
  const base = `/phone/${company.slug}/${encodeURIComponent(employee.userid)}`;
  const tab = (key: Looking['client'], words: string): Html =>
    html`<a class="${client === key ? 'on' : ''}" href="${base}?in=${key}">${words}</a>`;
  const body = html`<header><a href="/phone">‹</a><h1>群规 <small>${employee.name} · ${company.title}</small></h1><nav>${tab('wecom', '企业微信')}${tab('wechat', '微信')}</nav></header>
<main id="live" class="chat">${phoneInbox({ company }, userid, client)}</main>
<form class="say" method="post" action="${base}/say"><input name="text" maxlength="2048" autocomplete="off" placeholder="${said === '' ? '回复「群规」，例如 0 · reply' : `已发送「${said}」 · sent`}"><button>发送</button></form>`;
  return page(`${employee.name} 的企业微信`, body, `${base}?in=${client}&part=inbox`);
}

export function phoneInbox({ company }: Pick<Stage, 'company'>, userid: string, client: Looking['client']): Html {
  const employee = anyEmployee(company, userid);
  const base = `/phone/${company.slug}/${encodeURIComponent(employee.userid)}`;
  const opens = (url: string): string =>
    linkTarget(url) === '#' ? '#' : `${base}/open?url=${encodeURIComponent(url)}`;
  return inboxView(employee, { pressAction: `${base}/press`, opens, client, homeFirst: company.settings.homeFirst });
}

/** The front page: the clock, the tenants, their groups, what was counted. */
export function frontPage(stages: Iterable<Stage>, now: Date, clock: 'movable' | 'fixed'): string {
  const move = (by: string, words: string): Html => html`<button name="by" value="${by}">${words}</button>`;
  const buttons = html`<form method="post" action="/clock" class="clock">${move('600000', '+10 min')}${move('3600000', '+1 h')}${move('nine', '到下一个 09:00')}</form>`;
  const body = html`<header><h1>企业微信模拟器 <small>WeCom simulator</small></h1><nav><a href="/phone">手机 phones</a></nav></header>
<main><section><h2>时钟 <small>clock</small></h2><p class="now">${wallTime(now)} <small>Asia/Shanghai</small></p>${clock === 'movable' ? buttons : null}</section>${[...stages].map(tenantSection)}</main>`;
  return page('企业微信模拟器', body);
}

function tenantSection({ company, stats }: Stage): Html {
  const { callbacks, notices } = stats;
  const groups = [...company.groups.values()].filter(({ kind }) => kind === 'customer' || kind === 'managed');
  const unseen = company.groups.size - groups.length;
  return html`<section><h2><a href="/tenants/${company.slug}">${company.title}</a> <small>${company.corpid}</small></h2>
<p class="facts">${company.people.size} 人 · 回调 ${callbacks.sent} 发出 / ${callbacks.accepted} 收下 / ${callbacks.repeated} 重复 · 消息 ${notices.shown} 显示 / ${notices.duplicates} 拦下重复 / ${notices.dropped} 丢弃${unseen > 0 ? ` · ${unseen} 个群没有接口可见` : ''}</p>
<ul class="groups">${groups.map((group) => html`<li><a href="/groups/${company.slug}/${group.chatId}">${group.name || '未命名的群'}</a> <small>${group.kind === 'customer' ? '客户群' : '应用群'} · ${group.members.length} 人${group.dismissedAt ? ' · 已解散' : ''}</small></li>`)}</ul></section>`;
}
