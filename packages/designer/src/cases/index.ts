/** Cases: the list, one case with its diagram, history and data, and the start of a new one. */
import './cases.css';

export { CaseStages } from './case-stages.tsx';
export { Conversation } from './conversation.tsx';
