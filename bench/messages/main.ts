import { cpus, loadavg } from 'node:os';
import { say } from '../say.ts';
import { contentPart } from './content.ts';

/** How fast messages are judged, and how fast their words are looked through. */
export async function run(): Promise<void> {
  say(`machine: ${cpus()[0]?.model.trim()}, one of ${cpus().length} cores, Node ${process.version}`);
  say(`load: ${loadavg()[0]?.toFixed(1)} in the last minute`);
  console.log(JSON.stringify({ ...contentPart() }));
}
