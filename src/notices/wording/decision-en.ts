import type { decisionZh } from './decision-zh.ts';

export const decisionEn: Readonly<Record<keyof typeof decisionZh, string>> = {
  openHearing: 'Your side, please: ',
  openVerdict: 'The outcome: ',
  openDocket: 'For you: ',
  openHeard: 'Noted: ',
  openExcerpt: 'Said: ',
  openEvidence: 'Evidence: ',

  titleHearing: 'What do you say to this?',
  titleHearings: '{count} matters: your side?',
  titleDocket: 'A matter for you',
  titleDockets: '{count} matters for you',
  titleAppeal: 'An appeal for you',
  rowReason: 'Reason',

  hearingAsks: '{happened}. {by} would like to hear you first.',
  hearingAsksMore: '{happened}. {by} asks: {question}',
  hearingHow: 'just reply “说明 {number} your words”, within {days} working days of getting this',

  verdictConfirmed:
    'C-{number}: {by} has looked at everything there is, finds it to be so, and will talk to you in person',
  verdictConfirmedMeasure: 'C-{number}: {by} has looked at everything there is and finds it to be so. Next: {measure}',
  verdictFound:
    'C-{number}: {by} has looked at everything there is and finds it to be so. That is all; nothing is kept on record',
  verdictWaived: 'C-{number}: {by} has looked at it and lets it rest. Nothing is kept on record',
  verdictWithdrawn: 'C-{number}: {by} has withdrawn the proposal. You need not say anything more',
  verdictUpheld: 'C-{number}: {by} has looked at your appeal. The decision stays as it is',
  verdictReversed:
    'C-{number}: {by} has looked at your appeal. The decision is taken back and nothing is kept on record. Sorry for the trouble',
  verdictHowAppeal:
    'you can appeal once, and another colleague looks at it: by {until} reply “申诉 {number} your reasons”',
  verdictHowNothing: 'there is nothing more to do',
  verdictHowUpheld: 'to talk about it, turn to {by}',

  docketToDo: 'C-{number}: {happened}',
  docketReady: 'C-{number}: {happened}; proposed: {measure}',
  docketAppeal: 'C-{number}: {happened}; he appeals: {text}',
  docketNobody: 'C-{number}: {happened}. Nobody may decide of it now without being partial; it rests',
  docketSaid: 'He says: {text}',
  docketSilent: 'He said nothing, and his time is over',
  docketNotAsked: 'He has not been asked yet',
  docketWaits: 'He is asked, and has time still',
  docketHow: 'or reply: 属实 {number}; 免除 {number} reason; 询问 {number} question; 提议 {number} 谈话',
  docketHowAppeal: 'or reply: 维持 {number} reason; 改判 {number} reason. By {until}',
  docketHowNobody: 'please name a colleague outside his line',

  buttonAskHim: 'Ask him',
  buttonPassOn: 'Hand on',
  buttonExplain: 'Explain',
  buttonExempt: 'Exempt me',
  buttonUphold: 'Uphold',
  buttonReverse: 'Reverse',
  buttonPackRelease: 'Release',
  buttonPackRefuse: 'Not released',

  closedAskHim: 'He is asked',
  closedPassOn: 'Please reply',
  closedExplain: 'Please reply',

  reasonNotSo: 'It is not so',
  reasonCause: 'There was a cause',
  reasonTalked: 'Talked it over',
  reasonAllowed: 'The policy allows it',
  reasonStands: 'Clear, and fitting',
  reasonTooHard: 'Too hard a measure',
  reasonNoNeed: 'Not reason enough',
  reasonTooLong: 'Too long a time',
  reasonTalkFirst: 'Please talk about it first',
  reasonWhyUnclear: 'What for is not clear',
  reasonOtherWay: 'There is another way',

  heardDone: 'C-{number} is noted as “{what}”.',
  heardDecided:
    'C-{number} is noted: {what}. Within 10 minutes “撤销 {number}” takes it back; he is told only after that.',
  heardStatement: 'What you say of C-{number} is noted, and shown to who decides.',
  heardExempt:
    'You ask to be exempted from C-{number} until {day}. Nothing changes until people agree; you will hear the outcome.',
  heardAppeal: 'Your appeal about C-{number} is noted. Another colleague looks at it by {until}.',
  heardAsked: 'He is asked about C-{number}; it waits until {until}.',
  heardProposed: 'C-{number}: {what} is proposed.',
  heardProposedAsked: 'C-{number}: {what} is proposed. He is heard first, until {until}.',
  heardAlternative: 'C-{number}: “{what}” may not be proposed. {why} These may: {others}.',
  heardNotExecuted: 'C-{number}: “{what}” may not be proposed. {why}',
  heardMissing: 'Missing on that day: {missing}.',
  heardAssigned: 'C-{number} is now with {to}.',
  heardRepeat: 'C-{number} had been noted before; nothing has changed.',
  heardClosed: 'C-{number} is over; nothing has changed.',
  heardOver: 'The time for C-{number} is over; nothing has changed.',
  heardSettled: 'C-{number} is decided already; nothing has changed.',
  heardNoMore: 'Nothing more can be said of C-{number}; you will hear the outcome.',
  heardUnderAppeal: 'C-{number} is appealed, and another colleague looks at it; it cannot be taken back any more.',
  heardTooLate: 'C-{number} is more than 10 minutes old and stays; an appeal is possible.',
  heardNotHis: 'C-{number} is not for that colleague to decide; nothing has changed.',
  heardOwnLine: 'C-{number} is about you or your line. Please reply “转交 {number} name”.',
  heardNotEntitled: 'There is no C-{number} for you to see to.',
  heardNothingDecided: 'Nothing is decided of C-{number} yet. To explain, reply “说明 {number} your words”.',
  heardChooseReason:
    'No reason was chosen, and nothing about C-{number} was changed. Choose one on the card and press again, or reply “{verb} {number} talked it over”.',
  heardNeedsReason: 'Please give a reason, as in “{verb} {number} talked it over”.',
  heardNeedsWords: 'Please say it, as in “{verb} {number} your words”.',
  heardNeedsNumber: 'Please give the number, as in “{verb} 12 your words”. Yours: {numbers}',
  heardNeedsStatement: 'C-{number}: he is heard first, until {until}.',
  heardNeedsSecond: 'C-{number}: this measure is confirmed by another than who proposed it; please hand it over.',
  heardNotHeardYet: 'C-{number}: he is heard first, and the message that asks him has not arrived yet.',
  heardCannotConfirm: 'C-{number}: what was proposed cannot be confirmed now. {why}',
  heardNeedsName: 'Please name a colleague, as in “转交 {number} 张示例”. These may decide: {names}',
  heardNobodyToAsk: 'C-{number} is about nobody who can be asked.',
  heardNoMeasure: 'There is no such measure. These may be proposed: {others}.',
  heardExplain: 'Just reply “说明 {number} your words”.',
  heardExemptHow: 'Just reply “豁免 {number} 到12月31日 your reasons”; without a day it is for {days} days.',
  heardExemptBefore: 'You have asked to be exempted from C-{number} already; people decide of it.',
  heardBadDay: 'The last day has to lie ahead, within a year, as in “豁免 {number} 到12月31日 your reasons”.',
  heardNoRule: 'The rule of C-{number} is not used any more; no exemption is needed.',
  heardExcerptNeedsReason:
    'Please say why, as in “原话 {number} checking the context”. The reason is kept, and the person it is about reads it.',
  heardExcerptForHr: 'What was said in C-{number} is for HR alone. Hand it over if need be: “转交 {number} name”.',
  heardExcerptAtNight:
    'This is no hour for messages: nothing of C-{number} was opened or noted. Please reply again in working hours.',
  heardExcerptNone: 'C-{number} does not rest on what was said; there are no words to show.',
  heardExcerptNotKept: 'The policy let no words of C-{number} be kept; its clause alone is noted.',
  heardExcerptErased: 'The words of C-{number} were kept for their time, and are erased.',
  heardPackNeedsReason:
    'Please say what for and why, as in “证据 {number} 仲裁 for the labour court”. The reason is kept, and the person it is about reads it.',
  heardPackAsked:
    'Asked for: the evidence of C-{number}, for {what}. These may release it: {others}. Then the file comes here; void after three days.',
  heardPackRepeat: 'You have asked for the evidence of C-{number} already; it waits for a colleague.',
  heardPackNobody: 'There is no second person who may release the evidence of C-{number}; it cannot be taken.',
  heardPackAgain: 'The evidence of C-{number} is released, and comes here at once.',
  packSent:
    'Evidence of C-{number}, released by {by}: the file is here for three days. Please store it where it belongs. It is noted.',
  packSum: 'SHA-256 of {name}: {sum}',
  packOver:
    'The evidence of C-{number} was not sent: its time is over, or you hold this office no more. Ask again if need be.',
  packTooBig:
    'The evidence of C-{number} has more than 20 MB, too much for a message. Take it on the page, or ask the operator.',
  packNotTaken:
    'The evidence of C-{number} was not sent: WeCom did not take the file. Reply “证据 {number}” to try again, or ask the operator.',
  excerptHead: 'C-{number}, {clause}: {rule}',
  excerptLine: '{at}: “{text}”',
  excerptMore: '{count} more: reply “原话 {number} reason” once more',
  excerptFoot: 'Noted with your reason; the person reads it. Gone in an hour: please pass nothing on',
  excerptLate: 'What you wanted to read could not be sent within an hour, and is void. Please reply again',

  heardList: '{count} matters wait for you: {lines}',
  heardListNothing: 'Nothing waits for you.',

  measureTalk: 'a talk',
  measureTraining: 'training',
  measureReviewNote: 'a review note',
  noteFellBack:
    '{rule}: right in {percent} % only, so it only observes by itself now and reminds nobody; a new version of the policy takes it up again.',
};
