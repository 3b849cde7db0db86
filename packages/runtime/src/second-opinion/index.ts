/** The second opinion: another BPMN engine plays a version's paths, and says where it sees something else. */
export { type Asking, askSecondOpinion } from './ask.ts';
export { createSecondOpinions, type SecondOpinions } from './opinions.ts';
export { formOpinions } from './verify.ts';
