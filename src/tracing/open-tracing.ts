import { context, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  NodeTracerProvider,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-node';
import type { TracingConfig } from '../config.ts';

/** So long a collector is waited for; nothing waits for it but other spans. */
const PATIENCE_MS = 5_000;
/** What a collector that is gone may cost of memory; then spans are dropped. */
const MOST_WAITING = 2_048;

/**
 * Sends what `traced` records to a collector, by OTLP over HTTP; for entries only. Whatever becomes of the collector, work goes on.
 * Closing it sends what waits.
 */
export function openTracing({ endpoint, ratio, authorization }: TracingConfig): { close(): Promise<void> } {
  const exporter = new OTLPTraceExporter({
    url: endpoint,
    timeoutMillis: PATIENCE_MS,
    headers: authorization === null ? {} : { authorization },
  });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'qungui' }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) }),
    spanProcessors: [
      new BatchSpanProcessor(exporter, {
        maxQueueSize: MOST_WAITING,
        scheduledDelayMillis: 1_000,
        exportTimeoutMillis: PATIENCE_MS,
      }),
    ],
  });
  provider.register();
  return {
    close: async () => {
      await provider.shutdown().catch(() => undefined); // the collector may be gone; nobody is told by a trace
      trace.disable();
      context.disable();
    },
  };
}
