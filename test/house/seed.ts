/**
 * One seed for the properties that `npm test` looks at, so that a change is judged by what it changed. Chance searches apart:
 * `FORTNIGHT_SEED=random` draws a new one at every run, and a number plays that one again.
 */
import fc from 'fast-check';

const { FORTNIGHT_SEED = '14' } = process.env;
if (FORTNIGHT_SEED !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(FORTNIGHT_SEED) });
