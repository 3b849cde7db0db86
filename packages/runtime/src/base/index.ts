export { type Clock, createManualClock, isManual, type ManualClock, systemClock } from './clock.ts';
export { cursorAt, placeOf } from './cursor.ts';
export { Refused } from './refused.ts';
export { startThread } from './thread.ts';
