import { cpus, loadavg } from 'node:os';
import { say } from '../say.ts';
import { contentPart } from './content.ts';
import { judgingPart } from './judging.ts';
import { talkOf } from './talk.ts';

/** How fast messages are judged, and how fast their words are looked through. */
export async function run(): Promise<void> {
  say(`machine: ${cpus()[0]?.model.trim()}, one of ${cpus().length} cores, Node ${process.version}`);
  say(`load: ${loadavg()[0]?.toFixed(1)} in the last minute`);
  const talk = talkOf(100_000, 60_000);
  console.log(JSON.stringify({ ...judgingPart(talk), ...contentPart(talk) }));
}
