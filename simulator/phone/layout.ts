import { type Html, html } from './html.ts';

/** A whole page. `liveUrl` gives its inner part again, and the page looks there every second. */
export function page(title: string, body: Html, liveUrl?: string): string {
  const script = liveUrl === undefined ? null : html`<script src="/live.js" data-url="${liveUrl}" defer></script>`;
  return html`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><link rel="stylesheet" href="/look.css"><link rel="icon" href="data:,"></head>
<body>${body}${script}</body></html>`.html;
}
