import { describe, expect, it } from 'vitest';
import { readXml } from '../model/index.ts';
import { type Finding, type ValidateOptions, validate } from './index.ts';

const extension = (tags: string) => `<extensionElements>${tags}</extensionElements>`;

/** start → x → end, with x given, and what the process says. */
const around = (
  x: string,
  { more = '', says = '', roots = '' } = {},
) => `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:fortnight="urn:fortnight:bpmn:1" targetNamespace="t">${roots}<process id="p" isExecutable="true">${says === '' ? '' : extension(says)}
    <startEvent id="s"/><sequenceFlow id="f1" sourceRef="s" targetRef="x"/>${x}
    <sequenceFlow id="f2" sourceRef="x" targetRef="e"/><endEvent id="e"/>${more}</process></definitions>`;

async function findingsOf(xml: string, options?: ValidateOptions): Promise<Finding[]> {
  // What cases are called has its own tests; these processes leave it out.
  return validate((await readXml(xml)).model, options).filter(({ code }) => code !== 'case-name-missing');
}

const approve = '<fortnight:outcome id="approve" kind="approve"/>';
const boss = '<fortnight:approver who="user:boss"/>';
const approval = (inner: string, attributes = '', beside = '') =>
  `<userTask id="x" name="X">${extension(`<fortnight:approval result="r" ${attributes}>${inner}</fortnight:approval>${beside}`)}</userTask>`;
const checkpoint = (inner: string, attributes = '', beside = '') =>
  `<businessRuleTask id="x" name="X">${extension(`<fortnight:checkpoint ${attributes}>${inner}</fortnight:checkpoint>${beside}`)}</businessRuleTask>`;
const rule = '<fortnight:rule id="k" when="true" message="m"/>';
const won = extension('<fortnight:end outcome="won"/>');
const inside = (content = '') =>
  `<startEvent id="xs"/><sequenceFlow id="xf" sourceRef="xs" targetRef="xt"/><intermediateThrowEvent id="xt"/><sequenceFlow id="xg" sourceRef="xt" targetRef="xe"/>${content}<endEvent id="xe">${won}</endEvent>`;
const stage = (inner: string, attributes = 'order="1"', beside = '', content = '') =>
  `<subProcess id="x" name="X">${extension(`<fortnight:stage ${attributes}>${inner}</fortnight:stage>${beside}`)}${inside(content)}</subProcess>`;
const task = (tags: string) =>
  `<userTask id="x" name="X">${extension(`<fortnight:assignment groups="sales"/>${tags}`)}</userTask>`;
const boundary = (errorRef = '') =>
  `<boundaryEvent id="b" attachedToRef="x"><errorEventDefinition${errorRef}/></boundaryEvent><sequenceFlow id="g" sourceRef="b" targetRef="e"/>`;

describe.each<[string, string, readonly string[]]>([
  ['an approval with everything', around(approval(boss + approve)), []],
  ['an approver twice', around(approval(boss + boss + approve)), ['approver-twice']],
  [
    'an approver on two conditions',
    around(approval(`${boss}<fortnight:approver who="user:boss" when="a"/>${approve}`), {
      says: '<fortnight:data name="a" type="boolean"/>',
    }),
    [],
  ],
  ['three of two', around(approval(boss + approve, 'mode="quorum" quorum="3"')), ['quorum-out-of-reach']],
  ['none of one', around(approval(boss + approve, 'mode="quorum" quorum="0"')), ['quorum-no-count']],
  ['a number of votes that is not said', around(approval(boss + approve, 'mode="quorum"')), ['quorum-missing']],
  [
    'a computed number of votes',
    around(approval(boss + approve, 'mode="quorum" quorum="= n"'), { says: '<fortnight:data name="n" type="number"/>' }),
    [],
  ],
  [
    'a rule that decides always',
    around(approval(`${boss}<fortnight:autoApprove when=""/>${approve}`)),
    ['auto-rule-without-condition'],
  ],
  ['nobody assigned', around(approval(`${boss}${approve}<fortnight:nobody do="assign"/>`)), ['nobody-rule']],
  ['nobody asked to guess', around(approval(`${boss}${approve}<fortnight:nobody do="guess"/>`)), ['nobody-rule']],
  ['nobody assigned to somebody', around(approval(`${boss}${approve}<fortnight:nobody do="assign" to="role:admin"/>`)), []],
  [
    'nobody assigned to no one',
    around(approval(`${boss}${approve}<fortnight:nobody do="assign" to="boss"/>`)),
    ['who-not-understood'],
  ],
  [
    'a group to ask that is not chosen',
    around(approval(`<fortnight:approver who="group:"/>${boss}${approve}`)),
    ['who-not-understood'],
  ],
  ['a copy to no one', around(approval(`${boss}${approve}<fortnight:copy to="legal"/>`)), ['who-not-understood']],
  [
    'an approval that is only sent back',
    around(approval(`${boss}<fortnight:outcome id="b" kind="send-back"/>`)),
    ['no-approve-outcome', 'send-back-to-nothing'],
  ],
  [
    'duties separate from a step that is not there',
    around(approval(boss + approve, 'separateFrom="starter, gone"')),
    ['separate-from-unknown'],
  ],
  ['an outcome twice', around(approval(boss + approve + approve)), ['part-used-twice']],
  ['an error that nothing catches', around(approval(boss + approve, 'error="no"')), ['error-not-caught']],
  ['an error that the border catches', around(approval(boss + approve, 'error="no"'), { more: boundary() }), []],
  [
    'an error that the border knows by another code',
    around(approval(boss + approve, 'error="no"'), {
      more: boundary(' errorRef="other"'),
      roots: '<error id="other" errorCode="other"/>',
    }),
    ['error-not-caught'],
  ],
  [
    'two approvals with one result',
    around(approval(boss + approve), {
      more: `<sequenceFlow id="f3" sourceRef="s" targetRef="y"/>${approval(boss + approve).replace('id="x" name="X"', 'id="y" name="Y"')}<sequenceFlow id="f4" sourceRef="y" targetRef="e"/>`,
    }),
    ['result-used-twice'],
  ],
  ['a checkpoint with everything', around(checkpoint(rule, 'severity="warn"')), []],
  ['a review whose rejection nothing catches', around(checkpoint(rule, 'reviewers="group:legal"')), ['error-not-caught']],
  [
    'a review whose rejection is thrown and caught',
    around(checkpoint(rule, 'reviewers="group:legal" error="no"'), { more: boundary() }),
    [],
  ],
  [
    'evidence without a name',
    around(checkpoint(`${rule}<fortnight:evidence id="c"/>`, 'severity="warn"')),
    ['evidence-without-name'],
  ],
  ['a rule twice', around(checkpoint(rule + rule, 'severity="warn"')), ['part-used-twice']],
  [
    'reviewers that are no one',
    around(checkpoint(rule, 'reviewers="legal" error="no"'), { more: boundary() }),
    ['who-not-understood'],
  ],
  ['a stage with everything', around(stage('')), []],
  [
    'a stage in which nothing is done',
    around(stage('').replace('<intermediateThrowEvent id="xt"/>', '<exclusiveGateway id="xt"/>')),
    ['gateway-without-choice', 'stage-empty'],
  ],
  [
    'a stage in which something is waited for',
    around(
      stage('').replace(
        '<intermediateThrowEvent id="xt"/>',
        '<intermediateCatchEvent id="xt"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></intermediateCatchEvent>',
      ),
    ),
    [],
  ],
  ['a stage that is sure to be won twice over', around(stage('', 'order="1" probability="2"')), ['probability-out-of-range']],
  ['a stage with a target in words', around(stage('', 'order="1" target="3 days"')), ['duration-not-iso']],
  ['a stage with a limit', around(stage('', 'order="1"', '<fortnight:timing limit="P1D"/>')), ['limit-on-stage']],
  ['a stage of no one', around(stage('', 'order="1" owner="sales"')), ['who-not-understood']],
  [
    'a loss reason twice',
    around(stage('<fortnight:lossReason id="a" name="A"/><fortnight:lossReason id="a" name="B"/>')),
    ['part-used-twice'],
  ],
  ['a rule without message', around(stage('<fortnight:exit id="k" condition="true"/>')), ['rule-without-message']],
  ['a rule without condition', around(stage('<fortnight:exit id="k" message="m"/>')), ['rule-without-condition']],
  [
    'a stage in a stage',
    around(
      stage(
        '',
        'order="1"',
        '',
        stage('', 'order="2"')
          .replace(/id="(x\w?)"/g, 'id="i$1"')
          .replace(/Ref="(x\w?)"/g, 'Ref="i$1"')
          .replace('"X"', '"Y"'),
      ),
    ),
    ['no-incoming-flow', 'no-outgoing-flow', 'stage-in-stage'],
  ],
  ['a funnel that nothing wins', around(stage('').replace(won, '')), ['no-won-end']],
  [
    'a reason that no stage lists',
    around(stage('').replace(won, extension('<fortnight:end outcome="lost" lossReason="price"/>'))),
    ['no-won-end', 'loss-reason-unknown'],
  ],
  [
    'a loss without a reason',
    around(stage('<fortnight:lossReason id="a" name="A"/>'), {
      more: `<endEvent id="l">${extension('<fortnight:end outcome="lost"/>')}</endEvent><sequenceFlow id="f3" sourceRef="s" targetRef="l"/>`,
    }),
    ['loss-reason-missing'],
  ],
  ['a reminder before the start', around(task('<fortnight:timing limit="PT4H" remind="P1D"/>')), ['reminder-too-early']],
  ['a limit in words', around(task('<fortnight:timing limit="soon"/>')), ['duration-not-iso']],
  ['an overdue rule without a limit', around(task('<fortnight:timing overdue="notify"/>')), ['limit-missing']],
  ['an overdue rule that is not known', around(task('<fortnight:timing limit="P1D" overdue="explode"/>')), ['overdue-unknown']],
  ['a vote where nothing is voted on', around(task('<fortnight:timing limit="P1D" overdue="approve"/>')), ['overdue-unknown']],
  [
    'an escalation to no one',
    around(task('<fortnight:timing limit="P1D" overdue="escalate" to="boss"/>')),
    ['who-not-understood'],
  ],
])('%s', (_title, xml, codes) => {
  it(codes.length === 0 ? 'is right' : 'is found', async () => {
    expect((await findingsOf(xml)).map(({ code }) => code)).toEqual(codes);
  });
});

describe('the fix for a funnel that nothing wins', () => {
  const fixesOf = async (xml: string) =>
    (await findingsOf(xml)).filter(({ code }) => code === 'no-won-end').flatMap(({ fixes }) => fixes ?? []);
  const end = (id: string, says = '') => `<endEvent id="${id}">${says}</endEvent>`;
  const lost = extension('<fortnight:end outcome="lost"/>');

  it('is an end of the process that says no outcome yet', async () => {
    expect(await fixesOf(around(stage('').replace(won, '')))).toEqual([{ code: 'mark-end-won', params: { elementId: 'e' } }]);
  });

  it('is an end inside a stage where the process itself ends lost', async () => {
    const inner = around(stage('').replace(won, '')).replace('<endEvent id="e"/>', end('e', lost));
    expect(await fixesOf(inner)).toEqual([{ code: 'mark-end-won', params: { elementId: 'xe' } }]);
  });

  it('is none where every end says how it ends, and is never an error', async () => {
    const errorEnd = end('z', '<errorEventDefinition/>');
    const inner = around(stage('').replace(won, lost), { more: errorEnd }).replace('<endEvent id="e"/>', end('e', lost));
    expect(await fixesOf(inner)).toEqual([]);
  });
});

describe('the settings of a process', () => {
  it.each<[string, readonly string[]]>([
    ['<fortnight:process timeZone="Asia/Shanghai"/><fortnight:metric id="m" kind="cycleTime" target="P3D"/>', []],
    ['<fortnight:process timeZone="Mars/Base"/>', ['time-zone-unknown']],
    ['<fortnight:metric id="m" kind="cycleTime" target="3 days"/>', ['duration-not-iso']],
    ['<fortnight:metric id="m" kind="conversion" target="0.3"/><fortnight:metric id="n" kind="lost"/>', []],
    ['<fortnight:metric id="m" kind="stepTime" element="x" target="PT4H"/>', []],
    ['<fortnight:metric id="m" kind="stepTime" target="PT4H"/>', ['metric-step']],
    ['<fortnight:metric id="m" kind="conversion" element="x" target="0.3"/>', ['metric-step']],
    ['<fortnight:metric id="m" kind="conversion" target="30"/>', ['metric-target']],
    ['<fortnight:metric id="m" kind="speed" target="3"/>', ['metric-unknown']],
  ])('are checked: %s', async (says, codes) => {
    expect((await findingsOf(around('<task id="x" name="X"/>', { says }))).map(({ code }) => code)).toEqual(codes);
  });
});

describe('the data of a process', () => {
  it.each<[string, readonly string[]]>([
    ['<fortnight:data name="a" type="text"/>', []],
    ['<fortnight:data name="a" type="text"/><fortnight:data name="a" type="number"/>', ['data-declared-twice']],
    ['<fortnight:data name="a" type="string"/>', ['data-type-unknown']],
    ['<fortnight:data name="a" type="money"/>', ['currency-missing']],
    ['<fortnight:data name="a" type="text" retention="3 years"/>', ['duration-not-iso']],
    [
      '<fortnight:data name="a" type="text" personal="true"/>',
      ['personal-data-without-purpose', 'personal-data-without-retention'],
    ],
  ])('is checked: %s', async (says, codes) => {
    expect((await findingsOf(around('<task id="x" name="X"/>', { says }))).map(({ code }) => code)).toEqual(codes);
  });
});

describe('a variable that nothing writes', () => {
  const says =
    '<fortnight:data name="amount" type="number"/><fortnight:data name="items" type="list"/><fortnight:data name="due" type="date"/>';
  const reading = (condition: string) =>
    around('<exclusiveGateway id="x" default="f2"/>', {
      says,
      more: `<sequenceFlow id="f3" sourceRef="x" targetRef="e"><conditionExpression>${condition}</conditionExpression></sequenceFlow>`,
    });
  const told = async (condition: string) =>
    (await findingsOf(reading(condition))).map(({ code, elementId, params, fixes }) => ({
      code,
      elementId,
      ...params,
      fixes: fixes?.length,
    }));

  it.each([
    'amount &gt; 5',
    'items[price &gt; 3].name = ["a"]',
    'due &lt; today()',
    'some i in items satisfies i = starter',
    'no FEEL ((',
    '"colour" = "x"',
  ])('is not found in %s', async (condition) => {
    expect(await told(condition)).toEqual([]);
  });

  it('is found where only the engine knows it, and no expression', async () => {
    expect(await told('businessKey = "K-1"')).toMatchObject([{ code: 'variable-unknown', name: 'businessKey' }]);
    const named = around(approval(boss + approve), {
      says: `<fortnight:process caseName="= businessKey"/><fortnight:data name="amount" type="number"/>`,
    });
    expect((await findingsOf(named)).filter(({ code }) => code === 'variable-unknown')).toEqual([]);
  });

  it('is found in a condition, with a way to declare it', async () => {
    expect(await told('region = "EMEA" and channel = 1')).toMatchObject([
      { code: 'variable-unknown', elementId: 'f3', name: 'region', fixes: 1 },
      { code: 'variable-unknown', elementId: 'f3', name: 'channel', fixes: 1 },
    ]);
  });

  it('is taken for a slip where another name is near', async () => {
    expect(await told('amuont &gt; 5')).toMatchObject([
      { code: 'variable-misspelled', name: 'amuont', near: 'amount', fixes: 0 },
    ]);
  });

  it('is looked for in rules, approvers, facts and mappings, and found where a form or a mapping writes it', async () => {
    const xml = around(
      approval(
        `<fortnight:approver who="manager-of:seller" when="volume &gt; 1"/>${approve}<fortnight:fact variable="margin" near="amount &lt; floor(cap)"/>`,
        '',
        '<fortnight:output name="seller" value="= result"/>',
      ),
      { says },
    );
    const names = async (options?: ValidateOptions) =>
      (await findingsOf(xml, options)).filter(({ code }) => code === 'variable-unknown').map(({ params }) => params?.name);
    expect(await names()).toEqual(['volume', 'cap', 'margin']);
    expect(await names({ forms: { f: { fields: [{ name: 'volume' }, { name: 'margin' }] } } })).toEqual(['cap']);
  });

  it('is not looked for where the process declares no data', async () => {
    expect(await findingsOf(reading('region = 1').replace(extension(says), ''))).toEqual([]);
  });
});

describe('an expression over declared data', () => {
  const says =
    '<fortnight:data name="amount" type="number"/><fortnight:data name="region" type="text"/><fortnight:data name="due" type="date"/>';
  const reading = (condition: string) =>
    around('<exclusiveGateway id="x" default="f2"/>', {
      says,
      more: `<sequenceFlow id="f3" sourceRef="x" targetRef="e"><conditionExpression>${condition}</conditionExpression></sequenceFlow>`,
    });

  it.each<[string, readonly string[]]>([
    ['amount &gt; 5', []],
    ['customer.isGood', ['variable-unknown']],
    ['amount &gt; "5"', ['types-differ']],
    ['due &lt; now()', ['types-differ']],
    ['amount', ['condition-no-claim']],
    ['"yes"', ['condition-no-claim']],
  ])('is judged by its types: %s', async (condition, codes) => {
    expect((await findingsOf(reading(condition))).map(({ code }) => code)).toEqual(codes);
  });

  it('says what to write instead', async () => {
    const [found] = await findingsOf(reading('due &lt; "2026-11-25"'));
    expect(found).toMatchObject({
      elementId: 'f3',
      params: { left: 'date', right: 'string' },
      hint: expect.stringContaining('@"2026-11-25"'),
    });
  });

  it('may be any value where no claim is asked for', async () => {
    const xml = around(task('<fortnight:input name="a" value="= amount"/>'), { says });
    expect(await findingsOf(xml)).toEqual([]);
  });
});
