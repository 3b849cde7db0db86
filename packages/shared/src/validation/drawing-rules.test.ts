import { describe, expect, it } from 'vitest';
import { readXml } from '../model/index.ts';
import { type ValidateOptions, validate } from './index.ts';

const bpmn = (content: string, roots = '') => `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:fortnight="urn:fortnight:bpmn:1" targetNamespace="t">${roots}<process id="p" isExecutable="true">${content}</process></definitions>`;
const extension = (tags: string) => `<extensionElements>${tags}</extensionElements>`;

/** `a-b` is a flow from a to b; with a condition behind a colon. */
const flows = (...ways: string[]) =>
  ways
    .map((way) => {
      const [, from, to, condition] = /^(\w+)-(\w+)(?::(.+))?$/.exec(way) ?? [];
      const written = condition === undefined ? '' : `<conditionExpression>${condition}</conditionExpression>`;
      return `<sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}">${written}</sequenceFlow>`;
    })
    .join('');
const tasks = (...ids: string[]) => ids.map((id) => `<task id="${id}" name="${id.toUpperCase()}"/>`).join('');
const ends = '<startEvent id="s"/><endEvent id="e"/>';
const around = (x: string, more = '') => bpmn(`${ends}${x}${flows('s-x', 'x-e')}${more}`);
const boundary = (inner: string, attributes = '') =>
  `<boundaryEvent id="b" attachedToRef="x" ${attributes}>${inner}</boundaryEvent>${flows('b-e')}`;
const timer = '<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>';
const catching = (definition: string) => `<intermediateCatchEvent id="x" name="X">${definition}</intermediateCatchEvent>`;
const throwing = (definition: string) => `<intermediateThrowEvent id="x" name="X">${definition}</intermediateThrowEvent>`;
const multi = '<multiInstanceLoopCharacteristics/>';

async function codesOf(xml: string, options?: ValidateOptions): Promise<string[]> {
  // What cases are called has its own tests; these processes leave it out.
  return validate((await readXml(xml)).model, options)
    .filter(({ code }) => code !== 'case-name-missing')
    .map(({ code, elementId }) => `${code} ${elementId}`);
}

const long = 'i'.repeat(256);

describe.each<[string, string, readonly string[]]>([
  [
    'an id that fits no address',
    bpmn(`${ends}${tasks(long)}${flows(`s-${long}`, `${long}-e`)}`),
    [`id-too-long ${long}`, `id-too-long s_${long}`, `id-too-long ${long}_e`],
  ],
  ['a process without an id', around(tasks('x')).replace('process id="p"', 'process id=""'), ['process-without-id ']],
  [
    'a flow out of a sub-process',
    around(
      `<subProcess id="x" name="X"><startEvent id="i"/><task id="t" name="T"/>${flows('i-t', 't-j')}<endEvent id="j"/></subProcess>`,
      flows('t-e'),
    ),
    ['flow-crosses-border t_e'],
  ],
  ['a task that nothing leads to', bpmn(ends + tasks('x', 'y') + flows('s-x', 'x-e', 'y-e')), ['no-incoming-flow y']],
  ['a task that leads nowhere', bpmn(ends + tasks('x', 'y') + flows('s-x', 'x-e', 'x-y')), ['no-outgoing-flow y']],
  [
    'a default that leaves elsewhere',
    bpmn(`${ends}<exclusiveGateway id="x" default="y_e"/>${tasks('y')}${flows('s-x', 'x-y:a', 'x-e:b', 'y-e')}`),
    ['default-flow-elsewhere x'],
  ],
  [
    'a choice that may fit nothing',
    bpmn(`${ends}<exclusiveGateway id="x"/>${tasks('y')}${flows('s-x', 'x-y:a', 'x-e:b', 'y-e')}`),
    ['no-default-flow x'],
  ],
  [
    'a choice that fits always',
    bpmn(`${ends}<exclusiveGateway id="x"/>${tasks('y')}${flows('s-x', 'x-y:a', 'x-e:true', 'y-e')}`),
    [],
  ],
  [
    'a choice that asks the same twice',
    bpmn(
      `${ends}<exclusiveGateway id="x" default="x_z"/>${tasks('y', 'z')}${flows('s-x', 'x-y:a', 'x-e: = a ', 'x-z', 'y-e', 'z-e')}`,
    ),
    ['condition-used-twice x_e'],
  ],
  [
    'a condition behind a parallel gateway',
    bpmn(`${ends}<parallelGateway id="x"/>${tasks('y')}${flows('s-x', 'x-y:a', 'x-e', 'y-e')}`),
    ['condition-never-read x_y'],
  ],
  ['a circle without a way out', bpmn(ends + tasks('x', 'y', 'z') + flows('s-x', 's-e', 'x-y', 'y-z', 'z-x')), ['no-way-out x']],
  ['a circle that a boundary event leaves', bpmn(ends + tasks('x', 'y') + flows('s-x', 'x-y', 'y-x') + boundary(timer)), []],
  [
    'a parallel join behind a choice',
    bpmn(
      `${ends}<exclusiveGateway id="x" default="x_y"/>${tasks('y', 'z')}<parallelGateway id="j"/>${flows('s-x', 'x-y', 'x-z:a', 'y-j', 'z-j', 'j-e')}`,
    ),
    ['join-never-completes j'],
  ],
  [
    'a parallel join right behind a choice',
    bpmn(
      `${ends}<exclusiveGateway id="x" default="x_j"/>${tasks('z')}<parallelGateway id="j"/>${flows('s-x', 'x-j', 'x-z:a', 'z-j', 'j-e')}`,
    ),
    ['join-never-completes j'],
  ],
  [
    'a parallel join behind a choice behind another, in a circle',
    bpmn(
      `${ends}<exclusiveGateway id="first" default="first_m"/><exclusiveGateway id="m"/><exclusiveGateway id="x" default="x_y"/>${tasks('y', 'z')}<parallelGateway id="j"/><exclusiveGateway id="again" default="again_e"/>${flows('s-first', 'first-m', 'first-m2:a', 'm2-m', 'm-x', 'x-y', 'x-z:a', 'y-j', 'z-j', 'j-again', 'again-m:a', 'again-e')}${tasks('m2')}`,
    ),
    ['join-never-completes j'],
  ],
  [
    'a parallel join behind a split',
    bpmn(
      `${ends}<parallelGateway id="x"/>${tasks('y', 'z')}<parallelGateway id="j"/>${flows('s-x', 'x-y', 'x-z', 'y-j', 'z-j', 'j-e')}`,
    ),
    [],
  ],
  [
    'a choice within one branch of a split',
    bpmn(
      `${ends}<parallelGateway id="x"/><exclusiveGateway id="c" default="c_y"/><exclusiveGateway id="m"/>${tasks('y', 'z', 'o')}<parallelGateway id="j"/>${flows('s-x', 'x-c', 'x-o', 'c-y', 'c-z:a', 'y-m', 'z-m', 'm-j', 'o-j', 'j-e')}`,
    ),
    [],
  ],
  ['a boundary event without trigger', around(tasks('x'), boundary('')), ['boundary-without-trigger b']],
  ['a boundary event that a flow leads to', around(tasks('x'), boundary(timer) + flows('s-b')), ['boundary-with-incoming b']],
  [
    'an error that does not interrupt',
    around(tasks('x'), boundary('<errorEventDefinition/>', 'cancelActivity="false"')),
    ['error-must-interrupt b'],
  ],
  ['a cancel without transaction', around(tasks('x'), boundary('<cancelEventDefinition/>')), ['cancel-without-transaction b']],
  ['a signal that is not said', around(catching('<signalEventDefinition/>')), ['signal-missing x']],
  ['a signal that is not defined', around(catching('<signalEventDefinition signalRef="gone"/>')), ['signal-unknown x']],
  ['an escalation that is not said', around(throwing('<escalationEventDefinition/>')), ['escalation-missing x']],
  [
    'an error that is thrown without saying which',
    bpmn(`<startEvent id="s"/><endEvent id="x"><errorEventDefinition/></endEvent>${flows('s-x')}`),
    ['error-missing x'],
  ],
  ['a receive task without message', around('<receiveTask id="x" name="X"/>'), ['message-missing x']],
  [
    'a send by a worker',
    around(throwing('<messageEventDefinition/>').replace('name="X">', `name="X">${extension('<fortnight:job type="t"/>')}`)),
    [],
  ],
  ['a name twice', around(tasks('x'), `<task id="y" name="X"/>${flows('s-y', 'y-e')}`), ['name-used-twice y']],
  ['a script without text', around('<scriptTask id="x" name="X"/>'), ['script-missing x']],
  [
    'a condition in JavaScript',
    bpmn(
      `${ends}<exclusiveGateway id="x" default="x_e"/>${tasks('y')}${flows('s-x', 'x-e', 'y-e')}<sequenceFlow id="f" sourceRef="x" targetRef="y"><conditionExpression language="javascript">a</conditionExpression></sequenceFlow>`,
    ),
    ['language-not-feel f'],
  ],
  [
    'a stage that asks for data that is not declared',
    around(
      `<subProcess id="x" name="X">${extension('<fortnight:stage order="1"><fortnight:required variable="b"/></fortnight:stage>')}<startEvent id="i"/>${tasks('t')}<endEvent id="j">${extension('<fortnight:end outcome="won"/>')}</endEvent>${flows('i-t', 't-j')}</subProcess>`,
      extension('<fortnight:data name="a" type="text"/>'),
    ),
    ['required-variable-unknown x'],
  ],
  [
    'a checkpoint for each',
    around(
      `<businessRuleTask id="x" name="X">${extension('<fortnight:checkpoint severity="warn"><fortnight:rule id="k" when="true" message="m"/></fortnight:checkpoint>')}${multi}</businessRuleTask>`,
    ),
    ['checkpoint-repeats x'],
  ],
  [
    'an approval for each without a list of results',
    around(
      `<userTask id="x" name="X">${extension('<fortnight:approval><fortnight:approver who="user:a"/><fortnight:outcome id="approve" kind="approve"/></fortnight:approval>')}${multi}</userTask>`,
    ),
    ['approval-without-output-collection x'],
  ],
])('%s', (_title, xml, codes) => {
  it(codes.length === 0 ? 'is right' : 'is found', async () => {
    expect(await codesOf(xml)).toEqual(codes);
  });
});

describe('a timer', () => {
  const cycle = (text: string) => around(catching(`<timerEventDefinition><timeCycle>${text}</timeCycle></timerEventDefinition>`));
  const date = (text: string) => around(catching(`<timerEventDefinition><timeDate>${text}</timeDate></timerEventDefinition>`));

  it.each([cycle('R3/PT1H'), cycle('= pause'), date('2026-11-25T09:00:00+08:00'), date('2026-11-25T09:00')])(
    'is right',
    async (xml) => {
      expect(await codesOf(xml)).toEqual([]);
    },
  );

  it.each([cycle('R/PT1H/2026-12-01'), cycle('0 9 * * *'), date('2026-02-30'), date('tomorrow')])(
    'is none that runs',
    async (xml) => {
      expect(await codesOf(xml)).toEqual(['bad-timer x']);
    },
  );
});

describe('stages', () => {
  const stage = (id: string, order: string) =>
    `<subProcess id="${id}" name="${id}">${extension(`<fortnight:stage ${order}/>`)}<startEvent id="${id}1"/>${tasks(`${id}3`)}<endEvent id="${id}2">${extension('<fortnight:end outcome="won"/>')}</endEvent>${flows(`${id}1-${id}3`, `${id}3-${id}2`)}</subProcess>`;
  const two = (first: string, second: string) => bpmn(ends + stage('x', first) + stage('y', second) + flows('s-x', 'x-y', 'y-e'));

  it('have an order, each its own', async () => {
    expect(await codesOf(two('order="1"', 'order="2"'))).toEqual([]);
    expect(await codesOf(two('order="1"', 'order="1"'))).toEqual(['stage-order-used-twice y']);
    expect(await codesOf(two('order="1"', ''))).toEqual(['stage-without-order y']);
  });
});

describe('a document', () => {
  it('has something to run', async () => {
    expect(await codesOf(bpmn(ends + flows('s-e')).replace('isExecutable="true"', ''))).toEqual(['nothing-executable p']);
  });

  it('has a form whose fields have a purpose', async () => {
    const xml = around(
      `<userTask id="x" name="X">${extension('<fortnight:assignment groups="sales"/><fortnight:form ref="f"/>')}</userTask>`,
      extension('<fortnight:data name="a" type="text"/>'),
    );
    expect(await codesOf(xml, { forms: { f: { fields: [{ name: 'a' }] } } })).toEqual(['field-without-purpose x']);
  });

  it('names the fix of what can be mended at one click', async () => {
    const xml = bpmn(`${ends}<exclusiveGateway id="x"/>${tasks('y')}${flows('s-x', 'x-y:a', 'x-e', 'y-e')}`);
    const [found] = validate((await readXml(xml)).model);
    expect(found).toMatchObject({
      code: 'condition-missing',
      fixes: [{ code: 'set-default-flow', params: { elementId: 'x', flowId: 'x_e' } }],
    });
  });
});
