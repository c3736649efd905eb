import type { Deps } from '../deps.ts';
import { suggestion } from '../policy/nearest.ts';
import { answerFor, type HrAnswer } from '../register/inventory/answer-for.ts';
import { loadKnown } from '../register/known.ts';
import { corpOf } from './corps.ts';
import { type Answer, wrongUse } from './desk.ts';
import { theDay } from './inventory-start.ts';

export interface AnswerOptions {
  readonly corp?: string;
  readonly by: string;
  readonly kind?: string;
  readonly purpose?: string;
  readonly department?: string;
  readonly migrateBy?: string;
  readonly unused?: true;
}

export async function answerOne(deps: Deps, group: string, options: AnswerOptions): Promise<Answer> {
  const corp = corpOf(deps.config, options.corp);
  const { kinds } = await deps.db.withCorp(corp.slug, (tx) => loadKnown(tx, corp));
  const ids = kinds.map(({ id }) => id);
  if (options.kind !== undefined && ids.length > 0 && !ids.includes(options.kind))
    throw wrongUse(
      `no policy in force knows the kind ${options.kind}`,
      'it would never be judged',
      suggestion(options.kind, ids),
    );
  const line = await answerFor(deps, corp, group, answerIn(options), options.by);
  if (!line)
    throw wrongUse(
      `not exactly one open group is ${group}`,
      'none, or several have the name',
      'see them with: inventory show --open',
    );
  return {
    exit: 0,
    json: { corp: corp.slug, chatId: line.chatId, name: line.name },
    text: `✓ Noted for ${line.name}. Register it with: inventory confirm ${line.chatId}\n`,
  };
}

function answerIn({ kind, purpose, department, migrateBy, unused }: AnswerOptions): HrAnswer {
  if (!unused && kind === undefined && migrateBy === undefined)
    throw wrongUse(
      'nothing is said of the group',
      'an answer is a kind, a day to move, or that it is not used',
      'add --kind, --migrate-by or --unused',
    );
  const until = migrateBy === undefined ? null : theDay(migrateBy);
  const answer = unused ? 'unused' : until === null ? 'kind' : 'migrate';
  return { answer, kind: kind ?? null, purpose: purpose ?? null, until, department: department ?? null };
}
