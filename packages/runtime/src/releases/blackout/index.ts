/** Days on which nothing goes live, the gate that holds them, and what is on record of passing it. */
export { assertMayPass, closedBy, noMoreCases, type Passage, passBlackout, reviewedMakers } from './gate.ts';
export { heldIn, publicationTime, type Timed } from './held.ts';
export { addPeriod, changePeriod, getBlackout, removePeriod, setHolidaysClosed } from './periods.ts';
export { blackoutNow, overrideIn, overrideOf, readBlackout, type TimedOverride, tellClosure, told } from './reading.ts';
export { getProcessBlackout } from './standing.ts';
