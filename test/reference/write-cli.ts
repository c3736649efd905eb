import { commandsUnder, runAlone } from '../command-line.ts';
import { madeFrom } from './made-note.ts';

const HEAD = `${madeFrom('`--help` of every command')}
# The command line

\`npm run qungui -- <command>\`. Every command knows \`--json\` (one line of JSON and nothing else on stdout) and ends with 0 fine, 1 findings,
2 wrong use, 3 could not run. An error says what, why and what to do. \`{corp}\` is the slug in \`qungui.yaml\`; who changes something signs it with
\`--by\`.
`;

/** Every command with its help, as one page. */
export async function writeCli(): Promise<string> {
  const [, ...commands] = await commandsUnder([]);
  const sections = await Promise.all(commands.map(sectionOf));
  return `${[HEAD, ...sections].join('\n')}`;
}

async function sectionOf(command: string): Promise<string> {
  const words = command.split(' ');
  const { out } = await runAlone(...words, '--help');
  return `${'#'.repeat(Math.min(words.length + 1, 4))} ${command}\n\n\`\`\`text\n${out.trimEnd()}\n\`\`\`\n`;
}
