import { describe, expect, it } from 'vitest';
import { readXml } from '../model/index.ts';
import { type ValidateOptions, validate } from './index.ts';

const document = (content: string, more = '') =>
  `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:fortnight="urn:fortnight:bpmn:1" targetNamespace="t">
    <process id="p" isExecutable="true"><startEvent id="s"/><endEvent id="e"/>${content}</process>${more}</definitions>`;
const flows = (...ways: readonly (readonly [string, string])[]) =>
  ways.map(([from, to]) => `<sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}"/>`).join('');
const call = (processId: string) => `<callActivity id="x" name="X" calledElement="${processId}"/>`;
const around = (processId: string) => call(processId) + flows(['s', 'x'], ['x', 'e']);
const published: ValidateOptions = { processIds: new Set(['credit']) };

async function codesOf(xml: string, options: ValidateOptions = published): Promise<string[]> {
  return validate((await readXml(xml)).model, options).map(({ code, severity, elementId }) => `${severity} ${code} ${elementId}`);
}

describe('what a call activity calls', () => {
  it('is a process that is published, or stands in the same document', async () => {
    const other = '<process id="other" isExecutable="true"><startEvent id="os"/><endEvent id="oe"/></process>';
    expect(await codesOf(document(around('credit')))).toEqual([]);
    expect(await codesOf(document(around('nobody')))).toEqual(['warning called-process-unknown x']);
    expect((await codesOf(document(around('other'), other))).filter((code) => code.includes('called'))).toEqual([]);
  });

  it('may be computed, a global task, or not known to whoever asks', async () => {
    expect(await codesOf(document(around('= kind')))).toEqual([]);
    expect(await codesOf(document(around('task'), '<globalUserTask id="task" name="Sign"/>'))).toEqual([]);
    expect(await codesOf(document(around('nobody')), {})).toEqual([]);
  });
});

describe('a process that calls itself', () => {
  it('needs a way that does not', async () => {
    expect(await codesOf(document(around('p')))).toEqual(['warning calls-itself-always x']);
    const choice = `<exclusiveGateway id="g" default="g_e"/>${call('p')}${flows(['s', 'g'], ['x', 'e'], ['g', 'e'])}
      <sequenceFlow id="g_x" sourceRef="g" targetRef="x"><conditionExpression>n &gt; 0</conditionExpression></sequenceFlow>`;
    expect(await codesOf(document(choice))).toEqual([]);
  });

  it('is looked at inside its sub-processes too', async () => {
    const inside = `<subProcess id="y" name="Y"><startEvent id="is"/>${call('p')}<endEvent id="ie"/>${flows(['is', 'x'], ['x', 'ie'])}</subProcess>`;
    expect(await codesOf(document(inside + flows(['s', 'y'], ['y', 'e'])))).toEqual(['warning calls-itself-always x']);
  });
});
