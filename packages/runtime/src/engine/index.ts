/** Runs cases: load, step, commit, dispatch, on a host port that knows where data is kept. */
export { createEngine, type Engine, type EngineOptions } from './create-engine.ts';
export type {
  Change,
  EngineHost,
  EngineReads,
  EngineTransaction,
  EventLine,
  IncidentFilter,
  InstanceFilter,
  PageAsk,
  RecordPage,
  Records,
  Sight,
  TaskFilter,
  Where,
  WriteTable,
} from './host.ts';
export type { Drawn, LiveVersion, LiveVersions } from './live-versions.ts';
export type { CaseDayRecord, IncidentRecord, InstanceRecord, StepDayRecord, TaskRecord } from './records.ts';
export type { StageOutline, VersionOutline } from './sheet.ts';
export type { StoredVersion, VersionSource, Wanted } from './versions.ts';
