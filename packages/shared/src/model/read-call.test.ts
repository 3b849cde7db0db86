import { describe, expect, it } from 'vitest';
import { type FlowNode, readXml, walkNodes, writeXml } from './index.ts';

const document = (inside: string, attributes = '', roots = ''): string =>
  `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:fortnight="urn:fortnight:bpmn:1"
    xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:flow="http://flowable.org/bpmn" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
    id="d" targetNamespace="t">${roots}<process id="p" isExecutable="true"><callActivity id="x" ${attributes}>${
      inside === '' ? '' : `<extensionElements>${inside}</extensionElements>`
    }</callActivity></process></definitions>`;

async function callOf(inside: string, attributes = '', roots = ''): Promise<FlowNode> {
  const { model, problems } = await readXml(document(inside, attributes, roots));
  expect(problems).toEqual([]);
  const [process] = model.processes;
  const [placed] = process ? walkNodes(process) : [];
  if (!placed) throw new Error('no node');
  return placed.node;
}

describe('a call activity', () => {
  it('names what it calls: a process, whatever the prefix, or an expression', async () => {
    expect((await callOf('', 'calledElement="credit"')).calledElement).toBe('credit');
    expect((await callOf('', 'calledElement="tns:credit"')).calledElement).toBe('credit');
    expect((await callOf('', 'calledElement="= &quot;a:&quot; + b"')).calledElement).toBe('= "a:" + b');
    expect((await callOf('<zeebe:calledElement processId="=kind"/>')).calledElement).toBe('=kind');
  });

  it('says which version, what goes in and what comes back', async () => {
    const { extension } = await callOf(
      '<fortnight:call binding="tag:gold" businessKey="= id" passes="all" returns="mapped"/><fortnight:input name="a" value="= 1"/>',
    );
    expect(extension.call).toEqual({ binding: 'tag:gold', businessKey: '= id', passes: 'all', returns: 'mapped' });
    expect(extension.inputs).toEqual([{ name: 'a', value: '= 1' }]);
  });

  it('is read from Camunda, which passes nothing that is not named', async () => {
    const { extension } = await callOf(
      `<camunda:in source="amount" target="sum"/><camunda:in source="a-b" target="c"/><camunda:in sourceExpression="fixed" target="d"/>
       <camunda:in businessKey="#{execution.processBusinessKey}"/><camunda:out source="rating" target="score"/>`,
      'camunda:calledElementBinding="versionTag" camunda:calledElementVersionTag="gold"',
    );
    expect(extension.call).toEqual({ binding: 'tag:gold', passes: 'mapped', returns: 'mapped' });
    expect(extension.inputs).toEqual([
      { name: 'sum', value: '= amount' },
      { name: 'c', value: '= `a-b`' },
      { name: 'd', value: '= "fixed"' },
    ]);
    expect(extension.outputs).toEqual([{ name: 'score', value: '= result.rating' }]);
    const keyed = await callOf(
      '<camunda:in businessKey="#{order.number}"/><camunda:in sourceExpression="#{a &gt; b}" target="c"/>',
    );
    expect(keyed.extension).toMatchObject({
      call: { businessKey: '= order.number' },
      inputs: [{ name: 'c', value: '= (a > b) = true' }],
    });
    const all = await callOf('<camunda:in variables="all"/><camunda:out variables="all"/>');
    expect(all.extension.call).toEqual({ passes: 'all', returns: 'all' });
    expect((await callOf('', 'flow:inheritVariables="true"')).extension.call).toEqual({ passes: 'all', returns: 'mapped' });
    expect((await callOf('', 'calledElement="a"')).extension.call).toBeUndefined();
  });

  it('is read from Zeebe, which passes everything unless told otherwise', async () => {
    const written = await callOf(
      '<zeebe:calledElement processId="a" bindingType="deployment" propagateAllChildVariables="false"/>',
    );
    expect(written.extension.call).toEqual({ binding: 'deployment', passes: 'all', returns: 'mapped' });
    const none = await callOf('<zeebe:calledElement processId="a" propagateAllParentVariables="false"/>');
    expect(none.extension.call).toEqual({ passes: 'mapped' });
  });
});

describe('a global task', () => {
  it('is what a call activity of it is', async () => {
    const global = `<globalUserTask id="sign" name="Sign"><extensionElements><fortnight:assignment groups="legal"/>
      <fortnight:input name="b" value="= a"/><fortnight:output name="c" value="= result.c"/></extensionElements></globalUserTask>`;
    const own =
      '<fortnight:input name="a" value="= 1"/><fortnight:output name="d" value="= c"/><fortnight:call binding="latest"/>';
    const node = await callOf(own, 'calledElement="sign"', global);
    expect(node).toMatchObject({ kind: 'callActivity', id: 'x', name: 'Sign', calledTask: 'userTask' });
    expect(node.extension.assignment?.groups).toEqual(['legal']);
    expect(node.extension.inputs.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(node.extension.outputs.map(({ name }) => name)).toEqual(['c', 'd']);
    expect(node.extension.call).toBeUndefined();
  });

  it.each([
    ['globalTask', 'task'],
    ['globalManualTask', 'manualTask'],
    ['globalBusinessRuleTask', 'businessRuleTask'],
  ])('%s is a %s', async (global, task) => {
    expect((await callOf('', 'calledElement="g"', `<${global} id="g"/>`)).calledTask).toBe(task);
  });

  it('keeps its script, which the schema has as a tag', async () => {
    const global =
      '<globalScriptTask id="g" scriptLanguage="feel" fortnight:resultVariable="sum"><script>= 1 + 1</script></globalScriptTask>';
    const node = await callOf('', 'calledElement="g"', global);
    expect(node).toMatchObject({ calledTask: 'scriptTask', script: { format: 'feel', text: '= 1 + 1', resultVariable: 'sum' } });
    expect(await writeXml((await readXml(document('', 'calledElement="g"', global))).model)).toContain(
      '<script>= 1 + 1</script>',
    );
  });
});
