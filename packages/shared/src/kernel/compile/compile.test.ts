import { describe, expect, it } from 'vitest';
import { readXml } from '../../model/index.ts';
import { compile } from '../index.ts';

const bpmn = (x: string) => `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:fortnight="urn:fortnight:bpmn:1" targetNamespace="t"><process id="p" isExecutable="true"><startEvent id="s"/>${x}
  <endEvent id="e"/><sequenceFlow id="s_x" sourceRef="s" targetRef="x"/><sequenceFlow id="x_e" sourceRef="x" targetRef="e"/></process></definitions>`;
const task = (priority: string) =>
  `<userTask id="x"><extensionElements><fortnight:assignment priority="${priority}"/></extensionElements></userTask>`;
const gateway = (behind: string) =>
  `<eventBasedGateway id="g"/>${behind}<task id="x"/><sequenceFlow id="s_g" sourceRef="s" targetRef="g"/>
  <sequenceFlow id="g_a" sourceRef="g" targetRef="a"/><sequenceFlow id="g_b" sourceRef="g" targetRef="b"/>`;
const timer = (id: string) =>
  `<intermediateCatchEvent id="${id}"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></intermediateCatchEvent>`;
const repeated = (inside: string) =>
  `<task id="x"><multiInstanceLoopCharacteristics>${inside}</multiInstanceLoopCharacteristics></task>`;
const boundary = (to: string) => `<task id="x"/><boundaryEvent id="b" ${to}><errorEventDefinition/></boundaryEvent>`;
const flow = (to: string) => `<task id="x"/><sequenceFlow id="f" sourceRef="x" ${to}/>`;

async function refusals(x: string): Promise<readonly string[]> {
  const compiled = compile((await readXml(bpmn(x))).model);
  return compiled.ok ? [] : compiled.problems.map(({ code, elementId }) => `${code} ${elementId}`);
}

/** What is refused, and the twin that runs. */
describe.each<[string, string, readonly string[], string]>([
  ['a flow that leads nowhere', flow(''), ['flow-not-connected f'], flow('targetRef="e"')],
  ['a boundary event at nothing', boundary(''), ['boundary-not-attached b'], boundary('attachedToRef="x"')],
  ['a priority in words', task('high'), ['priority-no-number x'], task('7')],
  ['runs without a number', repeated(''), ['loop-without-count x'], repeated('<loopCardinality>3</loopCardinality>')],
  [
    'a task right behind an event-based gateway',
    gateway(`${timer('a')}<task id="b"/>`),
    ['element-not-supported g'],
    gateway(timer('a') + timer('b')),
  ],
])('%s', (_what, refused, why, twin) => {
  it('is refused by its element, and its twin runs', async () => {
    expect(await refusals(refused)).toEqual(why);
    expect(await refusals(twin)).toEqual([]);
  });
});
