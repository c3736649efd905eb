import { both } from './both.ts';

/** Sheets that are uploaded or pasted. */
export const sheetWords = both({
  zh: {
    sheetFile: '上传文件',
    sheetFileHint: 'Excel（.xlsx）或 CSV，最大 2 MB。选了文件就不看下面粘贴的内容。',
    sheetUnread: '文件读不出来：请在 Excel 里另存为 .xlsx 或 CSV 再上传。什么也没有改。',
    daysTitle: '一次上传很多天',
    daysLines: '或者从表格粘贴',
    daysHint:
      '放假、请假、出差、排班都可以。第一行写列名：类型、账号、部门、开始、结束、时间、状态。有一行不对就都不收。',
    daysGo: '收下这些',
    daysNoHead: '没有找到列名：要有「类型」和「开始」。什么也没有改。',
    daysWrong: '这些行不对，什么也没有改：',
    daysSaved: '已收下；正在等的事会按新的时间重算。',
    paperTitle: '登记纸质签收',
    paperLines: '或者从表格粘贴',
    paperHint: '第一行写列名：账号或姓名、日期；拒签的另写结果和见证人。',
    paperGo: '登记这些签收',
    paperVersion: '哪一版',
    paperNoHead: '没有找到列名：要有「日期」，和「账号」或「姓名」。什么也没有改。',
    paperSaved: '已登记 {fresh} 人的签收。',
    paperSome: '已登记 {fresh} 人；{returned} 行没有登记，原因如下。',
    paperClosed: '这一版已不再施行，什么也没有改。',
  },
  en: {
    sheetFile: 'Upload a file',
    sheetFileHint: 'Excel (.xlsx) or CSV, 2 MB at most. With a file, the lines pasted below are not read.',
    sheetUnread: 'The file cannot be read: save it as .xlsx or CSV and upload it again. Nothing was changed.',
    daysTitle: 'Many days at once',
    daysLines: 'Or paste from a sheet',
    daysHint:
      'Free days, leave, trips and shifts. The first row names the columns: 类型, 账号, 部门, 开始, 结束, 时间, 状态. One wrong line, and none is taken.',
    daysGo: 'Take these',
    daysNoHead: 'No row of headings was found: one must name 类型 and 开始. Nothing was changed.',
    daysWrong: 'These lines are wrong, and nothing was changed:',
    daysSaved: 'Taken; what is waited for is counted anew.',
    paperTitle: 'Signatures on paper',
    paperLines: 'Or paste from a sheet',
    paperHint: 'The first row names the columns: 账号 or 姓名, and 日期; of a refusal also 结果 and 见证人.',
    paperGo: 'Note these signatures',
    paperVersion: 'Version',
    paperNoHead: 'No row of headings was found: one must name 日期, and 账号 or 姓名. Nothing was changed.',
    paperSaved: 'Noted the signatures of {fresh}.',
    paperSome: 'Noted {fresh}; {returned} lines were not, for these reasons.',
    paperClosed: 'This version is no longer in force. Nothing was changed.',
  },
});
