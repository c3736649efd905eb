import type { Job, JobsOptions, WorkerOptions } from 'bullmq';
import type { BellData } from './jobs.ts';
import type { BellName } from './producer.ts';

type Failing = { on(event: 'error', told: (err: Error) => void): unknown; close(): Promise<void> };

/** What we use of BullMQ's Queue and Worker, whatever keeps them. */
export type BellQueue = Failing & { add(name: string, data: BellData, options: JobsOptions): Promise<unknown> };
export type BellWorker = Failing & {
  /** Takes no further job; `true`: without waiting for those in hand. */
  pause(doNotWaitActive: true): Promise<void>;
  resume(): Promise<void>;
};
export type BellJob = Pick<Job, 'data' | 'attemptsMade' | 'moveToDelayed'>;
export type BellProcessor = (job: BellJob, token?: string) => Promise<void>;

/** Where bells are kept: Redis, or the bullmq schema of our own database. It may be wiped at any moment. */
export interface Store {
  readonly backend: 'redis' | 'postgres';
  /** What is known without asking. */
  state(): 'up' | 'down';
  queue(name: BellName): BellQueue;
  worker(name: BellName, processor: BellProcessor, options: Omit<WorkerOptions, 'connection'>): BellWorker;
  /** Told of every failure: remembers that the store is down, or puts back what somebody dropped. Never throws. */
  heed(err: unknown): Promise<void>;
  /** After its queues and workers. */
  close(): Promise<void>;
}
