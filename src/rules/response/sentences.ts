import type { Sentence } from '../rule.ts';

const sentence = (zh: string, en: string): Sentence => ({ zh, en });

/** What the asker is asked, before anybody is waited for. */
export const askerIsAsked = {
  says: {
    'which-one': sentence(
      '{asked} 您提到的 {who}，指的是哪一位？',
      'At {asked} you named {who}: which of them did you mean?',
    ),
  },
  fix: {
    'which-one': sentence(
      '请在「我的待办」里选一位；您选之前不计时',
      'Please choose one under 我的待办 (My matters); no time runs before you do',
    ),
  },
} as const;

/** What HR is asked where nobody can show that the person could have answered. It is no fault. */
export const hrIsAsked = {
  says: {
    'not-shown': sentence(
      '{who} 到 {due} 没有回应，无法证明当时网络畅通',
      '{who} had not answered by {due}; nothing shows that messages reached this person then',
    ),
  },
  fix: {
    'not-shown': sentence('请先问一问 {who}；说不清的，就作罢', 'Please ask {who}; where nobody can tell, let it rest'),
  },
} as const;

/** An answer that came after all. */
export const answeredLate = {
  says: {
    'answered-late': sentence(
      '{asker} {asked} 的消息，{answered} 已有回应，原定 {due}',
      'What {asker} wrote at {asked} was answered at {answered}; it was due by {due}',
    ),
  },
  fix: {
    'answered-late': sentence(
      '谢谢回应。下次一时办不了，先回一句就好',
      'Thank you for the answer. Next time a short word is enough while it takes longer',
    ),
  },
} as const;
