import { describe, expect, it } from 'vitest';
import { readXml } from '../model/index.ts';
import { type ValidateOptions, validate } from './index.ts';

const bpmn = (content: string, roots = '') => `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:fortnight="urn:fortnight:bpmn:1" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="t">
  ${roots}<process id="p" isExecutable="true">${content}</process></definitions>`;

const extension = (tags: string) => `<extensionElements>${tags}</extensionElements>`;

/** start → x → end, with x given. */
const around = (x: string, more = '') =>
  bpmn(`<startEvent id="s"/><sequenceFlow id="f1" sourceRef="s" targetRef="x"/>${x}
    <sequenceFlow id="f2" sourceRef="x" targetRef="e"/><endEvent id="e"/>${more}`);

async function codesOf(xml: string, options?: ValidateOptions): Promise<string[]> {
  return validate((await readXml(xml)).model, options).map(({ code, elementId }) => `${code} ${elementId}`);
}

const approvalTask = (inner: string, attributes = '', outside = '') =>
  `<userTask id="x" name="X">${extension(`<fortnight:approval result="r" ${attributes}>${inner}</fortnight:approval>${outside}`)}</userTask>`;

const onlyApprove = '<fortnight:outcome id="approve" kind="approve"/>';
const boss = '<fortnight:approver who="user:boss"/>';

describe('a model without faults', () => {
  it('has no findings', async () => {
    expect(
      await codesOf(around(`<userTask id="x" name="Do it">${extension('<fortnight:assignment groups="sales"/>')}</userTask>`)),
    ).toEqual([]);
  });
});

describe.each<[string, string, readonly string[]]>([
  [
    'a process without start',
    bpmn('<task id="x" name="X"/><endEvent id="e"/><sequenceFlow id="f" sourceRef="x" targetRef="e"/>'),
    ['no-start-event p', 'no-incoming-flow x'],
  ],
  [
    'a dead end',
    bpmn('<startEvent id="s"/><sequenceFlow id="f" sourceRef="s" targetRef="x"/><task id="x" name="X"/>'),
    ['no-end-event p', 'no-outgoing-flow x'],
  ],
  [
    'a flow to nothing',
    around('<task id="x" name="X"/>', '<sequenceFlow id="f3" sourceRef="x" targetRef="gone"/>'),
    ['flow-to-nothing f3'],
  ],
  [
    'an island',
    around(
      '<task id="x" name="X"/>',
      '<task id="a" name="A"/><task id="b" name="B"/><sequenceFlow id="g" sourceRef="a" targetRef="b"/><sequenceFlow id="h" sourceRef="b" targetRef="a"/>',
    ),
    ['unreachable a', 'unreachable b'],
  ],
  [
    'a choice without condition',
    around(
      '<exclusiveGateway id="x" name="?"/>',
      '<sequenceFlow id="f3" sourceRef="x" targetRef="e"><conditionExpression>a</conditionExpression></sequenceFlow>',
    ),
    ['condition-missing f2'],
  ],
  [
    'a default with a condition',
    around(
      '<exclusiveGateway id="x" default="f3"/>',
      '<sequenceFlow id="f3" sourceRef="x" targetRef="e"><conditionExpression>a</conditionExpression></sequenceFlow>',
    ),
    ['condition-missing f2', 'default-with-condition f3'],
  ],
  ['a gateway with one way', around('<exclusiveGateway id="x"/>'), ['gateway-without-choice x']],
  ['missing names', around('<userTask id="x"/>'), ['nobody-asked x', 'name-missing x']],
  [
    'a timer that is not ISO',
    around(
      '<intermediateCatchEvent id="x"><timerEventDefinition><timeDuration>2 days</timeDuration></timerEventDefinition></intermediateCatchEvent>',
    ),
    ['bad-timer x'],
  ],
  [
    'a timer without time',
    around('<intermediateCatchEvent id="x"><timerEventDefinition/></intermediateCatchEvent>'),
    ['timer-missing x'],
  ],
  [
    'a message event without message',
    around('<intermediateCatchEvent id="x"><messageEventDefinition/></intermediateCatchEvent>'),
    ['message-missing x'],
  ],
  [
    'a boundary event on a gateway',
    around(
      '<parallelGateway id="x"/>',
      '<boundaryEvent id="b" attachedToRef="x"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent><sequenceFlow id="g" sourceRef="b" targetRef="e"/>',
    ),
    ['gateway-without-choice x', 'boundary-on-nothing b'],
  ],
  ['an approval without approvers', around(approvalTask(onlyApprove)), ['no-approvers x']],
  ['a quorum out of reach', around(approvalTask(boss + onlyApprove, 'mode="quorum" quorum="2"')), ['quorum-out-of-reach x']],
  ['a who that names nobody', around(approvalTask(`<fortnight:approver who="boss"/>${onlyApprove}`)), ['who-not-understood x']],
  ['a rejection that goes on', around(approvalTask(boss)), ['reject-goes-on x']],
  [
    'an escalation to nobody',
    around(approvalTask(boss + onlyApprove, '', '<fortnight:timing limit="P1D" overdue="escalate"/>')),
    ['escalation-to-nobody x'],
  ],
  [
    'a send-back forward',
    around(approvalTask(`${boss}<fortnight:outcome id="b" kind="send-back" to="e"/>`)),
    ['no-approve-outcome x', 'send-back-not-before x'],
  ],
  [
    'a checkpoint without rules that passes by waiting',
    around(
      `<businessRuleTask id="x" name="X">${extension('<fortnight:checkpoint/><fortnight:timing limit="P1D" overdue="approve"/>')}</businessRuleTask>`,
    ),
    ['checkpoint-never-approves-itself x', 'checkpoint-without-rules x'],
  ],
  [
    'a checkpoint without reviewers',
    around(
      `<businessRuleTask id="x" name="X">${extension('<fortnight:checkpoint><fortnight:rule id="a" when="b"/></fortnight:checkpoint>')}</businessRuleTask>`,
    ),
    ['rule-without-message x', 'checkpoint-without-reviewers x'],
  ],
  [
    'an empty stage',
    around(`<subProcess id="x" name="X">${extension('<fortnight:stage/>')}<multiInstanceLoopCharacteristics/></subProcess>`),
    ['no-start-event x', 'no-end-event x', 'stage-repeats x', 'stage-empty x', 'no-won-end p'],
  ],
  [
    'a write to a reserved variable',
    around(`<serviceTask id="x" name="X">${extension('<fortnight:output name="starter" value="= 1"/>')}</serviceTask>`),
    ['reserved-variable x'],
  ],
  [
    'JavaScript',
    around('<scriptTask id="x" name="X" scriptFormat="javascript"><script>1</script></scriptTask>'),
    ['language-not-feel x'],
  ],
  ['an expression of another engine', around('<userTask id="x" name="X" camunda:assignee="#{a.b()}"/>'), ['juel-method x']],
  ['one that is read as FEEL', around('<userTask id="x" name="X" camunda:assignee="#{a.b}"/>'), ['juel-translated x']],
])('%s', (_title, xml, codes) => {
  it('is found', async () => {
    expect(await codesOf(xml)).toEqual(codes);
  });
});

describe('a rejection', () => {
  it('is read by a condition behind a gateway, or caught at the border', async () => {
    const gateway = `<exclusiveGateway id="g" default="g1"/><sequenceFlow id="f2b" sourceRef="x" targetRef="g"/><sequenceFlow id="g1" sourceRef="g" targetRef="e"/>
      <sequenceFlow id="g2" sourceRef="g" targetRef="l"><conditionExpression>r.outcome = "reject"</conditionExpression></sequenceFlow><endEvent id="l"/>`;
    const read = bpmn(
      `<startEvent id="s"/><sequenceFlow id="f1" sourceRef="s" targetRef="x"/>${approvalTask(boss)}${gateway}<endEvent id="e"/>`,
    );
    expect(await codesOf(read)).toEqual([]);
    expect(await codesOf(read.replace('r.outcome = "reject"', 'starter.r = "r"'))).toEqual(['reject-goes-on x']);
    const caught = around(
      approvalTask(boss, 'error="no"'),
      '<boundaryEvent id="b" attachedToRef="x"><errorEventDefinition/></boundaryEvent><sequenceFlow id="g" sourceRef="b" targetRef="e"/>',
    );
    expect(await codesOf(caught)).toEqual([]);
  });

  it('of one run of many is read in what the runs gave', async () => {
    const loop =
      '<fortnight:loop collection="= parts" output="= r.outcome" outputCollection="outcomes"/></extensionElements><multiInstanceLoopCharacteristics/>';
    const gateway = (condition: string) =>
      `<sequenceFlow id="f2" sourceRef="x" targetRef="g"/><exclusiveGateway id="g" default="g1"/><sequenceFlow id="g1" sourceRef="g" targetRef="e"/><sequenceFlow id="g2" sourceRef="g" targetRef="no"><conditionExpression>${condition}</conditionExpression></sequenceFlow><endEvent id="no" name="No"/>`;
    const many = (condition: string) =>
      bpmn(
        `<startEvent id="s"/><sequenceFlow id="f1" sourceRef="s" targetRef="x"/>${approvalTask(boss).replace('</extensionElements>', loop)}${gateway(condition)}<endEvent id="e"/>`,
      );
    expect(await codesOf(many('= list contains(outcomes, &quot;reject&quot;)'))).not.toContain('reject-goes-on x');
    expect(await codesOf(many('= r.outcome = &quot;reject&quot;'))).toContain('reject-goes-on x');
  });

  it('is caught at the border of the sub-process around it', async () => {
    const inside = `<startEvent id="is"/><sequenceFlow id="f1" sourceRef="is" targetRef="x"/>${approvalTask(boss, 'error="no"')}<sequenceFlow id="f2" sourceRef="x" targetRef="ie"/><endEvent id="ie"/>`;
    const caught = (reference: string) =>
      bpmn(`<startEvent id="s"/><sequenceFlow id="g1" sourceRef="s" targetRef="sub"/><subProcess id="sub" name="Sub">${inside}</subProcess><sequenceFlow id="g2" sourceRef="sub" targetRef="e"/>
        <boundaryEvent id="b" attachedToRef="sub"><errorEventDefinition ${reference}/></boundaryEvent><sequenceFlow id="g3" sourceRef="b" targetRef="e"/><endEvent id="e"/>`);
    expect(await codesOf(caught(''))).toEqual([]);
    expect(await codesOf(caught('errorRef="other"'))).toContain('error-not-caught x');
  });
});

describe('a send-back', () => {
  const branches = (to: string) =>
    bpmn(`<startEvent id="s"/><sequenceFlow id="a" sourceRef="s" targetRef="prepare"/><task id="prepare" name="P"/><sequenceFlow id="b" sourceRef="prepare" targetRef="split"/>
      <parallelGateway id="split"/><sequenceFlow id="c" sourceRef="split" targetRef="draft"/><task id="draft" name="D"/><sequenceFlow id="d" sourceRef="draft" targetRef="x"/>
      ${approvalTask(`${boss}${onlyApprove}<fortnight:outcome id="b" kind="send-back" to="${to}"/>`)}<sequenceFlow id="f" sourceRef="x" targetRef="join"/>
      <sequenceFlow id="g" sourceRef="split" targetRef="other"/><task id="other" name="O"/><sequenceFlow id="h" sourceRef="other" targetRef="join"/>
      <parallelGateway id="join"/><sequenceFlow id="i" sourceRef="join" targetRef="e"/><endEvent id="e"/>`);

  it('within its branch is right, past the split would duplicate the sibling', async () => {
    expect(await codesOf(branches('draft'))).toEqual([]);
    expect(await codesOf(branches('prepare'))).toEqual(['send-back-duplicates x']);
    expect(await codesOf(branches('draft, prepare'))).toEqual(['send-back-duplicates x']);
  });

  it('into a sub-process before the split, or past a task that splits, would duplicate the sibling too', async () => {
    const inside =
      '<subProcess id="prepare" name="P"><startEvent id="ps"/><sequenceFlow id="pa" sourceRef="ps" targetRef="first"/><task id="first" name="F"/><sequenceFlow id="pb" sourceRef="first" targetRef="pe"/><endEvent id="pe"/></subProcess>';
    const intoScope = branches('first').replace('<task id="prepare" name="P"/>', inside);
    expect(await codesOf(intoScope)).toEqual(['send-back-duplicates x']);
    const splittingTask = branches('prepare').replace('<parallelGateway id="split"/>', '<task id="split" name="S"/>');
    expect(await codesOf(splittingTask)).toEqual(['send-back-duplicates x']);
  });

  it('out of a branch that ends with the send-back duplicates nothing', async () => {
    const ended =
      bpmn(`<startEvent id="s"/><sequenceFlow id="a" sourceRef="s" targetRef="prepare"/><task id="prepare" name="P"/><sequenceFlow id="b" sourceRef="prepare" targetRef="sub"/>
      <subProcess id="sub" name="Sub"><startEvent id="is"/><sequenceFlow id="c" sourceRef="is" targetRef="split"/><parallelGateway id="split"/><sequenceFlow id="d" sourceRef="split" targetRef="x"/><sequenceFlow id="g" sourceRef="split" targetRef="other"/>
      ${approvalTask(`${boss}${onlyApprove}<fortnight:outcome id="b" kind="send-back" to="prepare"/>`)}<sequenceFlow id="f" sourceRef="x" targetRef="ie1"/><endEvent id="ie1"/>
      <task id="other" name="O"/><sequenceFlow id="h" sourceRef="other" targetRef="ie2"/><endEvent id="ie2"/></subProcess><sequenceFlow id="i" sourceRef="sub" targetRef="e"/><endEvent id="e"/>`);
    expect(await codesOf(ended)).toEqual([]);
  });
});

describe('forms', () => {
  const task = `<userTask id="x" name="X">${extension('<fortnight:assignment groups="sales"/><fortnight:form ref="f"/>')}</userTask>`;

  it('are looked for among the forms at hand, their fields among the data', async () => {
    expect(await codesOf(around(task))).toEqual([]);
    expect(await codesOf(around(task), { forms: {} })).toEqual(['form-missing x']);
    expect(await codesOf(around(task), { forms: { f: { fields: [{ name: 'amount' }] } } })).toEqual(['field-unknown x']);
  });
});
