import { HouseError } from '../errors.ts';

/** E-PERSON: somebody was named whom no row knows. */
export const unknownPerson = (why: string): HouseError =>
  new HouseError({
    code: 'E-PERSON',
    what: 'the person was not found',
    why,
    remedy: 'look the account up with: qungui people show <userid>',
    retry: 'never',
  });
