/** Wraps a selection into a stage. */
import { oneStepModule } from '../one-step/index.ts';
import { stepsModule } from '../steps/index.ts';
import { WrapIntoStage } from './wrap-into-stage.ts';

export type { WrapIntoStage } from './wrap-into-stage.ts';

export const wrapIntoStageModule = { __depends__: [oneStepModule, stepsModule], wrapIntoStage: ['type', WrapIntoStage] };
