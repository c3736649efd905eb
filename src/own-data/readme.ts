/** What lies in the file, for the person it is about. */
export const README = `群规 · 个人信息副本 / Qungui: a copy of your personal information

每类记录两个文件，内容相同：JSON（每行一个字段）和 XLSX 表格。
Each kind of record twice, the same in both: JSON, one field a line, and a sheet (XLSX).

account / person_state / relation_state / contact_state   账号、通讯录显示的资料、与公司的关系 accounts, directory, relation
membership / nickname_state / appointment / identity      在哪些群、群昵称、群内身份 groups, nicknames, roles there
message / content_hit / obligation / obligation_press     消息的时间与长度、命中、待办与回应 messages (words only where kept), finds, tasks
case / finding / decision / proposal / statement / appeal / strike   事项、认定、决定、说明、申诉、计数 matters and what people decided
notice                                                    给您发过的提醒（时间与状态）what you were sent, and when
absence / shift / clock_in / attendance_form              请假、班次、打卡时间 leave, shifts, clock-ins
record_read                                               谁看过您的记录 who read your record
trail.json                                                审计记录中提到您的各条 records of the audit trail that name you
SHA256SUMS                                                各文件的哈希 hashes of the files

没有的文件表示没有这类记录。A file that is missing: there are no such records.
其他人以“某人-…”出现，只在这一份里一致。Others appear as 某人-…, the same person by the same name in this copy alone.
加密保存的内容，凡属您本人的已经打开。What is kept sealed and is yours has been opened.
更正、删除或有疑问：请找公司人事，或在“我的记录”中申诉。To correct or erase something, or to ask: HR, or 我的记录 on the pages.
`;
