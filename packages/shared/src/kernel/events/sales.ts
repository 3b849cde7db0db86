/** Checkpoints and the stages of the funnel. */
import type { JsonObject } from '../../base/index.ts';
import type { ElementEventBase } from './base.ts';

export interface CheckpointEvaluated extends ElementEventBase {
  readonly type: 'checkpointEvaluated';
  readonly tokenId: string;
  readonly regulation?: string;
  readonly rules: readonly {
    readonly id: string;
    readonly passed: boolean;
    readonly severity: 'block' | 'warn';
    readonly values: JsonObject;
    readonly message?: string;
  }[];
}
export interface CheckpointDecided extends ElementEventBase {
  readonly type: 'checkpointDecided';
  readonly tokenId: string;
  /** The result variable's value: `{outcome, failed, reason, evidence, by, at}`. */
  readonly result: JsonObject;
}

export interface StageEntered extends ElementEventBase {
  readonly type: 'stageEntered';
  readonly order?: number;
  readonly tokenId: string;
  /** 1 for the first visit. */
  readonly visit: number;
  /** The stage that was left last. */
  readonly from?: string;
}
/** The host said when the stage's target time ends. */
export interface StageTargetSet extends ElementEventBase {
  readonly type: 'stageTargetSet';
  readonly visit: number;
  /** Epoch ms UTC. */
  readonly targetAt: number;
  readonly target: string;
  readonly calendar?: string;
}
export interface StageLeft extends ElementEventBase {
  readonly type: 'stageLeft';
  readonly tokenId: string;
  readonly visit: number;
  readonly how: 'completed' | 'lost' | 'won' | 'sentBack' | 'interrupted' | 'cancelled' | 'failed';
  readonly lossReason?: string;
}
/** A stage of lower order than the one left was entered. */
export interface StageMovedBack extends ElementEventBase {
  readonly type: 'stageMovedBack';
  readonly from: string;
}
