import { describe, expect, it } from 'vitest';
import type { DiagramElement, ModdleElement } from '../../diagram.ts';
import { wouldNest } from './stands-in-stage.ts';

/** What the canvas would hold, as far as this asks: a stage is a sub-process with the tag of a stage. */
function shape(kind: 'stage' | 'subProcess' | 'task', children: DiagramElement[] = []): DiagramElement {
  const tag = { $type: 'fortnight:Stage', get: () => undefined };
  const extensions = { $type: 'bpmn:ExtensionElements', get: () => (kind === 'stage' ? [tag] : []) };
  const businessObject = {
    $instanceOf: (type: string) => type === (kind === 'task' ? 'bpmn:Task' : 'bpmn:SubProcess'),
    get: (name: string) => (name === 'extensionElements' ? extensions : undefined),
  } as unknown as ModdleElement;
  const made = { businessObject, children } as unknown as DiagramElement & { parent?: DiagramElement };
  for (const child of children) (child as { parent?: DiagramElement }).parent = made;
  return made;
}

describe('a stage', () => {
  it('stands beside another, in no stage and in nothing of a stage', () => {
    const inner = shape('subProcess');
    const other = shape('stage', [inner]);
    expect(wouldNest([shape('stage')], shape('subProcess'))).toBe(false);
    expect(wouldNest([shape('stage')], other)).toBe(true);
    expect(wouldNest([shape('stage')], inner)).toBe(true);
  });

  it('does not come into a stage hidden in a sub-process', () => {
    expect(wouldNest([shape('subProcess', [shape('stage')])], shape('stage'))).toBe(true);
    expect(wouldNest([shape('subProcess', [shape('task')]), shape('task')], shape('stage'))).toBe(false);
  });

  it('that stands in one already may be moved about there, and out of it', () => {
    const nested = shape('stage');
    const outer = shape('stage', [nested]);
    shape('subProcess', [outer]);
    expect(wouldNest([nested], outer)).toBe(false);
    expect(wouldNest([nested], outer.parent)).toBe(false);
    expect(wouldNest([nested], shape('stage'))).toBe(true);
  });
});
