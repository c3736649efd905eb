/** How clauses are said in every paper. Places are `{name}`. */
export const clauseWords = {
  duty: { zh: '**{id} {title}**：{text}{note}', en: '**{id} {title}**: {text}{note}' },
  numbered: { zh: '{number}. {text}{note}', en: '{number}. {text}{note}' },
  brackets: { zh: '（{notes}）', en: ' ({notes})' },
  between: { zh: '；', en: '; ' },
  archive: { zh: '只在接入会话存档、看得到的群里', en: 'where messages are archived and can be seen' },
  recorded: { zh: '只记录，不提醒', en: 'recorded only' },
  next: { zh: '发现后善意提醒{grace}{after}', en: 'Then a kind reminder{grace}{after}' },
  grace: { zh: '，{grace}内改好即可', en: '; {grace} to put it right' },
  proposed: { zh: '；逾期未改的，提请人来看，由人决定', en: '; what stays is put before people, who decide' },
  looksAt: { zh: '{title}：{what}', en: '{title}: {what}' },
  resting: { zh: '**{id} {title}**：{why}', en: '**{id} {title}**: {why}' },
  noRule: { zh: '现在没有规则核对它。', en: 'No rule checks it now.' },
} as const;
