import { describe, expect, it } from 'vitest';
import type { DiagramElement, ModdleElement } from '../../diagram.ts';
import { withNewStage } from './stage-order.ts';

type Drawn = { -readonly [K in keyof DiagramElement]: DiagramElement[K] } & {
  incoming: DiagramElement[];
  outgoing: DiagramElement[];
};

const moddle = ($type: string, values: Readonly<Record<string, unknown>> = {}): ModdleElement => ({
  $type,
  get: (name) => values[name],
  set: () => {},
  $instanceOf: (type) => type === $type,
});

function shape(id: string, at: { x: number; y: number }, order?: number, isStage = true): Drawn {
  const stage = moddle('fortnight:Stage', { order: order === undefined ? undefined : String(order) });
  const extensionElements = moddle('bpmn:ExtensionElements', { values: isStage ? [stage] : [] });
  return {
    id,
    type: 'bpmn:SubProcess',
    businessObject: moddle('bpmn:SubProcess', { extensionElements }),
    di: moddle('bpmndi:BPMNShape'),
    children: [],
    incoming: [],
    outgoing: [],
    ...at,
    width: 360,
    height: 220,
  };
}

function connect(source: Drawn, target: Drawn): void {
  const flow = { ...shape(`${source.id}-${target.id}`, { x: 0, y: 0 }), source, target };
  source.outgoing.push(flow);
  target.incoming.push(flow);
}

const ids = (stages: readonly DiagramElement[]) => stages.map(({ id }) => id).join(' ');

describe('the place of a new stage', () => {
  it('is behind the stage that leads to it, through other steps', () => {
    const [first, second, third] = [
      shape('a', { x: 0, y: 0 }, 1),
      shape('b', { x: 900, y: 0 }, 2),
      shape('new', { x: 2000, y: 0 }),
    ];
    const gateway = shape('choice', { x: 450, y: 0 }, undefined, false);
    connect(first, gateway);
    connect(gateway, third);
    expect(ids(withNewStage([second, first], third))).toBe('a new b');
  });

  it('is before the stage that it leads to', () => {
    const [first, second, fresh] = [
      shape('a', { x: 0, y: 0 }, 1),
      shape('b', { x: 500, y: 0 }, 2),
      shape('new', { x: 2000, y: 900 }),
    ];
    connect(fresh, second);
    expect(ids(withNewStage([first, second], fresh))).toBe('a new b');
  });

  it('is where one would read it when nothing leads there: by rows, each from the left', () => {
    const stages = [shape('a', { x: 0, y: 0 }, 1), shape('c', { x: 900, y: 20 }, 2), shape('d', { x: 0, y: 500 }, 3)];
    expect(ids(withNewStage(stages, shape('b', { x: 450, y: 10 })))).toBe('a b c d');
    expect(ids(withNewStage(stages, shape('e', { x: 500, y: 500 })))).toBe('a c d e');
  });

  it('survives a circle', () => {
    const [first, fresh] = [shape('a', { x: 0, y: 0 }, 1), shape('new', { x: 500, y: 0 })];
    connect(first, fresh);
    connect(fresh, first);
    expect(ids(withNewStage([first], fresh))).toBe('a new');
  });
});
