import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';

export interface DiskSpeed {
  readonly p50Ms: number;
  readonly p999Ms: number;
}

/** How long this disk takes to make 8 KiB durable, as PostgreSQL asks it to at each commit: 2000 times, one after another. */
export async function fsyncSpeed(folder: string): Promise<DiskSpeed> {
  const path = join(folder, 'fsync-probe');
  const file = await open(path, 'w');
  const block = Buffer.alloc(8 * 1024, 1);
  const tookMs: number[] = [];
  for (let nth = 0; nth < 2_000; nth += 1) {
    const beganMs = performance.now();
    await file.write(block, 0, block.length, (nth % 2_000) * block.length);
    await file.datasync();
    tookMs.push(performance.now() - beganMs);
  }
  await file.close();
  await rm(path);
  tookMs.sort((a, b) => a - b);
  return { p50Ms: tookMs[1_000] ?? 0, p999Ms: tookMs[1_998] ?? 0 };
}
