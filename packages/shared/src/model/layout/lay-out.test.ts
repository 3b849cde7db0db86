import { describe, expect, it } from 'vitest';
import { hasLayout, layOut, readXml, writeXml } from '../index.ts';

const bpmn = (roots: string) =>
  `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t">${roots}</definitions>`;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly right: number;
  readonly bottom: number;
}

async function boxesOf(roots: string): Promise<{ readonly boxes: Readonly<Record<string, Box>>; readonly xml: string }> {
  const xml = await writeXml(await layOut((await readXml(bpmn(roots))).model));
  const shapes = xml.matchAll(
    /BPMNShape id="\w+" bpmnElement="(\w+)"[^>]*>\s*<dc:Bounds x="(-?\d+)" y="(-?\d+)" width="(\d+)" height="(\d+)"/g,
  );
  const boxes: Record<string, Box> = {};
  for (const [, id = '', ...numbers] of shapes) {
    const [x = 0, y = 0, width = 0, height = 0] = numbers.map(Number);
    boxes[id] = { x, y, right: x + width, bottom: y + height };
  }
  return { boxes, xml };
}

const inside = (inner: Box | undefined, outer: Box | undefined) =>
  inner !== undefined &&
  outer !== undefined &&
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.right <= outer.right &&
  inner.bottom <= outer.bottom;

const flow = (id: string, from: string, to: string) => `<sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}"/>`;

describe('laying out', () => {
  it('goes left to right and expands sub-processes around what they hold', async () => {
    const { boxes, xml } = await boxesOf(
      `<process id="p"><startEvent id="s"/><subProcess id="sub"><task id="a"/><task id="b"/>${flow('f3', 'a', 'b')}</subProcess><endEvent id="e"/>
        ${flow('f1', 's', 'sub')}${flow('f2', 'sub', 'e')}<boundaryEvent id="t" attachedToRef="sub"><timerEventDefinition/></boundaryEvent>${flow('f4', 't', 'e')}</process>`,
    );
    expect(boxes.s?.right).toBeLessThan(boxes.sub?.x ?? 0);
    expect(boxes.sub?.right).toBeLessThan(boxes.e?.x ?? 0);
    expect(inside(boxes.a, boxes.sub) && inside(boxes.b, boxes.sub)).toBe(true);
    expect((boxes.t?.y ?? 0) + 18).toBe(boxes.sub?.bottom);
    expect(xml.match(/<bpmndi:BPMNEdge/g)).toHaveLength(4);
    expect(xml).toContain('isExpanded="true"');
  });

  it('draws pools one below the other and lanes as bands within', async () => {
    const { boxes } = await boxesOf(
      `<collaboration id="c"><participant id="pool" processRef="p"/><participant id="partner"/><messageFlow id="m" sourceRef="a" targetRef="partner"/></collaboration>
      <process id="p"><laneSet id="ls"><lane id="l1"><flowNodeRef>a</flowNodeRef></lane><lane id="l2"><flowNodeRef>b</flowNodeRef></lane></laneSet>
        <task id="a"/><task id="b"/>${flow('f', 'a', 'b')}</process>`,
    );
    expect(inside(boxes.a, boxes.l1) && inside(boxes.b, boxes.l2)).toBe(true);
    expect(inside(boxes.l1, boxes.pool) && inside(boxes.l2, boxes.pool)).toBe(true);
    expect(boxes.l1?.bottom).toBe(boxes.l2?.y);
    expect(boxes.pool?.bottom).toBeLessThan(boxes.partner?.y ?? 0);
  });

  it('draws ways up to the diamond of a gateway', async () => {
    const { boxes, xml } = await boxesOf(
      `<process id="p"><startEvent id="s"/><exclusiveGateway id="g"/><task id="a"/><task id="b"/>
        ${flow('f1', 's', 'g')}${flow('f2', 'g', 'a')}${flow('f3', 'g', 'b')}</process>`,
    );
    const { x = 0, y = 0 } = boxes.g ?? {};
    for (const id of ['f2', 'f3']) {
      const [, pointX, pointY] = new RegExp(`bpmnElement="${id}"[^>]*>\\s*<di:waypoint x="([^"]+)" y="([^"]+)"`).exec(xml) ?? [];
      expect(Math.abs(Number(pointX) - x - 25) + Math.abs(Number(pointY) - y - 25)).toBeCloseTo(25, 0);
    }
  });

  it('is not needed where a diagram has shapes', async () => {
    const { model } = await readXml(bpmn('<process id="p"><task id="a"/></process>'));
    expect(hasLayout(model)).toBe(false);
    expect(hasLayout(await layOut(model))).toBe(true);
  });

  it('writes down the id of a flow that has none, which its line names', async () => {
    const { xml } = await boxesOf(
      '<process id="p"><task id="a"/><task id="b"/><sequenceFlow sourceRef="a" targetRef="b"/></process>',
    );
    expect(xml).toContain('<sequenceFlow id="flow-a-b" sourceRef="a" targetRef="b" />');
    expect(xml).toContain('bpmnElement="flow-a-b"');
  });
});
