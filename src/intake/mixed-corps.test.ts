import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asSuperuser } from '../../test/db.ts';
import {
  DEMO,
  OTHER,
  OTHER_CORPID,
  OTHER_KEY,
  openTestReceiver,
  type TestReceiver,
} from '../../test/fixtures/callbacks/receiver.ts';
import { pathOf, sealedFor, xmlBody } from '../../test/fixtures/callbacks/sealed.ts';
import { buildApp } from '../http/app.ts';

let receiver: TestReceiver;
let app: ReturnType<typeof buildApp>;
beforeAll(async () => {
  receiver = await openTestReceiver();
  app = buildApp(receiver.deps, { patienceMs: 20_000 });
});
afterAll(async () => {
  await app.close();
  await receiver.close();
});

const OWN = { [OTHER]: { key: OTHER_KEY, receiverId: OTHER_CORPID } };

const deliver = (to: typeof DEMO, sealedBy: typeof DEMO, nth: number) => {
  const vector = sealedFor(`<xml><EventKey><![CDATA[${nth}]]></EventKey></xml>`, OWN[sealedBy] ?? {});
  const url = pathOf(vector, `/callbacks/${to}/app`);
  return app.inject({ method: 'POST', url, payload: xmlBody(vector.encrypt), headers: { 'content-type': 'text/xml' } });
};

const call = fc.record({
  to: fc.constantFrom(DEMO, OTHER),
  sealedBy: fc.constantFrom(DEMO, OTHER),
  nth: fc.nat({ max: 5 }),
});

test('whatever two corps are told at once, each has its own rows, and what is sealed for one leaves none at the other', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(call, { minLength: 1, maxLength: 12 }), async (calls) => {
      await asSuperuser(receiver.database, (client) => client.query('delete from qungui.callback'));
      const answers = await Promise.all(calls.map(({ to, sealedBy, nth }) => deliver(to, sealedBy, nth)));
      expect(answers.map(({ statusCode }) => statusCode !== 200)).toEqual(
        calls.map(({ to, sealedBy }) => to !== sealedBy),
      );
      for (const corp of [DEMO, OTHER]) {
        const own = new Set(calls.flatMap(({ to, sealedBy, nth }) => (to === corp && sealedBy === corp ? [nth] : [])));
        const rows = await receiver.deps.db.withCorp(corp, (tx) => tx.callback.findMany({ select: { corp: true } }));
        expect(rows.map((row) => row.corp)).toEqual(Array.from(own, () => corp));
      }
    }),
    { numRuns: 25 },
  );
});
