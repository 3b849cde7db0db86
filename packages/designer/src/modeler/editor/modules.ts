/** Which services the canvases are made of. */
import colourPicker from 'bpmn-js-color-picker';
import { CreateAppendAnythingModule } from 'bpmn-js-create-append-anything';
import minimap from 'diagram-js-minimap';
import { clearNeighboursModule } from '../features/clear-neighbours/index.ts';
import { createByKeyModule } from '../features/create-by-key/index.ts';
import { keepNamingModule } from '../features/keep-naming/index.ts';
import { oneStepModule } from '../features/one-step/index.ts';
import { padInSightModule } from '../features/pad-in-sight/index.ts';
import { rootReferencesModule } from '../features/root-references/index.ts';
import { salesContextPadModule } from '../features/sales-context-pad/index.ts';
import { fontFamily, rendererColours, salesRendererModule } from '../features/sales-renderer/index.ts';
import { scrollAtEdgeModule } from '../features/scroll-at-edge/index.ts';
import { spliceRoomModule } from '../features/splice-room/index.ts';
import { stageContentsModule } from '../features/stage-contents/index.ts';
import { stageNumbersModule } from '../features/stage-numbers/index.ts';
import { stagesApartModule } from '../features/stages-apart/index.ts';
import { stepsModule } from '../features/steps/index.ts';
import { walkModule } from '../features/walk/index.ts';
import { wrapIntoStageModule } from '../features/wrap-into-stage/index.ts';
import { wordsModule } from '../words/index.ts';

/** What drawing and reading have in common. */
export const viewerModules: object[] = [salesRendererModule, wordsModule];

export const editorModules: object[] = [
  ...viewerModules,
  CreateAppendAnythingModule,
  colourPicker,
  minimap,
  oneStepModule,
  stepsModule,
  spliceRoomModule,
  clearNeighboursModule,
  scrollAtEdgeModule,
  stageContentsModule,
  stageNumbersModule,
  stagesApartModule,
  wrapIntoStageModule,
  padInSightModule,
  rootReferencesModule,
  salesContextPadModule,
  createByKeyModule,
  keepNamingModule,
  walkModule,
];

export const drawing = {
  bpmnRenderer: rendererColours,
  textRenderer: {
    defaultStyle: { fontFamily, fontSize: 12, lineHeight: 1.25 },
    externalStyle: { fontSize: 11.5, lineHeight: 1.25 },
  },
};
