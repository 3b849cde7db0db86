/** Puts steps on the canvas, with a mouse and without one. */
import { makeRoomModule } from '../make-room/index.ts';
import { oneStepModule } from '../one-step/index.ts';
import { PlaceStep } from './place-step.ts';
import { Steps } from './steps.ts';

export type { PlaceStep } from './place-step.ts';
export type { BpmnTarget, Step } from './step.ts';
export type { FreshStage, Steps } from './steps.ts';

export const stepsModule = {
  __depends__: [makeRoomModule, oneStepModule],
  steps: ['type', Steps],
  placeStep: ['type', PlaceStep],
};
