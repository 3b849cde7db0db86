import { compile } from '@fortnight/shared/kernel';
import { readXml } from '@fortnight/shared/model';
import { describe, expect, it } from 'vitest';
import { Case } from '../support/case.ts';
import { flow, flows, program, tag } from '../support/process.ts';

const namespaces = 'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:fortnight="urn:fortnight:bpmn:1"';
async function refusals(body: string): Promise<string[]> {
  const xml = `<definitions ${namespaces} targetNamespace="x"><signal id="sig" name="sig"/><escalation id="esc" escalationCode="esc"/><process id="p" isExecutable="true">${body}</process></definitions>`;
  const compiled = compile((await readXml(xml)).model);
  return compiled.ok ? [] : compiled.problems.map(({ code, elementId, message }) => `${code} ${elementId}: ${message}`);
}
const alone = (element: string) => `<startEvent id="s"/>${element}<endEvent id="e"/>${flows('s', 'x', 'e')}`;
const event = (definition: string, name = 'intermediateCatchEvent') => alone(tag(name, 'x', '', definition));

describe('what is not built', () => {
  it.each([
    ['a catch of compensation', event('<compensateEventDefinition/>'), 'compensateEventDefinition'],
    ['a decision', alone(tag('businessRuleTask', 'x', '<fortnight:decision ref="d"/>')), 'fortnight:decision'],
    ['a job on a gateway', alone(tag('exclusiveGateway', 'x', '<fortnight:job type="t"/>')), 'fortnight:job'],
  ])('is refused at deploy: %s', async (_, body, what) => {
    expect(await refusals(body)).toContainEqual(`element-not-supported x: x (x) can't be executed yet: ${what}.`);
  });
});

describe('what is wrong', () => {
  it.each([
    ['an element without an id', '<startEvent id="s"/><endEvent/>', 'id-missing'],
    ['nothing that begins', tag('userTask', 'x') + flow('x', 'x'), 'no-start-event'],
    [
      'a flow into another scope',
      alone(tag('subProcess', 'x', '', `<startEvent id="is"/>${tag('task', 'u')}`)) + flow('s', 'u'),
      'flow-crosses-scope',
    ],
    [
      'an expression that is none',
      alone(tag('exclusiveGateway', 'x')) + tag('task', 't') + flow('x', 't', '= 1 +'),
      'expression-invalid',
    ],
    [
      'a script in another language',
      alone(tag('scriptTask', 'x', '', '<script>1</script>', 'scriptFormat="javascript"')),
      'script-format',
    ],
  ])('is refused at deploy: %s', async (_, body, code) => {
    expect((await refusals(body)).join('\n')).toContain(code);
  });
});

describe('what is drawing', () => {
  it('is let through: lanes, data, notes', async () => {
    const lanes = '<laneSet id="ls"><lane id="l" name="Sales"><flowNodeRef>x</flowNodeRef></lane></laneSet>';
    const notes =
      '<dataObject id="d"/><dataObjectReference id="dr" dataObjectRef="d"/><textAnnotation id="ta"><text>Note</text></textAnnotation>';
    const played = Case.start(await program(lanes + alone(tag('userTask', 'x')) + notes));
    expect(played.state.tasks).toMatchObject([{ groups: [], users: [] }]);
  });
});

describe('declared types', () => {
  it('let conditions compare dates as dates', async () => {
    const data = '<fortnight:data name="day" type="date"/>';
    const body = `<startEvent id="s"/>${tag('exclusiveGateway', 'x', '', '', 'default="x-b"')}${tag('userTask', 'a')}${tag('userTask', 'b')}${flows('s', 'x')}${flow('x', 'a', 'day < today()')}${flow('x', 'b')}`;
    const on = await program(body, data);
    expect(Case.start(on, { day: '2026-11-22' }).waitsAt).toEqual(['a']);
    expect(Case.start(on, { day: '2026-11-24' }).waitsAt).toEqual(['b']);
  });
});
