/** The read side: what the first screen, the funnel and operations show; queries on projections only. */
export { createInsight, type Insight, type InsightOptions } from './create-insight.ts';
export type {
  EndedCaseRow,
  HealthRow,
  IncidentGroupRow,
  IncidentRow,
  InsightReads,
  JobRow,
  MoveRow,
  ProcessChangeRow,
  ProcessRow,
  StageRow,
} from './host.ts';
