import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A page in the sidebar, by its path in the repository. */
export interface Entry {
  readonly text: string;
  readonly page: string;
}

export interface Part {
  readonly text: string;
  readonly entries: readonly Entry[];
}

const entry = (page: string, text: string): Entry => ({ page, text });

const begin: Part = {
  text: 'Begin',
  entries: [
    entry('docs/start.md', 'Start in five minutes'),
    entry('README.md', 'Overview'),
    entry('docs/what-it-sees.md', 'What it sees, and what not'),
    entry('docs/connect.md', 'Connect your tenant'),
    entry('docs/pages.md', 'Pages inside WeCom'),
    entry('docs/archive.md', 'The message archive'),
    entry('docs/attendance.md', 'Leave and shifts'),
  ],
};

const policy: Part = {
  text: 'Policy',
  entries: [
    entry('docs/policy-guide.md', 'Write your policy'),
    entry('docs/policy-reference.md', 'Kinds of clauses and rules'),
    entry('docs/rules.md', 'Rules, one page each'),
    entry('docs/obligations.md', 'Who is waited for'),
    entry('docs/content.md', 'What messages hold'),
    entry('docs/daily-close.md', 'Daily close'),
    entry('docs/sanctions.md', 'Sanctions and the law'),
    entry('docs/register.md', 'The register of groups'),
    entry('docs/kept-groups.md', 'Groups kept by the service'),
    entry('docs/public-bodies.md', 'State-owned and public bodies'),
  ],
};

const people: Part = {
  text: 'People',
  entries: [
    entry('docs/go-live.md', 'Go live'),
    entry('docs/member-guide.md', 'For everybody'),
    entry('docs/admin-guide.md', 'For admins of groups'),
    entry('docs/hr-guide.md', 'For HR'),
  ],
};

const operate: Part = {
  text: 'Operate',
  entries: [
    entry('docs/operations.md', 'Running it'),
    entry('docs/sizes.md', 'What to run for how many'),
    entry('docs/upgrade.md', 'Upgrade'),
    entry('docs/reliability.md', 'What it survives'),
    entry('docs/audit-queries.md', 'Twenty questions of an auditor'),
    entry('docs/audit-views.md', 'Audit views'),
    entry('docs/data-model.md', 'Data model'),
    entry('docs/api.md', 'HTTP and metrics'),
    entry('docs/cli.md', 'Command line'),
    entry('bench/README.md', 'Measurements'),
  ],
};

const trust: Part = {
  text: 'Trust',
  entries: [
    entry('docs/can-it-see-my-chats.md', 'Can it see my chats?'),
    entry('docs/impact-assessment.md', 'Impact assessment'),
    entry('docs/staff-notice.md', 'Notice for employees'),
    entry('docs/data-care.md', 'Keys, periods, holds'),
    entry('docs/security.md', 'Security requirements'),
    entry('docs/threat-model.md', 'Threat model'),
    entry('docs/crypto-inventory.md', 'Keys and algorithms'),
  ],
};

const project: Part = {
  text: 'Project',
  entries: [
    entry('ARCHITECTURE.md', 'Architecture'),
    entry('docs/decisions.md', 'Decisions'),
    entry('CONTRIBUTING.md', 'Contributing'),
    entry('CHANGELOG.md', 'Changes'),
  ],
};

/** Rules by room; their pages lie beside their code. */
export const RULES: readonly Part[] = readdirSync(inRules('')).flatMap((room) => {
  const entries = pagesIn(room).map((page) => entry(`src/rules/${room}/${page}`, page.replace('.md', '')));
  return entries.length === 0 ? [] : [{ text: `rules/${room}`, entries }];
});

function inRules(room: string): string {
  return join(import.meta.dirname, '../../src/rules', room);
}

function pagesIn(room: string): readonly string[] {
  return room.includes('.') ? [] : readdirSync(inRules(room)).filter((file) => file.endsWith('.md'));
}

export const ENGLISH: readonly Part[] = [begin, policy, people, operate, trust, project];

export const CHINESE: readonly Part[] = [
  {
    text: '开始',
    entries: [
      entry('docs/zh/start.md', '五分钟上手'),
      entry('README.zh-CN.md', '总览'),
      entry('docs/zh/what-it-sees.md', '看得见和看不见'),
      entry('docs/zh/connect.md', '接入企业'),
    ],
  },
  {
    text: '制度',
    entries: [
      entry('docs/zh/policy-guide.md', '写您的制度'),
      entry('docs/policy-reference.md', '条款和规则怎么写'),
      entry('docs/zh/public-bodies.md', '国有企业与机关事业单位'),
    ],
  },
  {
    text: '上线和使用',
    entries: [
      entry('docs/zh/go-live.md', '上线'),
      entry('docs/zh/member-guide.md', '同事怎么用'),
      entry('docs/zh/admin-guide.md', '群管理员怎么用'),
      entry('docs/zh/hr-guide.md', '人资怎么用'),
    ],
  },
  {
    text: '个人信息',
    entries: [
      entry('docs/zh/can-it-see-my-chats.md', '能看我的私聊吗'),
      entry('docs/zh/impact-assessment.md', '个人信息保护影响评估'),
      entry('docs/zh/staff-notice.md', '员工告知书'),
    ],
  },
];
