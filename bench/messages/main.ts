import { cpus, loadavg } from 'node:os';
import { contentPart } from './content.ts';

/** How fast messages are judged, and how fast their words are looked through. */
export async function run(_json: boolean): Promise<void> {
  console.log(`machine: ${cpus()[0]?.model.trim()}, one of ${cpus().length} cores, Node ${process.version}`);
  console.log(`load: ${loadavg()[0]?.toFixed(1)} in the last minute`);
  console.log(JSON.stringify({ ...contentPart() }));
}
