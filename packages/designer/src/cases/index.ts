/** Cases: the list, one case with its diagram, history and data, and the start of a new one. */
import './cases.css';
import './case.css';

export { CaseScreen } from './case-screen.tsx';
export { CaseStages } from './case-stages.tsx';
export { CasesScreen } from './cases-screen.tsx';
export { Conversation } from './conversation.tsx';
export { stageTimeOf } from './stage-time.ts';
export { StartCase } from './start-case.tsx';
export { optionsIn, useElementNames, useVariableNames, useVersionModel } from './version-model.ts';
export { useVersionWords, type VersionWords } from './version-words.ts';
