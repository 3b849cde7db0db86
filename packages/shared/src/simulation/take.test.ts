import { describe, expect, it } from 'vitest';
import { compile } from '../kernel/index.ts';
import { readXml } from '../model/index.ts';
import { take } from './take.ts';

describe('a command with all its answers', () => {
  it('answers as many questions as begin at once', async () => {
    const xml = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:fortnight="urn:fortnight:bpmn:1" targetNamespace="x">
      <process id="p" isExecutable="true"><startEvent id="s"/><sequenceFlow id="f" sourceRef="s" targetRef="a"/>
      <userTask id="a"><extensionElements><fortnight:assignment assignee="wang@example.com"/></extensionElements>
        <multiInstanceLoopCharacteristics><loopCardinality>= 1500</loopCardinality></multiInstanceLoopCharacteristics></userTask>
      <sequenceFlow id="g" sourceRef="a" targetRef="e"/><endEvent id="e"/></process></definitions>`;
    const compiled = compile((await readXml(xml)).model);
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
    const person = { roles: [], groups: [], isActive: true };
    const directory = {
      users: [
        { ...person, id: 'ann', name: 'Ann', email: 'ann@example.com' },
        { ...person, id: 'wang', name: 'Wang', email: 'wang@example.com' },
      ],
    };
    const result = take(compiled.value, undefined, { type: 'start', at: 0, by: { userId: 'ann' } }, { directory, calendars: [] });
    expect(result).toMatchObject({ ok: true, state: { tasks: { length: 1500 }, questions: [], incidents: [] } });
  });
});
