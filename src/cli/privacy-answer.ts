import type { Deps } from '../deps.ts';
import { shortHash } from '../privacy/notice-hash.ts';
import { noticeNow } from '../privacy/notice-now.ts';
import { corpOf } from './corps.ts';
import type { Answer } from './desk.ts';

export async function notice(deps: Deps, { corp: slug, lang }: { corp?: string; lang: 'zh' | 'en' }): Promise<Answer> {
  const corp = corpOf(deps.config, slug);
  const { sections, hash, since } = await noticeNow(deps, corp);
  const text = sections.map(
    ({ title, lines }) => `## ${title[lang]}\n\n${lines.map((line) => `- ${line[lang]}\n`).join('')}`,
  );
  const version = { hash, since: since?.toISOString() ?? null };
  const words = lang === 'zh' ? '版本' : 'Version';
  return {
    exit: 0,
    json: { corp: corp.slug, lang, version, sections },
    text: `${text.join('\n')}\n${words} ${shortHash(hash)}\n`,
  };
}
