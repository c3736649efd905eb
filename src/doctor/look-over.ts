import type { CorpConfig } from '../config.ts';
import { w } from '../wecom/errcodes/entry.ts';
import { type Check, cannotTell, found, type Outcome, verdictOf } from './check.ts';
import { CHECKS } from './checks.ts';
import { type DoctorDeps, examine, type Patient } from './patient.ts';
import { type CheckReport, CorpReport } from './report.ts';

export interface Wanted {
  /** Ids; none: all. */
  readonly only: readonly string[];
  /** The public address, where qungui.yaml names none; null: as configured. */
  readonly through: string | null;
}

/** Looks one corp over, check by check in their order. `broken`: checks that ended by a fault of their own. */
export async function lookOver(
  deps: DoctorDeps,
  corp: CorpConfig,
  { only, through }: Wanted,
): Promise<{ readonly report: CorpReport; readonly broken: readonly string[] }> {
  const patient = await examine(deps, corp, through);
  const broken: string[] = [];
  const checks: CheckReport[] = [];
  for (const check of CHECKS) {
    if (only.length > 0 && !only.includes(check.id)) continue;
    const outcome = await outcomeOf(check, patient, () => broken.push(check.id));
    const { id, title } = check;
    const { says, findings } = outcome;
    checks.push({ id, title, verdict: verdictOf(outcome), says, findings: findings.map(asWritten) });
  }
  return { report: CorpReport.parse({ corp: corp.slug, checks }), broken };
}

const asWritten = (finding: Outcome['findings'][number]) => ({ ...finding, paste: [...finding.paste] });

/** A check that fails by itself keeps the others from nothing. Its error is not shown: nobody vouches for what stands in it. */
async function outcomeOf(check: Check, patient: Patient, onBroken: () => void): Promise<Outcome> {
  try {
    return await check.look(patient);
  } catch (err) {
    onBroken();
    const name = err instanceof Error ? err.name : 'Error';
    return found(
      w('没有查完', 'not finished'),
      cannotTell({
        what: w(`这一项检查自己出错了（${name}）`, `this check itself failed (${name})`),
        why: w(
          '不是您的设置有问题，或数据库中途断开。',
          'No fault of your settings, unless the database went away meanwhile.',
        ),
        where: w('再运行一次；还这样就报给开发者', 'Run it again; if it stays, report it to the developers'),
      }),
    );
  }
}
