/** Play: a case of what is drawn, played in the browser step by step, and saved as a test that publishing plays again. */

export { PlayScreen } from './play-screen.tsx';
export { PublishTests, useJudgedTests } from './publish-tests.tsx';
export type { Drawing } from './use-drawn.ts';
export { WiderScreen } from './wider-screen.tsx';
