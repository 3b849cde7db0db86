/** Versions that take a part of the new cases: by share, by rule, by pilot group; guarded, and back in one step. */
export { countArms, figuresOf, readFigures, splitAlpha } from './figures.ts';
export { lookBack, resolveBack, rollBack, rollBackWithin } from './go-back.ts';
export { rollOut } from './roll-out.ts';
export { drawnFor, timesOfArms } from './times.ts';
export { getRollout, listRollouts } from './view.ts';
export { watchRollouts } from './watch.ts';
