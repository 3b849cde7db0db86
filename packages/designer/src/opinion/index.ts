/** What a second BPMN engine says of a draft or a version: one line, and what is behind it. */
export { DraftOpinion, VersionOpinion } from './opinion.tsx';
