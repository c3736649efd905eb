import { z } from 'zod';
import { nowIn, type Tx } from '../db/client.ts';
import { type Corp, newId } from '../ids.ts';
import { armTimer } from '../timers/arm.ts';
import type { KeepDeps } from './deps.ts';
import { type Request, type WantedGroup, weighGroup } from './weigh-group.ts';

const Permit = z.strictObject({
  by: z.string(),
  number: z.string(),
  date: z.string(),
  scan: z.string().exactOptional(),
});

/** A wish as its row keeps it until the group is made. */
export const Wanted = z.strictObject({
  registration: z.strictObject({
    kind: z.string(),
    ownerDepartment: z.string(),
    purpose: z.string(),
    approval: Permit.nullable(),
    filing: Permit.nullable(),
    endsAt: z.coerce.date().nullable(),
    admins: z.array(
      z.strictObject({
        userid: z.string(),
        appointedBy: z.string(),
        since: z.coerce.date(),
        until: z.coerce.date().nullable(),
      }),
    ),
  }),
  owner: z.string(),
  roster: z.array(z.strictObject({ userid: z.string(), personId: z.uuid(), why: z.string() })),
});
export type Wanted = z.infer<typeof Wanted>;

/**
 * Asks for a group: a row that says what is wanted, from which it is then made (`keepGroup`), by this process or another.
 * `known`: the very same was asked for before.
 */
export const requestGroup = (
  deps: Pick<KeepDeps, 'db'>,
  corp: Corp,
  wanted: WantedGroup,
  by: string,
): Promise<Request & { readonly state: 'asked' | 'known' }> =>
  deps.db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    const request = await weighGroup(tx, corp, wanted, at);
    return { ...request, state: await writeWish(tx, corp, wanted, request, { by, at, why: 'asked-for' }) };
  });

/** The same in the caller's transaction, of a wish that was weighed. */
export async function writeWish(
  tx: Tx,
  corp: Corp,
  wanted: WantedGroup,
  { chatId, roster, owner }: Request,
  { by, at, why }: { readonly by: string; readonly at: Date; readonly why: 'asked-for' | 'approved' },
): Promise<'asked' | 'known'> {
  const before = await tx.managedGroup.findUnique({ where: { corp_chatId: { corp, chatId } } });
  if (before && before.state !== 'refused') return 'known';
  const stored = { registration: wanted.registration, owner, roster: [...roster.belongs.values()] };
  const row = {
    name: wanted.name,
    state: 'asked',
    wanted: JSON.parse(JSON.stringify(stored)),
    replaces: wanted.replaces,
    askedBy: by,
    askedAt: at,
    errcode: null,
  };
  await tx.managedGroup.upsert({
    where: { corp_chatId: { corp, chatId } },
    create: { corp, chatId, ...row },
    update: row,
  });
  await tx.managedChange.create({
    data: {
      corp,
      id: newId(),
      chatId,
      what: 'create',
      target: wanted.name,
      why,
      state: 'planned',
      plannedBy: by,
      plannedAt: at,
    },
  });
  await armTimer(tx, corp, { kind: 'keep-group', subject: chatId, dueAt: new Date(at.getTime() + 60_000), at });
  return 'asked';
}
