import { describe, expect, it } from 'vitest';
import { readXml } from '../model/index.ts';
import { validate } from './index.ts';

const bpmn = (x: string) => `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:fortnight="urn:fortnight:bpmn:1" targetNamespace="t">
  <process id="p" isExecutable="true"><startEvent id="s"/>${x}<endEvent id="e"/>
  <sequenceFlow id="s_x" sourceRef="s" targetRef="x"/><sequenceFlow id="x_e" sourceRef="x" targetRef="e"/></process></definitions>`;
const extended = (tags: string) => `<extensionElements>${tags}</extensionElements>`;
const job = '<fortnight:job type="book"/>';

const codesOf = async (x: string) =>
  validate((await readXml(bpmn(x))).model).map(({ code, severity, elementId }) => `${severity} ${code} ${elementId}`);

/** What is told, and the twin of which nothing is. */
describe.each<[string, string, readonly string[], string]>([
  [
    'work that another engine does',
    '<serviceTask id="x" name="X" camunda:class="com.example.Book"/>',
    ['error foreign-work x'],
    `<serviceTask id="x" name="X" camunda:class="com.example.Book">${extended(job)}</serviceTask>`,
  ],
  [
    'a listener of another engine',
    `<userTask id="x" name="X" camunda:assignee="ada">${extended('<camunda:taskListener event="create" class="com.example.Tell"/>')}</userTask>`,
    ['warning foreign-listener x'],
    '<userTask id="x" name="X" camunda:assignee="ada"/>',
  ],
  [
    'a setting of another engine',
    '<userTask id="x" name="X" camunda:assignee="ada" camunda:followUpDate="2027-01-01T00:00:00"/>',
    ['warning foreign-setting x'],
    '<userTask id="x" name="X" camunda:assignee="ada"/>',
  ],
])('%s', (_what, found, told, twin) => {
  it('is told, and its twin is not', async () => {
    expect(await codesOf(found)).toEqual(told);
    expect(await codesOf(twin)).toEqual([]);
  });
});

describe('an id that two elements have', () => {
  it('is told of the second, and of none where each has its own', async () => {
    const { model } = await readXml(bpmn('<task id="x" name="X"/>'));
    const twice = (id: string) => ({
      ...model,
      processes: model.processes.map((process) => ({
        ...process,
        nodes: process.nodes.flatMap((node) => (node.id === 'x' ? [node, { ...node, id }] : [node])),
      })),
    });
    const found = (id: string) => validate(twice(id)).filter(({ code }) => code === 'duplicate-id');
    expect(found('x')).toMatchObject([{ elementId: 'x', field: 'id', severity: 'error' }]);
    expect(found('y')).toEqual([]);
  });
});
