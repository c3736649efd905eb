import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Every figure the product counts; labels carry the corp where one is known. */
export function openMetrics() {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    callbacks: new Counter({
      name: 'qungui_callbacks_total',
      help: 'Callbacks answered, by outcome.',
      labelNames: ['corp', 'surface', 'outcome'],
      registers,
    }),
    refused: new Counter({
      name: 'qungui_callbacks_refused_total',
      help: 'Callbacks refused before their receiver id matched, by cause.',
      labelNames: ['cause'],
      registers,
    }),
    callbackSources: new Gauge({
      name: 'qungui_callback_sources',
      help: 'Addresses from which WeCom says it calls, where a corp wants that looked at; 0: not known, calls are taken from anywhere.',
      labelNames: ['corp'],
      registers,
    }),
    callbackForeign: new Counter({
      name: 'qungui_callback_foreign_total',
      help: 'Calls with a good signature from an address that WeCom does not name, by outcome.',
      labelNames: ['corp', 'outcome'],
      registers,
    }),
    callbackSeconds: new Histogram({
      name: 'qungui_callback_seconds',
      help: 'Time to answer a callback.',
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers,
    }),
    spoolPending: new Gauge({
      name: 'qungui_spool_pending',
      help: 'Encrypted requests waiting in the spool.',
      registers,
    }),
    apiCalls: new Counter({
      name: 'qungui_wecom_calls_total',
      help: 'Calls to WeCom, by API and errcode.',
      labelNames: ['corp', 'api', 'errcode'],
      registers,
    }),
    tokenRefreshes: new Counter({
      name: 'qungui_token_refreshes_total',
      help: 'Access tokens fetched, by reason.',
      labelNames: ['corp', 'surface', 'reason'],
      registers,
    }),
    jobs: new Counter({
      name: 'qungui_jobs_total',
      help: 'Jobs ended, by outcome.',
      labelNames: ['job', 'outcome'],
      registers,
    }),
    notices: new Counter({
      name: 'qungui_notices_total',
      help: 'Notices, by outcome.',
      labelNames: ['corp', 'outcome'],
      registers,
    }),
    waiting: new Gauge({
      name: 'qungui_waiting',
      help: 'Callbacks, timers and notices that wait to be done now, appeals that are overdue, and reports that nobody may look at.',
      labelNames: ['corp', 'what'],
      registers,
    }),
    oldestWaiting: new Gauge({
      name: 'qungui_waiting_oldest_seconds',
      help: 'How long the oldest of them has waited.',
      labelNames: ['corp', 'what'],
      registers,
    }),
    parked: new Gauge({
      name: 'qungui_parked',
      help: 'Callbacks and notices that nobody tries again by itself.',
      labelNames: ['corp', 'what'],
      registers,
    }),
    trailBroken: new Gauge({
      name: 'qungui_audit_broken',
      help: '1 while the audit trail does not verify.',
      labelNames: ['corp'],
      registers,
    }),
    trailChecked: new Gauge({
      name: 'qungui_audit_checked_seconds',
      help: 'When the audit trail was last verified by itself, in Unix seconds.',
      labelNames: ['corp'],
      registers,
    }),
    headReaders: new Gauge({
      name: 'qungui_audit_head_readers',
      help: 'To how many people the head of the audit trail was last told by message.',
      labelNames: ['corp'],
      registers,
    }),
    databaseUp: new Gauge({ name: 'qungui_database_up', help: '1 while the database answers.', registers }),
    archiveReadUntil: new Gauge({
      name: 'qungui_archive_read_until_seconds',
      help: 'Up to when the message archive is read, in Unix seconds.',
      labelNames: ['corp'],
      registers,
    }),
    archiveParked: new Gauge({
      name: 'qungui_archive_parked',
      help: 'Records of the archive that cannot be read.',
      labelNames: ['corp'],
      registers,
    }),
    archiveGaps: new Gauge({
      name: 'qungui_archive_gaps',
      help: 'Stretches of the archive that were lost.',
      labelNames: ['corp'],
      registers,
    }),
    archiveFailures: new Counter({
      name: 'qungui_archive_failures_total',
      help: 'Pulls of the archive that failed, by code.',
      labelNames: ['corp', 'code'],
      registers,
    }),
    reviews: new Counter({ name: 'qungui_reviews_total', help: 'Groups judged.', labelNames: ['corp'], registers }),
  };
}

export type Metrics = ReturnType<typeof openMetrics>;
