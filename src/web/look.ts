/** What WeUI leaves open: the frame of a page, forms of several groups, a wide screen, and what keyboards and readers need. */
export const LOOK_CSS = `
body { margin: 0; min-height: 100vh; background: var(--weui-BG-0); color: var(--weui-FG-0); font: 17px/1.5 system-ui, -apple-system, "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; overflow-wrap: anywhere; }
a { color: var(--weui-LINK); }
:focus-visible { outline: 3px solid var(--weui-LINK); outline-offset: 2px; }
.qg-skip { position: absolute; left: -999em; }
.qg-skip:focus { left: 8px; top: 8px; z-index: 9; padding: 8px 12px; background: var(--weui-BG-2); }
.qg-page { max-width: 640px; margin: 0 auto; padding-bottom: 32px; }
.qg-top { display: flex; align-items: center; justify-content: space-between; gap: 16px; min-height: 48px; padding: 4px 16px 0; font-size: 14px; color: var(--weui-FG-1); }
.qg-top a { display: inline-block; padding: 10px 0; text-decoration: none; }
.qg-title { padding: 12px 16px 8px; }
.qg-title h1 { margin: 0; font-size: 22px; font-weight: 600; line-height: 1.4; }
.qg-title p { margin: 6px 0 0; font-size: 15px; color: var(--weui-FG-1); }
.qg-said { margin: 8px 16px; padding: 12px 14px; border-radius: 8px; background: var(--weui-BG-2); border-left: 4px solid var(--weui-BRAND); font-size: 15px; }
.qg-group { min-width: 0; margin: 16px 0 0; padding: 0; border: 0; }
.qg-group legend, .qg-list h2 { display: block; float: left; width: 100%; box-sizing: border-box; margin: 0; padding: 0 16px 2px; font-size: 17px; font-weight: 600; }
.qg-group legend + *, .qg-list h2 + * { clear: both; }
.qg-hint { margin: 0; padding: 0 16px 8px; font-size: 14px; color: var(--weui-FG-1); }
.qg-list { margin-top: 28px; }
.qg-list .weui-cells, .qg-group .weui-cells { clear: both; margin-top: 0; }
.qg-list p { margin: 0; }
.qg-small { font-size: 14px; color: var(--weui-FG-1); }
.weui-cell_select { padding: 0; }
.weui-cell_select .weui-cell__hd { padding-left: 16px; }
.weui-select { color: inherit; font-size: 17px; min-height: 56px; }
.weui-select option { color: #000; background: #fff; }
.weui-label { width: 5.2em; font-size: 16px; }
.qg-send { margin: 28px 16px 0; }
.qg-send .weui-btn { width: 100%; max-width: 320px; }
.weui-btn_primary { background-color: #058348; color: #fff; }
.weui-cell_access { color: inherit; min-height: 44px; }
.qg-foot { display: flex; flex-wrap: wrap; justify-content: center; gap: 8px 24px; margin-top: 40px; padding: 0 16px; font-size: 14px; }
.qg-foot a, .qg-foot button { padding: 12px 4px; border: 0; background: none; font: inherit; color: var(--weui-LINK); text-decoration: none; cursor: pointer; }
.qg-table { width: 100%; border-collapse: collapse; background: var(--weui-BG-2); font-size: 15px; }
.qg-table th, .qg-table td { padding: 11px 16px; text-align: left; border-top: 1px solid var(--weui-FG-3); }
.qg-table td + td, .qg-table th + th { text-align: right; font-variant-numeric: tabular-nums; }
.qg-counts th + th { white-space: nowrap; }
.qg-matter { margin: 12px 0 0; padding: 14px 0 12px; background: var(--weui-BG-2); }
.qg-matter + .qg-hint { padding-top: 12px; }
.qg-matter h2 { margin: 0; padding: 0 16px 2px; font-size: 17px; font-weight: 600; }
.qg-matter .qg-hint { padding-bottom: 4px; }
.qg-why { margin: 4px 16px 0; font-size: 14px; color: var(--weui-FG-1); }
.qg-why summary { min-height: 32px; line-height: 32px; color: var(--weui-LINK); cursor: pointer; }
.qg-why ol { margin: 4px 0; padding-left: 22px; }
.qg-why p { margin: 4px 0; }
.qg-reason { display: grid; gap: 6px; justify-items: start; }
.qg-reason label { width: 100%; }
.qg-reason .weui-input { box-sizing: border-box; background: var(--weui-BG-2); min-height: 44px; margin-top: 4px; padding: 0 10px; border: 1px solid var(--weui-FG-3); border-radius: 6px; }
.qg-reason .weui-btn { margin: 0; min-height: 44px; }
.qg-quote { margin: 8px 16px 0; padding: 8px 12px; border-left: 4px solid var(--weui-FG-3); font-size: 16px; }
.qg-answers { display: flex; flex-wrap: wrap; align-items: center; gap: 10px 12px; padding: 10px 16px 0; }
.qg-answers .weui-btn { margin: 0; min-height: 44px; min-width: 88px; }
.qg-more { padding: 10px 0; font-size: 15px; text-decoration: none; }
.qg-text { margin: 8px 0 0; padding: 14px 16px; background: var(--weui-BG-2); }
.qg-text p { margin: 0 0 8px; min-height: 1em; }
.qg-text > :last-child { margin-bottom: 0; }
.qg-text .qg-why, .qg-text .qg-quote { margin-left: 0; margin-right: 0; }
.qg-text .qg-answers { padding: 4px 0 0; }
.qg-times { margin: 0; padding: 0; list-style: none; }
.qg-times li { display: flex; gap: 12px; padding: 3px 0; }
.qg-when { flex: none; min-width: 6em; color: var(--weui-FG-1); font-variant-numeric: tabular-nums; font-size: 15px; line-height: 25px; }
.qg-say { margin: 0 0 1px; }
.qg-words { display: block; }
.qg-words .weui-textarea, .qg-words .weui-input { box-sizing: border-box; width: 100%; min-height: 44px; margin: 4px 0 8px; padding: 8px 10px; border: 1px solid var(--weui-FG-3); border-radius: 6px; font-size: 16px; }
.qg-text .qg-quote { margin-bottom: 8px; }
.qg-below { padding-top: 10px; }
.qg-inset { padding: 8px 16px 0; }
.qg-reason .qg-flush { padding: 0; margin: 0; }
.weui-textarea { box-sizing: border-box; width: 100%; margin-top: 4px; }
.qg-wide { width: auto; display: block; padding-bottom: 6px; }
.qg-board td:nth-child(2), .qg-board td:nth-child(3) { text-align: left; }
.qg-board td:nth-child(2) { min-width: 4em; word-break: keep-all; overflow-wrap: anywhere; }
.qg-board td:nth-child(3) { white-space: nowrap; }
.qg-board th + th { text-align: left; }
.qg-board th, .qg-board td { padding: 10px 8px 10px 16px; vertical-align: top; }
.qg-search { display: flex; align-items: end; gap: 12px; padding: 8px 16px 0; }
.qg-search label { flex: 1; }
.qg-search .weui-input { box-sizing: border-box; min-height: 44px; padding: 0 10px; border: 1px solid var(--weui-FG-3); border-radius: 6px; background: var(--weui-BG-2); }
.qg-search .weui-btn { margin: 0; min-height: 44px; }
.qg-chart { margin: 0; padding: 8px; background: #fff; }
.qg-chart img { display: block; width: 100%; max-width: 480px; height: auto; margin: 0 auto; }
.qg-stacked td { text-align: right; }
.qg-table caption { padding: 8px 16px; text-align: left; }
.qg-stacked th[scope=row] { font-weight: 600; }
.qg-stacked th, .qg-stacked td { padding: 11px 10px 11px 16px; }
@media (max-width: 560px) {
  .qg-stacked thead { position: absolute; left: -999em; }
  .qg-stacked tr { display: block; padding: 8px 0; border-top: 1px solid var(--weui-FG-3); }
  .qg-stacked th[scope=row] { display: block; border: 0; padding: 4px 16px; }
  .qg-stacked td { display: flex; justify-content: space-between; gap: 12px; border: 0; padding: 4px 16px; }
  .qg-stacked td::before { content: attr(data-head); color: var(--weui-FG-1); }
}
.qg-input { box-sizing: border-box; width: 100%; min-height: 44px; padding: 0 10px; border: 1px solid var(--weui-FG-3); border-radius: 6px; }
.qg-area { padding-top: 8px; padding-bottom: 8px; }
.qg-file { height: auto; padding: 9px 10px; font-size: 15px; line-height: 24px; }
.weui-cells .weui-cell__ft { padding-left: 12px; max-width: 45%; }
.weui-cells > .qg-answers, .weui-cells > .qg-confirm { padding: 0 16px 14px; }
.qg-send + .qg-list, form + .qg-list { margin-top: 24px; }
.qg-nums td + td, .qg-nums th + th { white-space: nowrap; }
.qg-area { box-sizing: border-box; width: 100%; font-size: 16px; line-height: 1.5; }
.qg-member { min-width: 0; margin: 12px 0 0; padding: 12px 0; border: 0; background: var(--weui-BG-2); }
.qg-member legend { float: left; width: 100%; box-sizing: border-box; padding: 0 16px; font-size: 17px; font-weight: 600; }
.qg-member legend + * { clear: both; }
.qg-picks { display: flex; flex-wrap: wrap; gap: 8px; padding: 0 16px; }
.qg-pick { display: flex; align-items: center; gap: 8px; min-height: 44px; padding: 0 14px 0 10px; border: 1px solid var(--weui-FG-3); border-radius: 22px; cursor: pointer; }
.qg-pick input { width: 20px; height: 20px; margin: 0; accent-color: #058348; }
.qg-tabs { display: flex; gap: 4px; overflow-x: auto; padding: 4px 12px 8px; }
.qg-tab { flex: none; padding: 10px 12px; border-radius: 8px; font-size: 15px; text-decoration: none; white-space: nowrap; }
.qg-tab[aria-current] { background: var(--weui-BG-2); color: var(--weui-FG-0); font-weight: 600; }
.qg-count { font-variant-numeric: tabular-nums; font-size: 13px; }
.qg-filter { display: flex; flex-wrap: wrap; align-items: end; gap: 12px; padding: 4px 0 12px; }
.qg-filter label { display: grid; flex: 1 1 200px; }
.qg-filter .weui-select, .qg-reason .weui-select { appearance: auto; height: 44px; min-height: 44px; line-height: normal; padding: 0 10px; border: 1px solid var(--weui-FG-3); border-radius: 6px; background: var(--weui-BG-2); }
.qg-filter .weui-btn { margin: 0; min-height: 44px; }
.qg-rows { margin: 0; padding: 0; list-style: none; background: var(--weui-BG-2); }
.qg-row { display: flex; gap: 8px; padding: 10px 16px; border-top: 1px solid var(--weui-FG-3); }
.qg-row > div { min-width: 0; flex: 1; }
.qg-row p { margin: 4px 0 0; }
.qg-many .weui-input { background: var(--weui-BG-2); }
.qg-many .weui-btn_default { background-color: var(--weui-BG-2); }
.qg-jump { padding-top: 8px; }
.qg-row-to { display: block; padding: 2px 0; color: inherit; text-decoration: none; }
.qg-row .qg-small a { padding: 4px 0; text-decoration: underline; }
.qg-box { flex: none; width: 22px; height: 22px; margin: 4px 6px 0 0; accent-color: var(--weui-BRAND); }
.qg-many { margin: 16px 16px 0; padding: 12px 14px; border: 1px solid var(--weui-FG-3); border-radius: 8px; }
.qg-many legend { font-weight: 600; padding: 0 4px; }
.qg-many p { margin: 0 0 8px; }
.qg-buttons { display: flex; flex-wrap: wrap; gap: 10px 12px; }
.qg-pager { display: flex; justify-content: space-between; padding: 16px; }
.qg-choices { min-width: 0; width: 100%; margin: 0; padding: 0; border: 0; display: grid; gap: 2px; }
.qg-choices legend { padding: 0; font-weight: 600; }
.qg-reason .qg-choice { display: flex; align-items: center; gap: 8px; min-height: 40px; }
.qg-choice input { width: 20px; height: 20px; accent-color: var(--weui-BRAND); }
.qg-stopped { padding: 8px 12px; border-radius: 6px; background: var(--weui-BG-0); font-size: 15px; }
.qg-sub { margin: 16px 0 2px; font-size: 15px; font-weight: 600; }
.weui-msg { padding-top: 32px; min-height: 0; background: none; }
@media (min-width: 800px) {
  .qg-page { padding-top: 24px; }
  .qg-page .weui-cells, .qg-table, .qg-rows, .qg-text, .qg-chart, .qg-matter, .qg-member { border-radius: 8px; overflow: hidden; }
}
@media (min-width: 1000px) {
  .qg-page_wide { max-width: 1120px; }
  .qg-jump { display: none; }
  .qg-columns { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 0 20px; align-items: start; }
}
@media (prefers-color-scheme: dark) { .weui-btn_primary { background-color: #07a35a; color: #000; } }
@media (prefers-reduced-motion: reduce) { * { transition: none !important; animation: none !important; } }
`;
