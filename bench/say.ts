/** A line for people. With `--json` it goes to stderr, so that stdout holds the figures and nothing else. */
export const say = (line: string): void =>
  void (process.argv.includes('--json') ? process.stderr : process.stdout).write(`${line}\n`);
