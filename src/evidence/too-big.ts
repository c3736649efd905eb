import { HouseError } from '../errors.ts';

export const PACK_TOO_BIG = 'E-PACK-TOO-BIG';

/** Evidence that its way out does not carry; nothing of it is noted as taken. */
export const packTooBig = (bytes: number, mostBytes: number): HouseError =>
  new HouseError({
    code: PACK_TOO_BIG,
    what: `the evidence has ${bytes} bytes`,
    why: `this way takes at most ${mostBytes}`,
    remedy: 'take it on the page for evidence, or with case pack at the command line',
    retry: 'never',
  });
