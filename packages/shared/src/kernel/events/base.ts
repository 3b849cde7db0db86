/** What every event has. */
export interface EventBase {
  /** 1, 2, 3 … within the instance. */
  readonly seq: number;
  /** Epoch ms UTC. */
  readonly at: number;
}
export interface ElementEventBase extends EventBase {
  readonly elementId: string;
  /** BPMN's tag name; `loop` and `multiInstance` for the body around repeated runs. */
  readonly elementKind: string;
}
