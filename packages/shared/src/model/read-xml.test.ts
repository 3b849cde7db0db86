import { BpmnModdle } from 'bpmn-moddle';
import { describe, expect, it } from 'vitest';
import { readXml, toModel, walkNodes, writeXml } from './index.ts';
import type { FlowNode, Model } from './model.ts';

const bpmn = (content: string, process = '') => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:fortnight="urn:fortnight:bpmn:1" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:act="http://activiti.org/bpmn"
  xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:vendor="http://vendor.example" id="d" targetNamespace="urn:t" xmlns:tns="urn:t">
  <message id="m" name="Signed"><extensionElements><zeebe:subscription correlationKey="=contractId"/></extensionElements></message>
  <process id="p" isExecutable="true" ${process}>${content}</process></definitions>`;

function nodeOf(model: Model, id: string): FlowNode {
  for (const process of model.processes) for (const { node } of walkNodes(process)) if (node.id === id) return node;
  throw new Error(`no node ${id}`);
}

const extended = (tag: string, extension: string, attributes = '', content = '') =>
  bpmn(`<${tag} id="x" ${attributes}><extensionElements>${extension}</extensionElements>${content}</${tag}>`);

const readOne = async (xml: string) => nodeOf((await readXml(xml)).model, 'x');

describe('reading the fortnight extension', () => {
  it('reads the whole grammar of an approval', async () => {
    const { extension } = await readOne(
      extended(
        'userTask',
        `<fortnight:approval mode="quorum" quorum="2" order="sequential" result="r" separateFrom="starter, prepare" error="no">
          <fortnight:approver who="managers-up-to:3" level="1"/><fortnight:approver who="picked" groups="legal" when="a &gt; 1" name="N"/>
          <fortnight:autoApprove when="a &lt; 1"/><fortnight:autoReject when="b" reason="Blocked."/>
          <fortnight:outcome id="back" kind="send-back" to="prepare" comment="required"/>
          <fortnight:nobody do="assign" to="role:admin"/><fortnight:samePerson do="once"/><fortnight:copy to="group:legal"/>
          <fortnight:fact variable="margin" better="higher" policy="margin &gt;= 0.22" near="margin &lt; 0.25"/>
        </fortnight:approval><fortnight:timing limit="PT24H" overdue="escalate" to="group:s"/><fortnight:form ref="f"/>`,
      ),
    );
    expect(extension.approval).toEqual({
      mode: 'quorum',
      quorum: '2',
      order: 'sequential',
      result: 'r',
      separateFrom: ['starter', 'prepare'],
      error: 'no',
      approvers: [
        { who: 'managers-up-to:3', level: 1 },
        { who: 'picked', groups: 'legal', when: 'a > 1', name: 'N' },
      ],
      autoApprove: [{ when: 'a < 1' }],
      autoReject: [{ when: 'b', reason: 'Blocked.' }],
      outcomes: [{ id: 'back', kind: 'send-back', to: 'prepare', comment: 'required' }],
      nobody: { do: 'assign', to: 'role:admin' },
      samePerson: { do: 'once' },
      copies: ['group:legal'],
      facts: [{ variable: 'margin', better: 'higher', policy: 'margin >= 0.22', near: 'margin < 0.25' }],
    });
    expect(extension.timing).toEqual({ limit: 'PT24H', overdue: 'escalate', to: 'group:s' });
    expect(extension.form).toEqual({ ref: 'f' });
  });

  it('reads a stage, a checkpoint, an end and the process itself', async () => {
    const { model, problems } = await readXml(
      bpmn(`<extensionElements><fortnight:process uniqueBusinessKey="true" lang="en" candidateStarters="a, b"/>
        <fortnight:metric id="m" kind="stepTime" element="c" target="PT4H"/><fortnight:data name="amount" type="money" currency="CNY" personal="true"/></extensionElements>
        <subProcess id="s"><extensionElements><fortnight:stage order="2" probability="0.75"><fortnight:entry id="e" condition="a"/>
          <fortnight:exit id="f" condition="b" message="B."/><fortnight:required variable="c"/><fortnight:lossReason id="price" name="Price"/>
          </fortnight:stage><fortnight:label lang="zh-Hans" text="审批"/></extensionElements>
          <businessRuleTask id="c"><extensionElements><fortnight:checkpoint regulation="PIPL"><fortnight:job type="check"/>
            <fortnight:rule id="r" when="x" message="No."/><fortnight:evidence id="v" required="true"/></fortnight:checkpoint></extensionElements></businessRuleTask>
          <endEvent id="l"><extensionElements><fortnight:end outcome="lost" lossReason="price"/></extensionElements></endEvent></subProcess>`),
    );
    expect(problems).toEqual([]);
    expect(model.processes[0]?.extension.process).toEqual({ uniqueBusinessKey: true, lang: 'en', candidateStarters: ['a', 'b'] });
    expect(model.processes[0]?.extension.metrics).toEqual([{ id: 'm', kind: 'stepTime', element: 'c', target: 'PT4H' }]);
    expect(model.processes[0]?.extension.data).toEqual([{ name: 'amount', type: 'money', currency: 'CNY', personal: true }]);
    expect(nodeOf(model, 's').extension).toMatchObject({
      stage: {
        order: 2,
        probability: 0.75,
        entry: [{ id: 'e', condition: 'a' }],
        exit: [{ id: 'f', condition: 'b', message: 'B.' }],
        required: ['c'],
        lossReasons: [{ id: 'price', name: 'Price' }],
      },
      labels: [{ lang: 'zh-Hans', text: '审批' }],
    });
    expect(nodeOf(model, 'c').extension.checkpoint).toEqual({
      severity: 'block',
      regulation: 'PIPL',
      job: { type: 'check' },
      rules: [{ id: 'r', when: 'x', message: 'No.' }],
      evidence: [{ id: 'v', required: true }],
    });
    expect(nodeOf(model, 'l').extension.end).toEqual({ outcome: 'lost', lossReason: 'price' });
  });

  it('keeps tags and attributes of a newer version of the extension', async () => {
    const xml = extended(
      'userTask',
      '<fortnight:approval mode="one" novel="1"><fortnight:hint text="t"><fortnight:deep/></fortnight:hint></fortnight:approval><fortnight:brandNew a="1">text</fortnight:brandNew>',
    );
    const { model, problems } = await readXml(xml);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    const written = await writeXml(model);
    expect(written).toContain('novel="1"');
    expect(written).toMatch(/<fortnight:hint text="t">\s*<fortnight:deep \/>/);
    expect(written).toContain('<fortnight:brandNew a="1">text</fortnight:brandNew>');
  });
});

describe('an association', () => {
  const host =
    '<task id="t"/><boundaryEvent id="x" attachedToRef="t"><compensateEventDefinition/></boundaryEvent><task id="undo" isForCompensation="true"/>';
  const note = '<textAnnotation id="note"><text>Why.</text></textAnnotation>';
  const from = (source: string, target: string, id = 'a') =>
    `<association id="${id}" sourceRef="${source}" targetRef="${target}"/>`;

  it('leads from a boundary event to its compensation handler, whichever way it is drawn', async () => {
    expect(await readOne(bpmn(host + from('x', 'undo')))).toMatchObject({ associatedWith: ['undo'] });
    expect(await readOne(bpmn(host + from('undo', 'x')))).toMatchObject({ associatedWith: ['undo'] });
    expect(await readOne(bpmn(host + from('x', 'undo') + from('undo', 'x', 'b')))).toMatchObject({ associatedWith: ['undo'] });
  });

  it('to a text is no handler', async () => {
    const { associatedWith } = await readOne(bpmn(host + note + from('x', 'note')));
    expect(associatedWith).toEqual([]);
  });

  it('of a sub-process counts there too', async () => {
    const inside = bpmn(`<subProcess id="s">${host}${from('x', 'undo')}</subProcess>`);
    expect(await readOne(inside)).toMatchObject({ associatedWith: ['undo'] });
  });
});

describe('a moddle tree that does not know our extension', () => {
  it('gives the same model', async () => {
    const xml = extended(
      'userTask',
      '<fortnight:approval mode="all"><fortnight:approver who="user:a" level="2"/></fortnight:approval>',
    );
    const { rootElement } = await new BpmnModdle().fromXML(xml);
    expect(nodeOf(toModel(rootElement), 'x')).toEqual(await readOne(xml));
  });
});

describe('reading what other engines write', () => {
  it('reads Zeebe', async () => {
    const { model } = await readXml(
      extended(
        'serviceTask',
        '<zeebe:taskDefinition type="crm" retries="5"/><zeebe:ioMapping><zeebe:input source="=a" target="b"/><zeebe:output source="=c" target="d"/></zeebe:ioMapping>',
        '',
        '<multiInstanceLoopCharacteristics><extensionElements><zeebe:loopCharacteristics inputCollection="=list" inputElement="i"/></extensionElements></multiInstanceLoopCharacteristics>',
      ),
    );
    expect(nodeOf(model, 'x').extension).toMatchObject({
      job: { type: 'crm', retries: '5' },
      inputs: [{ name: 'b', value: '=a' }],
      outputs: [{ name: 'd', value: '=c' }],
      loop: { collection: '=list', item: 'i' },
    });
    expect(model.messages.get('m')).toEqual({ id: 'm', name: 'Signed', correlationKey: '=contractId' });
  });

  it('reads Camunda and, by its namespace whatever the prefix, Activiti', async () => {
    const task = await readOne(
      extended('userTask', '', 'camunda:assignee="#{starter}" camunda:candidateGroups="a, b" camunda:formKey="f"'),
    );
    expect(task.extension).toMatchObject({ assignment: { assignee: '= starter', groups: ['a', 'b'] }, form: { ref: 'f' } });
    const activiti = await readOne(bpmn('<userTask id="x" act:assignee="kim"/>'));
    expect(activiti.extension.assignment?.assignee).toBe('kim');
    const external = await readOne(bpmn('<serviceTask id="x" camunda:type="external" camunda:topic="t"/>'));
    expect(external.extension.job).toEqual({ type: 't' });
    const script = await readOne(
      bpmn('<scriptTask id="x" scriptFormat="feel" camunda:resultVariable="r"><script>1 + 1</script></scriptTask>'),
    );
    expect(script.script).toEqual({ format: 'feel', text: '1 + 1', resultVariable: 'r' });
  });
});

describe('a round trip', () => {
  it('keeps references that lead nowhere, also among those that lead somewhere', async () => {
    const { model, problems } = await readXml(
      bpmn(`<laneSet id="ls"><lane id="l"><flowNodeRef>gone1</flowNodeRef><flowNodeRef>r</flowNodeRef><flowNodeRef>gone2</flowNodeRef></lane></laneSet>
        <receiveTask id="r" messageRef="tns:m"/><sequenceFlow id="f" sourceRef="r" targetRef="nowhere"/>`),
    );
    expect(problems.map(({ code }) => code)).toContain('unresolved-reference');
    expect(nodeOf(model, 'r').messageRef).toBe('m');
    expect(model.processes[0]?.flows[0]?.targetId).toBe('nowhere');
    const written = await writeXml(model);
    expect(written).toContain('messageRef="tns:m"');
    expect(written).toContain('targetRef="nowhere"');
    expect(written.match(/flowNodeRef>\w+</g)).toEqual(['flowNodeRef>gone1<', 'flowNodeRef>r<', 'flowNodeRef>gone2<']);
  });

  it('keeps tags that are in no namespace', async () => {
    const { model } = await readXml(extended('task', '<plain xmlns="" a="1"><in>text</in></plain>'));
    const written = await writeXml(model);
    expect(written).toMatch(/<plain xmlns="" a="1">\s*<in xmlns="">text<\/in>/);
    expect(await writeXml((await readXml(written)).model)).toBe(written);
  });

  it('keeps attributes with white space around their sign, and what only looks like them', async () => {
    const { model, problems } = await readXml(
      extended(
        'task',
        `<vendor:a b = "1"\n c\n= '2' d="e = 'f'"/><vendor:text><![CDATA[<x y = "z">]]></vendor:text>`,
        'name =  "A"',
      ),
    );
    expect(problems).toEqual([]);
    expect(nodeOf(model, 'x').name).toBe('A');
    const written = await writeXml(model);
    expect(written).toContain('<vendor:a b="1" c="2" d="e = &#39;f&#39;" />');
    expect(written).toContain('&lt;x y = "z"&gt;');
  });

  it('keeps attributes of a namespace whose prefix is bound to another one here', async () => {
    const { model } = await readXml(
      extended('task', '<color:mark/>', 'xmlns:color="urn:other" color:shade="#fff" xmlns:bioc="urn:third"', ''),
    );
    const written = await writeXml(model);
    const [, prefix] = /xmlns:(\w+)="urn:other"/.exec(written) ?? [];
    expect(written).toContain(`${prefix}:shade="#fff"`);
    expect(await writeXml((await readXml(written)).model)).toBe(written);
  });

  it('keeps the names of the expressions by which messages are correlated', async () => {
    const roots =
      '<correlationProperty id="c"><correlationPropertyRetrievalExpression id="e" messageRef="m"><messagePath id="path">id</messagePath></correlationPropertyRetrievalExpression></correlationProperty>';
    const { model, problems } = await readXml(bpmn('').replace('<process', `${roots}<process`));
    expect(problems).toEqual([]);
    expect(await writeXml(model)).toContain('<messagePath id="path">id</messagePath>');
  });

  it('keeps an expression whose type has no prefix where BPMN is not the default namespace', async () => {
    const { model, problems } = await readXml(
      `<b:definitions xmlns:b="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns="urn:other" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="t">
        <b:process id="p"><b:sequenceFlow id="x" sourceRef="p" targetRef="p"><b:conditionExpression xsi:type="tFormalExpression">a</b:conditionExpression></b:sequenceFlow></b:process></b:definitions>`,
    );
    expect(problems).toEqual([]);
    expect(model.processes[0]?.flows[0]?.condition).toBe('a');
    expect(await writeXml(model)).toMatch(/conditionExpression[^>]*>a</);
  });

  it('keeps foreign attributes, foreign tags and written defaults', async () => {
    const { model } = await readXml(
      bpmn(
        '<task id="x" vendor:a="1"><extensionElements><vendor:b c="2"><vendor:d>text</vendor:d></vendor:b></extensionElements></task><boundaryEvent id="b" attachedToRef="x" cancelActivity="true"/>',
        'isClosed="false"',
      ),
    );
    const written = await writeXml(model);
    for (const part of [
      'vendor:a="1"',
      '<vendor:b c="2">',
      '<vendor:d>text</vendor:d>',
      'cancelActivity="true"',
      'isClosed="false"',
    ])
      expect(written).toContain(part);
  });
});

describe('a flow without an id', () => {
  it('is known by what it connects', async () => {
    const flow = '<sequenceFlow sourceRef="a" targetRef="b"/>';
    const { model } = await readXml(
      bpmn(`<task id="a"/><task id="b"/>${flow}${flow}<sequenceFlow id="f" sourceRef="b" targetRef="a"/>`),
    );
    expect(model.processes[0]?.flows.map(({ id }) => id)).toEqual(['flow-a-b', 'flow-a-b-2', 'f']);
    expect(nodeOf(model, 'b').incoming).toEqual(['flow-a-b', 'flow-a-b-2']);
    expect(await writeXml(model)).toContain('<sequenceFlow sourceRef="a" targetRef="b" />');
  });
});

describe('a bad document', () => {
  it('is answered with problems and a model without processes', async () => {
    for (const [xml, code] of [
      ['<!DOCTYPE x [<!ENTITY a "b">]><x/>', 'doctype-refused'],
      ['<x>', 'malformed-xml'],
      ['<html/>', 'not-bpmn'],
      ['', 'malformed-xml'],
    ] as const) {
      const { model, problems } = await readXml(xml);
      expect(
        problems.map((problem) => problem.code),
        xml,
      ).toContain(code);
      expect(model.processes).toEqual([]);
    }
  });

  it('names a duplicate id and content that would be lost', async () => {
    const { problems } = await readXml(bpmn('<task id="a"/><task id="a"/><task id="1a"/><nonsense/>'));
    expect(problems.map(({ code }) => code)).toEqual(['duplicate-id', 'content-not-read', 'content-not-read']);
  });

  it('names what stands twice where it may stand once, and text that is mixed with tags', async () => {
    const twice = '<task id="a"><extensionElements/><extensionElements><vendor:a/></extensionElements></task>';
    const mixed = '<task id="b"><extensionElements><vendor:b>one<vendor:c/>two</vendor:b></extensionElements></task>';
    const { problems } = await readXml(bpmn(twice + mixed));
    expect(problems.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'content-not-read: Line 6: <bpmn:extensionElements> could not be read and would be lost: it may stand there once, and stands there again.',
      'mixed-content: Text and tags stand mixed in <vendor:b>; when the file is written, the text comes first and the tags behind it.',
    ]);
  });
});
