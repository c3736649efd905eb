/** The look of a phone in 375 points; nothing is fetched from anywhere. */
export const LOOK_CSS = `
:root { --ink: #191919; --soft: #8a8a8a; --line: #e8e8e8; --blue: #2b7cd3; --back: #ededed; color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 480px; min-height: 100vh; background: var(--back); color: var(--ink); font: 16px/1.5 -apple-system, "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; overflow-wrap: anywhere; }
a { color: var(--blue); text-decoration: none; }
small { color: var(--soft); font-size: 12px; font-weight: 400; }
header { position: sticky; top: 0; z-index: 2; display: flex; align-items: center; gap: 10px; padding: 10px 14px; background: #f7f7f7; border-bottom: 1px solid #dcdcdc; }
header > a { font-size: 26px; line-height: 1; padding-right: 4px; }
h1 { flex: 1; margin: 0; font-size: 17px; line-height: 1.3; min-width: 0; }
h1 small { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
h2 { margin: 0 0 6px; font-size: 15px; }
nav { display: flex; border-radius: 8px; overflow: hidden; background: #e3e3e3; font-size: 13px; }
nav a { padding: 5px 9px; color: #555; }
nav a.on { background: var(--blue); color: #fff; }
main { padding: 12px 12px 40px; }
section { margin-bottom: 14px; padding: 12px 14px; background: #fff; border-radius: 10px; }
.facts, .now, .notice { margin: 4px 0 8px; font-size: 13px; color: #555; }
.now { font-size: 20px; color: var(--ink); font-variant-numeric: tabular-nums; }
.clock { display: flex; gap: 8px; flex-wrap: wrap; }
.clock button { padding: 9px 12px; border: 1px solid #cfd8e3; border-radius: 8px; background: #f5f9ff; color: var(--blue); font: inherit; font-size: 14px; }
.groups { margin: 0; padding-left: 18px; }
table { width: 100%; border-collapse: collapse; font-size: 13px; }
td, th { padding: 6px 6px 6px 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
.roster td:nth-child(2), .roster td:nth-child(3), .roster th { overflow-wrap: normal; min-width: 3.5em; }
.doing { display: grid; gap: 7px; margin-top: 10px; font-size: 14px; }
.doing label { display: flex; justify-content: space-between; gap: 10px; align-items: center; }
.doing select, .doing input { font: inherit; padding: 5px 7px; max-width: 70%; border: 1px solid #cfd8e3; border-radius: 6px; background: #fff; }
.doing button, .say button { padding: 9px 12px; border: 0; border-radius: 8px; background: var(--blue); color: #fff; font: inherit; font-size: 14px; justify-self: start; }
.say { position: sticky; bottom: 0; display: flex; gap: 8px; padding: 8px 12px; background: #f7f7f7; border-top: 1px solid #dcdcdc; }
.say input { flex: 1; min-width: 0; padding: 8px 10px; font: inherit; border: 1px solid #cfd8e3; border-radius: 6px; }
.chats { list-style: none; margin: 0 -14px -6px; padding: 0; }
.chats a { display: flex; align-items: center; gap: 11px; padding: 10px 14px; color: var(--ink); border-top: 1px solid var(--line); }
.who { flex: 1; min-width: 0; }
.last { display: block; color: var(--soft); font-size: 13px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.count { display: grid; justify-items: end; font-size: 13px; color: var(--soft); }
.avatar { flex: none; width: 40px; height: 40px; border-radius: 7px; display: grid; place-items: center; background: #4a90d9; color: #fff; font-size: 18px; }
.chat time, .system, .empty { display: block; margin: 14px 0 10px; text-align: center; color: var(--soft); font-size: 12px; }
article { display: flex; gap: 9px; margin-bottom: 14px; }
.chat .avatar { background: #1f8a5b; }
.said { min-width: 0; max-width: 290px; display: grid; gap: 3px; justify-items: start; }
.bubble, .card { background: #fff; border-radius: 8px; font-size: 15px; }
.bubble { padding: 9px 12px; }
.card { width: 290px; max-width: 100%; padding: 12px 14px; color: var(--ink); display: block; }
.card .title { font-size: 16px; font-weight: 600; line-height: 1.4; }
.card .desc, .card .sub { color: #6b6b6b; font-size: 13.5px; margin-top: 3px; white-space: pre-line; }
.head { display: flex; justify-content: space-between; margin-bottom: 7px; font-size: 12px; color: var(--soft); }
.colour-1 { color: var(--ink); } .colour-2 { color: #d0342c; } .colour-3 { color: #1f8a5b; }
.menu { position: relative; } .menu summary { list-style: none; cursor: pointer; padding: 0 4px; letter-spacing: 1px; }
.menu[open] { display: grid; gap: 4px; } .menu button { border: 0; border-radius: 6px; background: #f2f2f2; padding: 7px 10px; font: inherit; }
.emphasis { margin: 10px 0 4px; text-align: center; display: grid; } .emphasis b { font-size: 26px; line-height: 1.3; } .emphasis span { color: var(--soft); font-size: 13px; }
.quote { display: block; margin-top: 9px; padding: 8px 10px; background: #f5f5f5; border-radius: 5px; color: #555; font-size: 13.5px; white-space: pre-line; }
dl { display: grid; grid-template-columns: 5.4em 1fr; gap: 3px 6px; margin: 10px 0 0; font-size: 13.5px; }
dt { color: var(--soft); } dd { margin: 0; } .link { color: var(--blue); }
.picture { height: 110px; margin-top: 8px; border-radius: 5px; background: #dfe6ee; color: var(--soft); display: grid; place-items: center; }
.select { display: flex; align-items: center; justify-content: space-between; gap: 10px; margin-top: 10px; padding-top: 9px; border-top: 1px solid var(--line); font-size: 14px; }
.select select { font: inherit; padding: 4px; max-width: 60%; border: 1px solid #cfd8e3; border-radius: 6px; background: #fff; }
.options { display: grid; gap: 7px; margin-top: 10px; font-size: 14.5px; }
.jump { display: block; margin-top: 10px; padding-top: 9px; border-top: 1px solid var(--line); font-size: 14px; color: var(--blue); }
.buttons { display: grid; gap: 8px; margin-top: 12px; }
.buttons.count-2 { grid-template-columns: 1fr 1fr; }
.buttons button, .buttons .button, .buttons .grey { min-height: 40px; border: 0; border-radius: 6px; font: inherit; font-size: 14.5px; display: grid; place-items: center; text-align: center; cursor: pointer; background: #eef4fc; color: var(--blue); }
.buttons .style-1 { background: var(--blue); color: #fff; }
.buttons .style-3 { background: #fdeeed; color: #d0342c; }
.buttons .style-4 { background: #f2f2f2; color: #444; }
.buttons .grey, .buttons button:disabled { background: #f2f2f2; color: #a5a5a5; cursor: default; }
.textcard .gray { color: var(--soft); } .textcard .highlight { color: #d97a00; } .textcard .normal { color: #444; }
.markdown .title-1 { font-size: 20px; font-weight: 600; } .markdown .title-2 { font-size: 18px; font-weight: 600; } .markdown .title-3 { font-size: 16px; font-weight: 600; }
.markdown .line { min-height: 0.6em; } .markdown code { background: #f2f2f2; border-radius: 4px; padding: 0 4px; font-size: 13.5px; }
blockquote { margin: 0; padding-left: 9px; border-left: 3px solid #d8d8d8; color: #666; }
section .options input:not([type]) { display: block; width: 100%; padding: 7px 9px; font: inherit; font-size: 14px; border: 1px solid #cfd8e3; border-radius: 6px; }
section .options button { padding: 9px 12px; border: 0; border-radius: 8px; background: var(--blue); color: #fff; font: inherit; font-size: 14px; justify-self: start; }
.info { color: #1f8a5b; } .comment { color: var(--soft); } .warning { color: #d97a00; }
`;
