import type { Deps } from '../deps.ts';
import { HouseError } from '../errors.ts';
import { countOld, type Erased, eraseOld } from '../retention/erase-old.ts';
import { USUAL_DAYS } from '../retention/what-goes.ts';
import { corpsOf } from './corps.ts';
import type { Answer } from './desk.ts';
import { table } from './table.ts';

/** What is old enough to go. */
export async function show(deps: Deps, slug: string | undefined): Promise<Answer> {
  const corps = [];
  for (const { slug: corp } of corpsOf(deps.config, slug)) corps.push({ corp, goes: await countOld(deps, corp) });
  const days = deps.config.retention ?? USUAL_DAYS;
  const text = corps.map(({ corp, goes }) => {
    const rows = goes.map(({ what, because, rows: count }) => [
      what,
      because,
      String(because === 'persons-right' ? 0 : days[because]),
      String(count),
    ]);
    return `${corp}\n${table(['what', 'period', 'days', 'would go now'], rows, '  ')}`;
  });
  return { exit: 0, json: { days, corps }, text: text.join('\n') };
}

export async function run(deps: Deps, slug: string | undefined): Promise<Answer> {
  const corps: { corp: string; erased: readonly Erased[] }[] = [];
  for (const { slug: corp } of corpsOf(deps.config, slug)) {
    const erased = await eraseOld(deps, corp);
    if (erased === 'no-login') throw noLogin();
    corps.push({ corp, erased });
  }
  const text = corps.map(({ corp, erased }) => {
    const rows = erased.map(({ what, because, rows: count }) => [what, because, String(count)]);
    return `${corp}\n${table(['what', 'period', 'erased'], rows, '  ') || '  = nothing was old enough\n'}`;
  });
  return { exit: 0, json: { corps }, text: text.join('\n') };
}

const noLogin = () =>
  new HouseError({
    code: 'E-ERASER-LOGIN',
    what: 'There is no login that may erase.',
    why: 'DATABASE_URL names a server of your own, and ERASER_DATABASE_URL is not set.',
    remedy:
      'Set ERASER_DATABASE_URL to the login of qungui_eraser (prisma/roles.sql) for the workers and for this command.',
    retry: 'never',
  });
