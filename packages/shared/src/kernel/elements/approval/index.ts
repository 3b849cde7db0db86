/** Approvals: who is asked, how their votes decide, and what a decision does. */
export { approval } from './approval.ts';
export { withdraw } from './withdraw.ts';
