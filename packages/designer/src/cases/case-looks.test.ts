import { readXml } from '@fortnight/shared/model';
import { describe, expect, it } from 'vitest';
import { looksOf } from './case-looks.ts';

const xml = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t">
  <process id="p" isExecutable="true">
    <startEvent id="start"/>
    <subProcess id="approve">
      <startEvent id="in"/><exclusiveGateway id="which"/><userTask id="three"/><userTask id="manager"/><endEvent id="out"/>
      <boundaryEvent id="late" attachedToRef="three"><timerEventDefinition/></boundaryEvent><endEvent id="lateEnd"/>
      <sequenceFlow id="f1" sourceRef="in" targetRef="which"/><sequenceFlow id="f2" sourceRef="which" targetRef="three"/>
      <sequenceFlow id="f3" sourceRef="which" targetRef="manager"/><sequenceFlow id="f4" sourceRef="three" targetRef="out"/>
      <sequenceFlow id="f5" sourceRef="manager" targetRef="out"/><sequenceFlow id="f6" sourceRef="late" targetRef="lateEnd"/>
    </subProcess>
    <subProcess id="deliver"><startEvent id="in2"/><userTask id="hand"/><sequenceFlow id="f7" sourceRef="in2" targetRef="hand"/></subProcess>
    <endEvent id="won"/>
    <sequenceFlow id="a" sourceRef="start" targetRef="approve"/><sequenceFlow id="b" sourceRef="approve" targetRef="deliver"/>
    <sequenceFlow id="c" sourceRef="deliver" targetRef="won"/>
  </process>
</definitions>`;

const process = async () => {
  const { model } = await readXml(xml);
  const [first] = model?.processes ?? [];
  if (!first) throw new Error('the model has no process');
  return first;
};
const token = (elementId: string, id = elementId) => ({
  id,
  elementId,
  elementKind: 'userTask',
  elementName: elementId,
  since: '2026-11-25T02:00:00.000Z',
});
const path = { elementIds: ['start', 'in', 'which'], endedIds: [] as string[], flowIds: ['a', 'f1', 'f2'] };

describe('the diagram of a case', () => {
  it('knows what is done, now, to come and not taken', async () => {
    const looks = looksOf(await process(), { state: 'active', tokens: [token('three')], path, incidents: [] });
    expect(looks.which).toEqual({ state: 'done' });
    expect(looks.f2).toEqual({ state: 'done' });
    expect(looks.three).toEqual({ state: 'now', tokens: 1 });
    expect(looks.approve).toEqual({ state: 'now', tokens: 0 });
    expect(looks.manager).toEqual({ state: 'notTaken' });
    expect([looks.f3?.state, looks.f5?.state]).toEqual(['notTaken', 'notTaken']);
    for (const id of ['f4', 'out', 'late', 'f6', 'lateEnd', 'b', 'deliver', 'in2', 'f7', 'hand', 'c', 'won'])
      expect(looks[id], id).toBeUndefined();
  });

  it('knows that what is done may still be undone', async () => {
    const undo = `<boundaryEvent id="b" attachedToRef="three"><compensateEventDefinition/></boundaryEvent><userTask id="undo" isForCompensation="true"/><association id="as" sourceRef="b" targetRef="undo"/>`;
    const { model } = await readXml(xml.replace('<endEvent id="out"/>', `<endEvent id="out"/>${undo}`));
    const [first] = model?.processes ?? [];
    if (!first) throw new Error('the model has no process');
    const done = { ...path, elementIds: [...path.elementIds, 'three', 'out'] };
    const looks = looksOf(first, { state: 'active', tokens: [token('hand')], path: done, incidents: [] });
    expect([looks.b, looks.undo]).toEqual([undefined, undefined]);
    const other = looksOf(first, {
      state: 'active',
      tokens: [token('hand')],
      path,
      incidents: [],
    });
    expect(other.undo).toEqual({ state: 'notTaken' });
  });

  it('counts the tokens on an element', async () => {
    const tokens = [token('three', '1'), token('three', '2')];
    expect(looksOf(await process(), { state: 'active', tokens, path, incidents: [] }).three?.tokens).toBe(2);
  });

  it('shows nothing as to come once the case is over', async () => {
    const looks = looksOf(await process(), { state: 'terminated', tokens: [], path, incidents: [] });
    expect([looks.deliver, looks.hand, looks.three].map((look) => look?.state)).toEqual(['notTaken', 'notTaken', 'notTaken']);
    expect(looks.approve).toEqual({ state: 'done' });
    expect(looks.start?.state).toBe('done');
  });

  it('shows what was left before it was done as where it ended, unless the case may come back to it', async () => {
    const left = { ...path, endedIds: ['approve', 'three'] };
    const over = looksOf(await process(), { state: 'completed', tokens: [], path: left, incidents: [] });
    expect([over.approve?.state, over.three?.state, over.manager?.state]).toEqual(['ended', 'ended', 'notTaken']);
    const back = looksOf(await process(), { state: 'active', tokens: [token('start')], path: left, incidents: [] });
    expect(back.three).toBeUndefined();
  });

  it('marks an element with an open incident as failed', async () => {
    const incidents = [{ elementId: 'three', state: 'open' }] as Parameters<typeof looksOf>[1]['incidents'];
    const looks = looksOf(await process(), { state: 'active', tokens: [token('three')], path, incidents });
    expect(looks.three).toEqual({ state: 'failed', tokens: 1 });
    const jobs = looksOf(await process(), { state: 'active', tokens: [], path, incidents });
    expect([jobs.three?.state, jobs.approve?.state, jobs.deliver, jobs.won]).toEqual(['failed', 'now', undefined, undefined]);
  });
});
