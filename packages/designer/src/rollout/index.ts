/** A version that takes a part of the new cases: its share, its guardrails, and the way back. */
export { RolloutPanel } from './rollout-panel.tsx';
export { StartsOn } from './starts-on.tsx';
