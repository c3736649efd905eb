import type { Plain } from '../notices/content.ts';
import { POLICY_TIME_ZONE } from '../policy/durations.ts';
import type { Gap } from '../sanctions/deputies.ts';
import { localAt } from '../work-time/local-time.ts';

/** The days for which somebody is asked to name a deputy, with who might be one. Pure. */
export function absenceInWords(
  { fromMs, untilMs }: Pick<Gap, 'fromMs' | 'untilMs'>,
  other: string | null,
): Omit<Plain, 'buttons'> {
  const [from, until] = [fromMs, untilMs - 1].map((ms) => localAt(ms, POLICY_TIME_ZONE).date);
  const who = other === null ? { zh: '', en: '' } : { zh: `，比如${other}`, en: `, such as ${other}` };
  return {
    title: { zh: '请定一位代理人', en: 'Please name a deputy' },
    text: {
      zh: `您不在的这几天，群规里要您决定的事需要有人代为处理${who.zh}。定好后请告诉人事登记；没有代理人的，事情会交给制度写明的最后决定人。`,
      en: `While you are away somebody has to decide in your place${who.en}. Please tell HR whom; without a deputy matters go to the last instance of the policy.`,
    },
    quote: null,
    rows: [{ name: { zh: '日期', en: 'Days' }, value: from === until ? `${from}` : `${from} ~ ${until}` }],
  };
}
