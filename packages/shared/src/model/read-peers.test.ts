import { describe, expect, it } from 'vitest';
import { type FlowNode, type Model, readXml, walkNodes, writeXml } from './index.ts';

const namespaces = {
  camunda: 'http://camunda.org/schema/1.0/bpmn',
  operaton: 'http://operaton.org/schema/1.0/bpmn',
  flowable: 'http://flowable.org/bpmn',
  activiti: 'http://activiti.org/bpmn',
  zeebe: 'http://camunda.org/schema/zeebe/1.0',
  drools: 'http://www.jboss.org/drools',
  spiffworkflow: 'http://spiffworkflow.org/bpmn/schema/1.0/core',
};
type Vendor = keyof typeof namespaces;

const documentOf = (vendor: Vendor, content: string, roots = ''): string =>
  `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xmlns:${vendor}="${namespaces[vendor]}" id="d" targetNamespace="t">${roots}<process id="p" isExecutable="true">${content}</process></definitions>`;

async function read(vendor: Vendor, content: string, roots = ''): Promise<Model> {
  const { model, problems } = await readXml(documentOf(vendor, content, roots));
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return model;
}

async function nodesOf(vendor: Vendor, content: string, roots = ''): Promise<Readonly<Record<string, FlowNode>>> {
  const model = await read(vendor, content, roots);
  return Object.fromEntries(model.processes.flatMap((process) => [...walkNodes(process)]).map(({ node }) => [node.id, node]));
}

const xOf = async (vendor: Vendor, content: string, roots = ''): Promise<FlowNode> => {
  const { x } = await nodesOf(vendor, content, roots);
  if (!x) throw new Error('no node x');
  return x;
};

describe.each(['camunda', 'operaton', 'flowable', 'activiti'] as const)('a file of %s', (vendor) => {
  it('says who does a task, by when, and with which form', async () => {
    const { extension } = await xOf(
      vendor,
      `<startEvent id="s" ${vendor}:initiator="asker"/><userTask id="x" ${vendor}:assignee="#{asker}" ${vendor}:candidateUsers="kim, lee"
        ${vendor}:candidateGroups="sales" ${vendor}:dueDate="PT8H" ${vendor}:priority="#{weight}" ${vendor}:formKey="offer"/>`,
    );
    expect(extension).toMatchObject({
      assignment: { assignee: '= starter', users: ['kim', 'lee'], groups: ['sales'], priority: '= weight' },
      timing: { limit: 'PT8H' },
      form: { ref: 'offer' },
    });
  });

  it('reads groups that a variable names, as a list or as one text', async () => {
    const one = await xOf(vendor, `<userTask id="x" ${vendor}:candidateGroups="#{team}"/>`);
    const split = (name: string) => `if ${name} instance of string then split(${name}, "\\s*,\\s*") else ${name}`;
    expect(one.extension.assignment?.groups).toEqual([`= ${split('team')}`]);
    const more = await xOf(vendor, `<userTask id="x" ${vendor}:candidateGroups="#{team}, legal"/>`);
    expect(more.extension.assignment?.groups).toEqual([`= [${split('team')}, "legal"]`]);
    const never = await xOf(vendor, `<userTask id="x" ${vendor}:candidateGroups="#{directory.find(a, b)}, legal"/>`);
    expect(never.extension.assignment?.groups).toEqual(['#{directory.find(a, b)}', 'legal']);
  });

  it('reads conditions, timers and what a multi-instance activity runs over', async () => {
    const model = await read(
      vendor,
      `<exclusiveGateway id="g"/><sequenceFlow id="f" sourceRef="g" targetRef="x"><conditionExpression xsi:type="tFormalExpression" language="juel">#{amount &gt; 100 &amp;&amp; !blocked}</conditionExpression></sequenceFlow>
       <userTask id="x"><multiInstanceLoopCharacteristics ${vendor}:collection="#{sites}" ${vendor}:elementVariable="site">
         <completionCondition>#{nrOfCompletedInstances/nrOfInstances &gt;= 0.5}</completionCondition></multiInstanceLoopCharacteristics></userTask>
       <intermediateCatchEvent id="wait"><timerEventDefinition><timeDuration>#{pause}</timeDuration></timerEventDefinition></intermediateCatchEvent>`,
    );
    const [process] = model.processes;
    const [flow] = process?.flows ?? [];
    expect(flow?.condition).toBe('= amount > 100 and blocked != true');
    expect(flow?.conditionLanguage).toBeUndefined();
    expect(flow?.translated).toEqual([
      { field: 'condition', written: '#{amount > 100 && !blocked}', feel: '= amount > 100 and blocked != true' },
    ]);
    const node = (id: string) => process?.nodes.find((one) => one.id === id);
    expect(node('x')?.extension.loop).toEqual({ collection: '= sites', item: 'site' });
    expect(node('x')?.loop?.completionCondition).toBe('= nrOfCompletedInstances / nrOfInstances >= 0.5');
    expect(node('wait')?.eventDefinitions[0]?.timer).toEqual({ type: 'duration', expression: '= pause' });
  });

  it('leaves what FEEL cannot say as it is written', async () => {
    const { processes } = await read(
      vendor,
      '<sequenceFlow id="f" sourceRef="a" targetRef="b"><conditionExpression>#{order.isPremium()}</conditionExpression></sequenceFlow><task id="a"/><task id="b"/>',
    );
    expect(processes[0]?.flows[0]).toMatchObject({ condition: '#{order.isPremium()}' });
    expect(processes[0]?.flows[0]).not.toHaveProperty('translated');
  });

  it('names the work, the listeners and the settings that nobody here carries out', async () => {
    const { foreign } = await xOf(
      vendor,
      `<serviceTask id="x" ${vendor}:class="org.example.Ship" ${vendor}:skipExpression="#{skip}"><extensionElements>
        <${vendor}:executionListener event="start" class="org.example.Log"/></extensionElements></serviceTask>`,
    );
    expect(foreign).toEqual([
      { kind: 'work', written: 'class="org.example.Ship"' },
      { kind: 'setting', written: 'skipExpression="#{skip}"' },
      { kind: 'listener', written: '<executionListener class="org.example.Log">' },
    ]);
  });

  it('is written back as it was', async () => {
    const xml = documentOf(
      vendor,
      `<userTask id="x" ${vendor}:assignee="#{asker}" ${vendor}:candidateGroups="#{team}, legal"/><startEvent id="s" ${vendor}:initiator="asker"/>`,
    );
    const written = await writeXml((await readXml(xml)).model);
    for (const part of ['assignee="#{asker}"', 'candidateGroups="#{team}, legal"']) expect(written).toContain(part);
  });
});

describe('work that outside workers do for Camunda', () => {
  it('is a job: at a task, or at the message that an event throws', async () => {
    const nodes = await nodesOf(
      'camunda',
      `<serviceTask id="task" camunda:type="external" camunda:topic="ship"><extensionElements><camunda:failedJobRetryTimeCycle>R5/PT10M</camunda:failedJobRetryTimeCycle></extensionElements></serviceTask>
       <endEvent id="event"><messageEventDefinition camunda:type="external" camunda:topic="#{channel}"/></endEvent>`,
    );
    expect(nodes.task?.extension.job).toEqual({ type: 'ship', retries: '5', backoff: 'PT10M' });
    expect(nodes.task?.foreign).toBeUndefined();
    expect(nodes.event?.extension.job).toEqual({ type: '= channel' });
  });

  it('gets constants, expressions, lists and maps; a script stays to be refused', async () => {
    const { extension } = await xOf(
      'camunda',
      `<serviceTask id="x"><extensionElements><camunda:inputOutput>
        <camunda:inputParameter name="a">text</camunda:inputParameter>
        <camunda:inputParameter name="b">#{order.sum}</camunda:inputParameter>
        <camunda:inputParameter name="c"><camunda:list><camunda:value>one</camunda:value><camunda:value>#{two}</camunda:value></camunda:list></camunda:inputParameter>
        <camunda:inputParameter name="d"><camunda:map><camunda:entry key="k-1">v</camunda:entry></camunda:map></camunda:inputParameter>
        <camunda:inputParameter name="e"><camunda:script scriptFormat="groovy">1 + 1</camunda:script></camunda:inputParameter>
        <camunda:inputParameter name="f">Dear #{name}</camunda:inputParameter>
        <camunda:outputParameter name="g">#{rating &gt; 3}</camunda:outputParameter>
      </camunda:inputOutput></extensionElements></serviceTask>`,
    );
    expect(extension.inputs).toEqual([
      { name: 'a', value: '= "text"' },
      { name: 'b', value: '= order.sum' },
      { name: 'c', value: '= ["one", two]' },
      { name: 'd', value: '= {"k-1": "v"}' },
      { name: 'e', value: '1 + 1', language: 'groovy' },
      { name: 'f', value: 'Dear #{name}' },
    ]);
    expect(extension.outputs).toEqual([{ name: 'g', value: '= (rating > 3) = true' }]);
  });

  it('decides by a decision, and runs a script that is one expression', async () => {
    const nodes = await nodesOf(
      'camunda',
      `<businessRuleTask id="decision" camunda:decisionRef="price" camunda:resultVariable="net" camunda:mapDecisionResult="singleEntry"/>
       <scriptTask id="script" scriptFormat="juel" camunda:resultVariable="sum"><script>#{order.sum}</script></scriptTask>
       <scriptTask id="other" scriptFormat="groovy"><script>1 + 1</script></scriptTask>`,
    );
    expect(nodes.decision?.extension.decision).toEqual({ ref: 'price', result: 'net' });
    expect(nodes.decision?.foreign).toBeUndefined();
    expect(nodes.script?.script).toEqual({ format: 'feel', text: '= order.sum', resultVariable: 'sum' });
    expect(nodes.other?.script).toEqual({ format: 'groovy', text: '1 + 1' });
  });

  it('reads a computed message name', async () => {
    const { messages } = await read('camunda', '<task id="x"/>', '<message id="m" name="#{kind}"/><message id="n" name="paid"/>');
    expect([...messages.values()].map(({ name }) => name)).toEqual(['= kind', 'paid']);
  });
});

describe('a file of Zeebe', () => {
  it('is read where it means the same', async () => {
    const nodes = await nodesOf(
      'zeebe',
      `<userTask id="user"><extensionElements><zeebe:userTask/><zeebe:assignmentDefinition assignee="= requester" candidateGroups="sales, legal"/>
         <zeebe:priorityDefinition priority="70"/><zeebe:formDefinition formId="offer"/></extensionElements></userTask>
       <serviceTask id="job"><extensionElements><zeebe:taskDefinition type="ship" retries="5"/><zeebe:taskHeaders><zeebe:header key="speed" value="high"/></zeebe:taskHeaders>
         <zeebe:ioMapping><zeebe:input source="fixed" target="a"/><zeebe:input source="5" target="b"/><zeebe:input source="= sum" target="c"/></zeebe:ioMapping></extensionElements></serviceTask>
       <businessRuleTask id="decision"><extensionElements><zeebe:calledDecision decisionId="price" resultVariable="net"/></extensionElements></businessRuleTask>
       <scriptTask id="script"><extensionElements><zeebe:script expression="= 1 + 1" resultVariable="sum"/></extensionElements></scriptTask>`,
    );
    expect(nodes.user?.extension).toMatchObject({
      assignment: { assignee: '= requester', groups: ['sales', 'legal'], priority: '70' },
      form: { ref: 'offer' },
    });
    expect(nodes.job?.extension).toMatchObject({
      job: { type: 'ship', retries: '5' },
      inputs: [
        { name: 'a', value: '= "fixed"' },
        { name: 'b', value: '= 5' },
        { name: 'c', value: '= sum' },
      ],
    });
    expect(nodes.job?.foreign).toEqual([{ kind: 'setting', written: '<taskHeaders>' }]);
    expect(nodes.decision?.extension.decision).toEqual({ ref: 'price', result: 'net' });
    expect(nodes.script?.script).toEqual({ format: 'feel', text: '= 1 + 1', resultVariable: 'sum' });
  });
});

describe("BPMN's own resource roles", () => {
  const role = (tag: string, text: string) =>
    `<${tag}><resourceAssignmentExpression><formalExpression>${text}</formalExpression></resourceAssignmentExpression></${tag}>`;

  it('name people by an expression of another engine', async () => {
    const { performers } = await xOf(
      'activiti',
      `<userTask id="x">${role('humanPerformer', '#{seller.id}')}${role('potentialOwner', '#{team}')}${role('potentialOwner', 'user(lee), group(#{team.of(lee)})')}</userTask>`,
    );
    expect(performers?.map(({ expression }) => expression?.text)).toEqual([
      '= seller.id',
      '= if team instance of string then split(team, "\\s*,\\s*") else team',
      'user(lee), group(#{team.of(lee)})',
    ]);
  });
});

describe('a file of an engine that is not read', () => {
  it('is written in the language that the document declares', async () => {
    const xml = documentOf(
      'drools',
      '<sequenceFlow id="f" sourceRef="a" targetRef="b"><conditionExpression>x == 5</conditionExpression></sequenceFlow><task id="a"/><task id="b"/>',
    );
    const { model } = await readXml(xml.replace('id="d"', 'id="d" expressionLanguage="http://www.mvel.org/2.0"'));
    expect(model.processes[0]?.flows[0]?.conditionLanguage).toBe('http://www.mvel.org/2.0');
    const { model: other } = await readXml(xml.replace('id="d"', 'id="d" expressionLanguage="http://www.w3.org/1999/XPath"'));
    expect(other.processes[0]?.flows[0]).not.toHaveProperty('conditionLanguage');
  });

  it('says what jBPM would do', async () => {
    const nodes = await nodesOf(
      'drools',
      `<task id="mail" drools:taskName="Email"/><userTask id="user"><extensionElements><drools:onEntry-script scriptFormat="http://www.java.com/java"><drools:script>log();</drools:script></drools:onEntry-script>
        <drools:onExit-script scriptFormat=""><drools:script/></drools:onExit-script></extensionElements></userTask>`,
    );
    expect(nodes.mail?.foreign).toEqual([{ kind: 'work', written: 'taskName="Email"' }]);
    expect(nodes.user?.foreign).toEqual([{ kind: 'listener', written: '<onEntry-script>' }]);
  });

  it('says what SpiffWorkflow would do', async () => {
    const { foreign } = await xOf(
      'spiffworkflow',
      '<serviceTask id="x"><extensionElements><spiffworkflow:serviceTaskOperator id="http/Get"/><spiffworkflow:preScript>a = 1</spiffworkflow:preScript></extensionElements></serviceTask>',
    );
    expect(foreign).toEqual([
      { kind: 'work', written: '<serviceTaskOperator id="http/Get">' },
      { kind: 'listener', written: '<preScript>' },
    ]);
  });
});
