import { describe, expect, it } from 'vitest';
import { readXml } from '../model/index.ts';
import { unknownNamesIn, validate, variableUse } from './index.ts';

const bpmn = (data: string) => `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:fortnight="urn:fortnight:bpmn:1" targetNamespace="t"><process id="p" isExecutable="true"><extensionElements>${data}</extensionElements>
    <startEvent id="s"/><sequenceFlow id="f1" sourceRef="s" targetRef="x"/>
    <userTask id="x" name="X"><extensionElements><fortnight:assignment groups="sales"/><fortnight:form ref="offer"/>
      <fortnight:output name="margin" value="price - cost"/></extensionElements></userTask>
    <sequenceFlow id="f2" sourceRef="x" targetRef="e"/><endEvent id="e"/></process></definitions>`;
const forms = { offer: { fields: [{ name: 'price' }, { name: 'reason', visible: 'urgent' }] } };
const cost = '<fortnight:data name="cost" type="number" purpose="know it"/>';

describe('the use of a variable', () => {
  it('is to be written by a form or a mapping, or to be read by an expression; a declaration is none', async () => {
    const { model } = await readXml(bpmn(cost));
    const use = variableUse(model, 'p', forms);
    expect(['price', 'margin', 'cost'].map((name) => use?.isWritten(name))).toEqual([true, true, false]);
    expect(['cost', 'urgent', 'margin'].map((name) => use?.isRead(name))).toEqual([true, true, false]);
  });
});

describe('an unknown name', () => {
  it('is the same while it is typed as in the list of problems', async () => {
    const { model } = await readXml(bpmn(''));
    const around = { model, processId: 'p', forms };
    expect(unknownNamesIn('price - cost', around)).toEqual([{ name: 'cost' }]);
    expect(unknownNamesIn('prise > 1', around)).toEqual([{ name: 'prise', near: 'price' }]);
    const told = validate(model, { forms }).filter(({ code }) => code.startsWith('variable-'));
    expect(told.map(({ field, params }) => [field, params?.name])).toEqual([
      ['outputs.margin', 'cost'],
      ['form', 'urgent'],
    ]);
  });

  it('is not told of where the process names none of its data', async () => {
    const { model } = await readXml(bpmn('').replace(/<fortnight:(form|output)[^>]*>/g, ''));
    expect(unknownNamesIn('anything > 1', { model, processId: 'p', forms: {} })).toEqual([]);
  });
});
