/** What `/metrics` tells a scraper. */
import type { MiddlewareHandler } from 'hono';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { operationOf } from './gate.ts';

export interface Metrics {
  readonly measure: MiddlewareHandler;
  /** To be called with the number of commands that one commit carried. */
  observeCommit(commandCount: number): void;
  /** The text format of Prometheus. */
  read(openIncidentCount: number): Promise<string>;
}

/** Makes the counters of one server. */
export function createMetrics(): Metrics {
  const registers = [new Registry()];
  const duration = new Histogram({
    name: 'fortnight_http_request_duration_seconds',
    help: 'Time from request to answer, by operation and status.',
    labelNames: ['operation', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers,
  });
  const commands = new Counter({ name: 'fortnight_commands_total', help: 'Commands that were committed.', registers });
  const commitSize = new Histogram({
    name: 'fortnight_group_commit_commands',
    help: 'Commands that one commit carried.',
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256],
    registers,
  });
  const incidents = new Gauge({ name: 'fortnight_open_incidents', help: 'Incidents that wait for somebody.', registers });
  const memory = new Gauge({ name: 'fortnight_resident_memory_bytes', help: 'Resident memory of the process.', registers });
  return {
    measure: async (context, next) => {
      const end = duration.startTimer();
      await next();
      end({ operation: operationOf(context) ?? 'none', status: String(context.res.status) });
    },
    observeCommit: (commandCount) => {
      commands.inc(commandCount);
      commitSize.observe(commandCount);
    },
    read: (openIncidentCount) => {
      incidents.set(openIncidentCount);
      memory.set(process.memoryUsage.rss());
      return (registers[0] ?? new Registry()).metrics();
    },
  };
}
