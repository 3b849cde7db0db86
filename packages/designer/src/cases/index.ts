/** Cases: the list, one case with its diagram, history and data, and the start of a new one. */
import './cases.css';
import './case.css';

export { looksOf } from './case-looks.ts';
export { CaseScreen } from './case-screen.tsx';
export { CaseStages } from './case-stages.tsx';
export { CasesScreen } from './cases-screen.tsx';
export { Conversation } from './conversation.tsx';
export { useOutcomeName, type Weight, weightOf } from './outcome-name.ts';
export type { Namer } from './sentence.ts';
export { SentenceText } from './sentence-text.tsx';
export { stageTimeOf } from './stage-time.ts';
export { StartCase } from './start-case.tsx';
export { type TimelineRow, timelineOf } from './timeline.ts';
export { useGroupName } from './use-group-names.ts';
export { useStopNames } from './use-stop-names.ts';
export { hintOf, optionsIn, useVariableNames, useVersionModel, type VersionModel } from './version-model.ts';
export { useVersionWords, type VersionWords } from './version-words.ts';
