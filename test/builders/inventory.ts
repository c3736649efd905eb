/** The command that begins a round on 24 November 2026: until when what is taken, and when owners are asked again. */
export const startRound: readonly string[] = [
  ...['inventory', 'start'],
  ...['--cut-off', '2026-12-31'],
  ...['--papers-until', '2026-12-15'],
  ...['--remind-at', '2026-11-24 15:00'],
];
