import { shippedPolicy } from '../small-house.ts';

/** The industrial policy, in which a notice to a marketing group waits for its 收到 so long. */
export const publishedPolicy = (within: string): string => withNotices(shippedPolicy, within);

/** The same of a policy that was changed in other ways. */
export const withNotices = (policy: string, within: string): string =>
  policy.replace('checkedBy: [answer-leaders]', 'checkedBy: [answer-leaders, confirm-notices]').replace(
    /^rules:\n/m,
    `rules:
  confirm-notices:
    rule: response/published
    clause: 第十条回复
    kinds: [marketing]
    level: remind
    grace: none
    settings: { answer: { within: ${within} } }
`,
  );
