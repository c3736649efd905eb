import { nowIn } from '../../db/client.ts';
import { type Answer, lookAt } from '../answer.ts';
import type { Call, VisitorCall } from '../call.ts';
import { cookiesOf } from '../cookies.ts';
import { endAllSessions } from '../session.ts';
import { finishSignIn } from '../sign-in.ts';
import { troublePage } from './trouble.ts';

/** Where WeCom sends a browser back to. */
export async function comeIn({ deps, corp, keys, lang, asked }: Call): Promise<Answer> {
  const signedIn = await finishSignIn(deps, corp, keys, asked);
  if (signedIn.kind === 'in') return lookAt(signedIn.goesTo, signedIn.cookies);
  deps.log.info({ corp: corp.slug, cause: signedIn.because }, 'nobody was signed in');
  return troublePage(signedIn.because, { corp, lang });
}

/** Signs a person out everywhere: here, and in whatever browser he left open. */
export async function goOut({ deps, corp, keys, lang, visitor }: VisitorCall): Promise<Answer> {
  await deps.db.withCorp(corp.slug, async (tx) =>
    endAllSessions(tx, { corp: corp.slug, keys, at: await nowIn(tx) }, visitor.session),
  );
  return { ...troublePage('gone', { corp, lang }), cookies: [cookiesOf(corp).noSession()] };
}
