import type { Policy } from '../policy/policy.ts';
import { announcement } from './announcement.ts';
import { faq } from './faq.ts';
import { groupNotice, welcome } from './group-papers.ts';
import type { Paper } from './paper.ts';
import type { Circumstances } from './running.ts';
import { signOffList } from './sign-off-list.ts';
import { training } from './training.ts';

/** Everything a company hands out or signs before the first day of a policy, from the rules that run. Pure. */
export const kitOf = (policy: Policy, known: Circumstances): readonly Paper[] => [
  announcement(policy, known),
  groupNotice(policy, known),
  welcome(policy, known),
  faq(policy, known),
  training(policy, known),
  signOffList(policy, known),
];
