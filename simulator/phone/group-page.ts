import type { Stage } from '../verbs/stage.ts';
import type { Company } from '../world/company.ts';
import { type Group, hasMember } from '../world/groups.ts';
import { type Html, html } from './html.ts';
import { page } from './layout.ts';
import { chatTime, wallTime } from './times.ts';

/** One group with its members as the client shows them. */
export function groupPage({ company }: Stage, group: Group): string {
  const nameOf = (id: string): string =>
    company.people.get(id.toLowerCase())?.name ?? company.externals.get(id)?.name ?? '（账号已注销）';
  const members = group.members.map((one) => {
    const marks = [
      one.id === group.owner ? '群主' : '',
      group.admins.includes(one.id) ? '管理员' : '',
      one.kind === 'external' ? '外部' : '',
    ].filter(Boolean);
    return html`<tr><td>${nameOf(one.id)}<br><small>${one.id}</small></td><td>${one.nickname || html`<small>未设置</small>`}</td><td>${marks.join('、')}</td><td>${wallTime(one.joinedAt)}<br><small>${['', '邀请', '链接', '扫码'][one.scene] ?? ''}${one.inviter ? ` · ${nameOf(one.inviter)}` : ''}${one.state ? ` · state=${one.state}` : ''}</small></td></tr>`;
  });
  const body = html`<header><a href="/">‹</a><h1>${group.name} <small>${company.title}</small></h1></header>
<main><section><p class="facts">${group.chatId}</p>${group.notice ? html`<p class="notice">群公告：${group.notice}</p>` : null}
<table class="roster"><thead><tr><th>成员</th><th>群昵称</th><th>身份</th><th>入群</th></tr></thead><tbody>${members}</tbody></table></section>${talk(company, group, nameOf)}${doings(company, group)}</main>`;
  return page(group.name, body);
}

const LAST_SHOWN = 50;

/** What was said there lately, as its members read it. */
function talk({ talk: said }: Company, { chatId }: Group, nameOf: (id: string) => string): Html | null {
  const lately = [...said.values()].filter(({ place }) => place === chatId).slice(-LAST_SHOWN);
  if (lately.length === 0) return null;
  const lines = lately.map(
    ({ from, at, words, recalledAt }) =>
      html`<tr><td>${nameOf(from)}<br><small>${chatTime(at)}</small></td><td>${recalledAt ? html`<small>已撤回</small>` : words}</td></tr>`,
  );
  return html`<section><h2>聊天 <small>talk</small></h2><table><tbody>${lines}</tbody></table></section>`;
}

/** What members do in the client: somebody is invited, a nickname is set. */
function doings(company: Company, group: Group): Html | null {
  if (group.dismissedAt) return null;
  const base = `/groups/${company.slug}/${group.chatId}`;
  const inside = group.members.flatMap(({ id }) =>
    option(id, company.people.get(id.toLowerCase()) ?? company.externals.get(id)),
  );
  const outside = [...company.people.values()]
    .map((one) => ({ id: one.userid, name: one.name }))
    .concat([...company.externals].map(([id, { name }]) => ({ id, name })))
    .filter(({ id }) => !hasMember(group, id))
    .flatMap(({ id, name }) => option(id, { name }));
  const invited = html`<form class="doing" method="post" action="${base}/join"><b>拉人入群 <small>invite</small></b><label>谁 <select name="who">${outside}</select></label><label>由谁邀请 <select name="by">${inside}</select></label><button>邀请</button></form>`;
  return html`<section><h2>在群里 <small>in the group</small></h2>${outside.length === 0 ? null : invited}
<form class="doing" method="post" action="${base}/nickname"><b>改群昵称 <small>nickname</small></b><label>谁 <select name="who">${inside}</select></label><label>群昵称 <input name="nickname" maxlength="32" autocomplete="off"></label><button>保存</button></form>
<form class="doing" method="post" action="${base}/say"><b>说话 <small>say</small></b><label>谁 <select name="who">${inside}</select></label><label>内容 <input name="text" maxlength="500" autocomplete="off"></label><button>发送</button></form></section>`;
}

const option = (id: string, person: { readonly name: string } | undefined): Html[] =>
  person ? [html`<option value="${id}">${person.name} (${id})</option>`] : [];
