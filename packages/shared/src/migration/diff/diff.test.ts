import { describe, expect, it } from 'vitest';
import { readXml } from '../../model/index.ts';
import { diffModels, isSame, type ModelDiff } from './diff.ts';

const documentOf = (body: string, { roots = '', process = '', diagram = '' } = {}) =>
  `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:fortnight="urn:fortnight:bpmn:1" id="d" targetNamespace="t">${roots}
   <process id="p" name="Deal" isExecutable="true"><extensionElements>${process}</extensionElements>${body}</process>${diagram}</definitions>`;
const approval = (inside: string, mode = 'one') =>
  `<userTask id="sign" name="Sign"><extensionElements><fortnight:approval mode="${mode}">${inside}</fortnight:approval></extensionElements></userTask>`;
const by = (...who: string[]) => who.map((one) => `<fortnight:approver who="${one}"/>`).join('');

async function diff(before: string, after: string): Promise<ModelDiff> {
  const [{ model: then }, { model: now }] = await Promise.all([readXml(before), readXml(after)]);
  return diffModels(then, now);
}
const settingsOf = ({ changed }: ModelDiff) =>
  changed.flatMap(({ after, settings }) =>
    settings.map(({ field, items, before, after: now }) => [after.id, field, items.join(), before, now]),
  );

describe('two models', () => {
  it('differ by elements that came and went, with the flows between them', async () => {
    const found = await diff(
      documentOf('<startEvent id="s"/><userTask id="a" name="Old"/><sequenceFlow id="f" sourceRef="s" targetRef="a"/>'),
      documentOf('<startEvent id="s"/><userTask id="b" name="New"/><sequenceFlow id="f" sourceRef="s" targetRef="b"/>'),
    );
    expect(found.added).toMatchObject([{ kind: 'userTask', id: 'b', name: 'New', parentId: 'p' }]);
    expect(found.removed).toMatchObject([{ kind: 'userTask', id: 'a', name: 'Old' }]);
    expect(settingsOf(found)).toEqual([['f', 'targetId', '', 'a', 'b']]);
  });

  it('differ by single settings, items of a list by what they are known by', async () => {
    const found = await diff(
      documentOf(approval(by('group:legal', 'manager-of:starter'))),
      documentOf(approval(by('user:li', 'group:legal', 'manager-of:starter'), 'all')),
    );
    expect(settingsOf(found)).toEqual([
      ['sign', 'extension.approval.mode', '', 'one', 'all'],
      ['sign', 'extension.approval.approvers', 'user:li', undefined, { who: 'user:li' }],
    ]);
  });

  it('differ by the order of a list, and of the ways out of a choice', async () => {
    const ordered = await diff(documentOf(approval(by('user:li', 'user:wu'))), documentOf(approval(by('user:wu', 'user:li'))));
    expect(settingsOf(ordered)).toEqual([
      ['sign', 'extension.approval.approvers.order', '', ['user:li', 'user:wu'], ['user:wu', 'user:li']],
    ]);
    const choice = (...ids: string[]) =>
      documentOf(
        `<exclusiveGateway id="g"/><endEvent id="e"/>${ids.map((id) => `<sequenceFlow id="${id}" sourceRef="g" targetRef="e"/>`).join('')}`,
      );
    expect(settingsOf(await diff(choice('x', 'y'), choice('y', 'x')))).toEqual([
      ['g', 'outgoing.order', '', ['x', 'y'], ['y', 'x']],
    ]);
    expect((await diff(choice('x', 'y'), choice('y'))).changed).toEqual([]);
  });

  it('differ by name, kind and place', async () => {
    const found = await diff(
      documentOf('<task id="a" name="Old"/><subProcess id="s"/>'),
      documentOf('<subProcess id="s"><userTask id="a" name="New"/></subProcess>'),
    );
    expect(settingsOf(found)).toEqual([
      ['a', 'kind', '', 'task', 'userTask'],
      ['a', 'name', '', 'Old', 'New'],
      ['a', 'parentId', '', 'p', 's'],
    ]);
  });

  it('differ by what stands beside the flow: data, messages, notes, forms', async () => {
    const then = documentOf('<textAnnotation id="n"><text>One</text></textAnnotation>', {
      roots: '<message id="m" name="paid"/>',
      process: '<fortnight:data name="amount" type="number"/>',
    });
    const found = await diff(
      then,
      then.replace('paid', 'settled').replace('One', 'Two').replace('type="number"', 'type="money" currency="CNY"'),
    );
    expect(settingsOf(found)).toEqual([
      ['p', 'extension.data.type', 'amount', 'number', 'money'],
      ['p', 'extension.data.currency', 'amount', undefined, 'CNY'],
      ['m', 'name', '', 'paid', 'settled'],
      ['n', 'text', '', 'One', 'Two'],
    ]);
    const { model } = await readXml(then);
    const forms = {
      before: [{ id: 'offer', fields: [{ name: 'price' }] }],
      after: [{ id: 'offer', fields: [{ name: 'price', required: true }] }],
    };
    expect(settingsOf(diffModels(model, model, forms))).toEqual([['offer', 'fields.required', 'price', undefined, true]]);
  });

  it('are the same where only the drawing differs, which is told apart', async () => {
    const drawn = (x: number) =>
      documentOf('<task id="a"/><task id="b"/>', {
        diagram: `<bpmndi:BPMNDiagram id="di"><bpmndi:BPMNPlane id="pl" bpmnElement="p"><bpmndi:BPMNShape id="as" bpmnElement="a"><dc:Bounds x="${x}" y="0" width="1" height="1"/></bpmndi:BPMNShape>
          <bpmndi:BPMNShape id="bs" bpmnElement="b"><dc:Bounds x="0" y="0" width="1" height="1"/></bpmndi:BPMNShape></bpmndi:BPMNPlane></bpmndi:BPMNDiagram>`,
      });
    const found = await diff(drawn(1), drawn(2));
    expect(isSame(found)).toBe(true);
    expect(found.redrawn).toEqual(['a']);
  });
});
