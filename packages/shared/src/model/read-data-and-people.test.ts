import { describe, expect, it } from 'vitest';
import { dataElementsOf, laneGroupsOf, readXml, walkNodes, writeXml } from './index.ts';

const document = (content: string, roots = '', beside = '') =>
  `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:fortnight="urn:fortnight:bpmn:1" id="d" targetNamespace="urn:t">${roots}<process id="p" isExecutable="true">${content}</process>${beside}</definitions>`;

async function read(xml: string) {
  const { model } = await readXml(xml);
  const [process] = model.processes;
  if (!process) throw new Error('no process');
  const node = (id: string) => [...walkNodes(process)].find((placed) => placed.node.id === id)?.node;
  return { model, process, node };
}

describe('data', () => {
  it("is computed by the text of DMN's XML for a literal expression", async () => {
    const boxed = (content: string) =>
      `<task id="t"><ioSpecification><dataInput id="in"/><inputSet/><outputSet/></ioSpecification><dataInputAssociation id="a"><targetRef>in</targetRef>
        <transformation language="https://www.omg.org/spec/DMN/20191111/MODEL/"><![CDATA[${content}]]></transformation></dataInputAssociation></task>`;
    const transformationOf = async (content: string) =>
      (await read(document(boxed(content)))).node('t')?.data?.inputAssociations[0]?.transformation;
    const feel = 'https://www.omg.org/spec/DMN/20191111/FEEL/';
    expect(
      await transformationOf(
        `<n:literalExpression xmlns:n="m" expressionLanguage="${feel}"><n:text>a &lt; b[1]</n:text></n:literalExpression>`,
      ),
    ).toEqual({ text: 'a < b[1]', language: feel });
    const list = '<list><literalExpression><text>a</text></literalExpression></list>';
    expect((await transformationOf(list))?.text).toBe(list);
  });

  it('is known by its name, else by the name it is shown under, else by its id', async () => {
    const { model, process } = await read(
      document(
        `<dataObject id="d1" name="contract"/><dataObjectReference id="r1" name="Contract [signed]" dataObjectRef="d1"/>
         <dataObject id="d2"/><dataObjectReference id="r2" name="what if" dataObjectRef="d2"/><dataObjectReference id="r3" name="the offer" dataObjectRef="d2"/>
         <dataObject id="d3" name="if"/><dataStoreReference id="r4" name="prices" dataStoreRef="store"/>
         <property id="pr" name="region"/>
         <subProcess id="sub"><property id="round"/><dataObject id="d4" name="draft"/>
           <userTask id="t"><ioSpecification><dataInput id="in" name="text"/><dataOutput id="out" name="two words"/><inputSet><dataInputRefs>in</dataInputRefs></inputSet><outputSet/></ioSpecification></userTask>
         </subProcess>`,
        '<dataStore id="store" name="Price list"/>',
      ),
    );
    const found = [...dataElementsOf(model, process)].map(
      ([id, data]) => `${id}: ${data.kind} ${data.variable} of ${data.holderId}`,
    );
    expect(found).toEqual([
      'd1: dataObject contract of p',
      'd2: dataObject the offer of p',
      'd3: dataObject d3 of p',
      'd4: dataObject draft of sub',
      'pr: property region of p',
      'round: property round of sub',
      'in: dataInput text of t',
      'out: dataOutput two words of t',
      'r1: dataObject contract of p',
      'r2: dataObject the offer of p',
      'r3: dataObject the offer of p',
      'store: dataStore Price list of p',
      'r4: dataStore Price list of p',
    ]);
  });

  it('comes with the arrows of an activity, those that only draw among them', async () => {
    const { node } = await read(
      document(
        `<dataObject id="a"/><task id="x"><property id="arrow" name="__targetRef_placeholder"/>
         <dataInputAssociation id="i1"><sourceRef>a</sourceRef><targetRef>arrow</targetRef></dataInputAssociation>
         <dataInputAssociation id="i2"><sourceRef>a</sourceRef><targetRef>gone</targetRef><transformation>a + 1</transformation></dataInputAssociation>
         <dataOutputAssociation id="o1"><targetRef>a</targetRef></dataOutputAssociation><dataOutputAssociation id="o3"><sourceRef>x</sourceRef><targetRef>a</targetRef></dataOutputAssociation>
         <dataOutputAssociation id="o2"><targetRef>a</targetRef><assignment><from xsi:type="tFormalExpression" language="feel">1</from><to xsi:type="tFormalExpression">a.b</to></assignment></dataOutputAssociation></task>`,
      ),
    );
    expect(node('x')?.data).toMatchObject({
      properties: [],
      inputAssociations: [
        { id: 'i1', sourceIds: ['a'], isDrawing: true },
        { id: 'i2', sourceIds: ['a'], targetId: 'gone', transformation: { text: 'a + 1' }, isDrawing: false },
      ],
      outputAssociations: [
        { id: 'o1', targetId: 'a', isDrawing: true },
        { id: 'o3', sourceIds: [], isDrawing: true },
        { id: 'o2', targetId: 'a', assignments: [{ from: { text: '1', language: 'feel' }, to: 'a.b' }], isDrawing: false },
      ],
    });
  });

  it('comes with the sets of an event and with the items of a multi-instance activity', async () => {
    const { node } = await read(
      document(
        `<dataObject id="list"/><intermediateThrowEvent id="e"><dataInput id="in"/><inputSet><dataInputRefs>in</dataInputRefs><optionalInputRefs>in</optionalInputRefs></inputSet></intermediateThrowEvent>
         <task id="x"><multiInstanceLoopCharacteristics><loopDataInputRef>list</loopDataInputRef><inputDataItem id="i" name="item"/></multiInstanceLoopCharacteristics></task>`,
      ),
    );
    expect(node('e')?.data).toMatchObject({ inputs: [{ id: 'in' }], inputSets: [{ ids: ['in'], optionalIds: ['in'] }] });
    expect(node('x')?.loop?.data).toEqual({ inputId: 'list', item: { id: 'i', name: 'item' } });
  });
});

describe('a lane', () => {
  it('says whose tasks it holds by its tag, its resource, or a name written as a who; the innermost that says it counts', async () => {
    const xml = document(
      `<laneSet id="ls"><lane id="l1" name="Sales"><extensionElements><fortnight:lane group="sales"/></extensionElements><flowNodeRef>a</flowNodeRef><flowNodeRef>b</flowNodeRef>
         <childLaneSet id="inner"><lane id="l2" name="group:presales"><flowNodeRef>b</flowNodeRef></lane><lane id="l3" name="Field"><flowNodeRef>a</flowNodeRef></lane></childLaneSet></lane>
         <lane id="l4" name="Law" partitionElementRef="res"><flowNodeRef>sub</flowNodeRef></lane><lane id="l5" name="Others"><flowNodeRef>d</flowNodeRef></lane></laneSet>
       <userTask id="a"/><userTask id="b"/><subProcess id="sub"><userTask id="c"/></subProcess><userTask id="d"/>`,
      '<resource id="res" name="legal"/>',
    );
    const { process } = await read(xml);
    const found = [...laneGroupsOf(process)].map(([id, { lane, who }]) => `${id}: ${who} by ${lane.id}`);
    expect(found).toEqual(['a: group:sales by l1', 'b: group:presales by l2', 'sub: group:legal by l4', 'c: group:legal by l4']);
    expect(await writeXml((await readXml(xml)).model)).toContain('<fortnight:lane group="sales" />');
  });

  it('is read with the performers of a task', async () => {
    const { node } = await read(
      document(
        `<userTask id="a"><humanPerformer><resourceAssignmentExpression><formalExpression language="feel">starter</formalExpression></resourceAssignmentExpression></humanPerformer>
         <potentialOwner><resourceRef>res</resourceRef></potentialOwner></userTask>`,
        '<resource id="res" name="Legal team"/>',
      ),
    );
    expect(node('a')?.performers).toEqual([
      { kind: 'humanPerformer', expression: { text: 'starter', language: 'feel' } },
      { kind: 'potentialOwner', resource: { id: 'res', name: 'Legal team' } },
    ]);
  });
});

describe('a collaboration', () => {
  it('is read with its message flows, its keys and where their values stand', async () => {
    const { model, process } = await read(
      document(
        '<correlationSubscription id="cs" correlationKeyRef="k"><correlationPropertyBinding correlationPropertyRef="cp"><dataPath>orderId</dataPath></correlationPropertyBinding></correlationSubscription><task id="x"/>',
        `<message id="m" name="order"/><correlationProperty id="cp" name="order"><correlationPropertyRetrievalExpression messageRef="m"><messagePath>id</messagePath></correlationPropertyRetrievalExpression></correlationProperty>`,
        `<collaboration id="c"><participant id="pool" processRef="p"/><participant id="other"/><messageFlow id="f" sourceRef="x" targetRef="other" messageRef="m"/>
         <correlationKey id="k" name="order"><correlationPropertyRef>cp</correlationPropertyRef></correlationKey></collaboration>`,
      ),
    );
    expect(model.messageFlows).toEqual([{ id: 'f', sourceId: 'x', targetId: 'other', messageRef: 'm' }]);
    expect(model.correlationKeys).toEqual([{ id: 'k', name: 'order', propertyIds: ['cp'] }]);
    expect(model.correlationProperties.get('cp')?.retrievals).toEqual([{ messageId: 'm', path: { text: 'id' } }]);
    expect(process.correlationSubscriptions).toEqual([
      { keyId: 'k', bindings: [{ propertyId: 'cp', path: { text: 'orderId' } }] },
    ]);
  });
});
