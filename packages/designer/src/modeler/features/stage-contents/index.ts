/** A stage that is dropped comes with its inner start and end, so that steps can be dropped between them. */
import CommandInterceptor from 'diagram-js/lib/command/CommandInterceptor';
import type { DiagramElement } from '../../diagram.ts';
import type { ElementFactory, Modeling } from '../../services.ts';
import type { FreshStage } from '../steps/index.ts';

type Bus = ConstructorParameters<typeof CommandInterceptor>[0];

export class StageContents extends CommandInterceptor {
  static override $inject = ['eventBus', 'modeling', 'elementFactory'];

  constructor(eventBus: Bus, modeling: Modeling, elementFactory: ElementFactory) {
    super(eventBus);
    this.postExecuted(
      'shape.create',
      ({ shape }: { readonly shape: FreshStage }) => {
        if (!shape.isFresh) return;
        shape.isFresh = false;
        fill(shape, modeling, elementFactory);
      },
      true,
    );
  }
}

function fill(stage: DiagramElement, modeling: Modeling, elementFactory: ElementFactory): void {
  const y = stage.y + 34 + (stage.height - 34) / 2;
  const start = modeling.createShape(elementFactory.createShape({ type: 'bpmn:StartEvent' }), { x: stage.x + 46, y }, stage);
  const end = modeling.createShape(
    elementFactory.createShape({ type: 'bpmn:EndEvent' }),
    { x: stage.x + stage.width - 46, y },
    stage,
  );
  modeling.connect(start, end);
}

export const stageContentsModule = { __init__: ['stageContents'], stageContents: ['type', StageContents] };
