import { describe, expect, it } from 'vitest';
import { Case, hour, monday } from '../support/case.ts';
import { flow, flows, problems, program, tag } from '../support/process.ts';

const approver = (who: string, more = '') => `<fortnight:approver who="${who}" ${more}/>`;
const anyone = (...who: string[]) => who.map((one) => approver(one)).join('');
/** Prepare, then an approval `a`, then a way by its result. */
const body = (attributes: string, inside: string, beside = '') =>
  `<startEvent id="s"/>${tag('userTask', 'prepare')}${tag('userTask', 'a', `<fortnight:approval result="r" ${attributes}>${inside}</fortnight:approval>${beside}`)}
   <exclusiveGateway id="x" default="x-no"/>${tag('userTask', 'yes')}${tag('userTask', 'no')}
   ${flows('s', 'prepare', 'a', 'x')}${flow('x', 'yes', 'r.outcome = "approve"')}${flow('x', 'no')}`;

async function asked(attributes: string, inside: string, variables = {}, beside = '') {
  const played = Case.start(await program(body(attributes, inside, beside)), variables);
  played.complete('prepare', 'rep');
  return played;
}
const vote = (played: Case, who: string, outcome: string, more = {}) => played.complete('a', who, { outcome, ...more });
const holders = (played: Case) =>
  played.open('a').map(({ assignee, users, groups }) => assignee ?? [...users, ...groups].join('+'));

describe('an approval', () => {
  it.each([
    ['one', 'one', [['lead', 'approve']], 'yes'],
    ['one, rejected', 'one', [['cfo', 'reject']], 'no'],
    [
      'all',
      'all',
      [
        ['lead', 'approve'],
        ['boss', 'approve'],
        ['cfo', 'approve'],
      ],
      'yes',
    ],
    [
      'all, until one rejects',
      'all',
      [
        ['lead', 'approve'],
        ['boss', 'reject'],
      ],
      'no',
    ],
    [
      'two of three',
      'quorum',
      [
        ['boss', 'approve'],
        ['cfo', 'approve'],
      ],
      'yes',
    ],
    [
      'two of three, one against',
      'quorum',
      [
        ['boss', 'reject'],
        ['cfo', 'approve'],
        ['lead', 'approve'],
      ],
      'yes',
    ],
    [
      'two of three, out of reach',
      'quorum',
      [
        ['boss', 'reject'],
        ['cfo', 'reject'],
      ],
      'no',
    ],
  ])('is decided by %s', async (_, mode, votes, way) => {
    const played = await asked(
      `mode="${mode}" quorum="2"`,
      anyone('manager-of:starter', 'user:boss@example.com', 'group:finance'),
    );
    expect(holders(played)).toEqual(['lead', 'boss', 'finance']);
    for (const [index, [who = '', outcome = '']] of votes.entries()) {
      expect(played.all('approvalDecided')).toEqual([]);
      vote(played, who, outcome, { comment: `${index}` });
    }
    expect(played.waitsAt).toEqual([way]);
    expect(played.all('voteCast')).toHaveLength(votes.length);
    const at = new Date(monday).toISOString();
    expect(played.state.variables.r).toEqual({
      outcome: votes.at(-1)?.[1],
      votes: votes.map(([by, outcome], index) => ({ by, outcome, comment: `${index}`, at })),
      decidedAt: at,
      automatic: false,
    });
    expect(played.all('taskCancelled').every(({ cause }) => cause === 'decided')).toBe(true);
    expect(played.open('a')).toEqual([]);
    expect(played.state.approvals).toBeUndefined();
  });

  it('asks in order, the lower levels first, and those alone whose condition is true', async () => {
    const levels =
      approver('user:boss', 'level="3" when="amount &gt; 1000"') +
      approver('user:lead', 'level="1"') +
      approver('group:finance', 'level="2" name="CFO"');
    const played = await asked('mode="all" order="sequential"', levels, { amount: 5000 });
    expect(holders(played)).toEqual(['lead']);
    vote(played, 'lead', 'approve');
    expect(holders(played)).toEqual(['finance']);
    expect(played.all('taskOpened').at(-1)).toMatchObject({
      kind: 'approval',
      approver: { index: 1, name: 'CFO' },
      requestedBy: 'rep',
      outcomes: ['approve', 'reject'],
    });
    vote(played, 'cfo', 'approve');
    vote(played, 'boss', 'approve');
    expect(played.waitsAt).toEqual(['yes']);
    const small = await asked('mode="all" order="sequential"', levels, { amount: 10 });
    vote(small, 'lead', 'approve');
    vote(small, 'cfo', 'approve');
    expect(small.waitsAt).toEqual(['yes']);
  });

  it('asks persons whom a variable holds, one vote each', async () => {
    const played = await asked('mode="quorum" quorum="= count(board) - 1"', anyone('variable:board'), {
      board: ['cfo', 'boss@example.com', 'law'],
    });
    expect(holders(played)).toEqual(['cfo', 'boss', 'law']);
    expect(played.all('approvalOpened')).toMatchObject([{ needed: 2, mode: 'quorum', order: 'parallel' }]);
  });

  it.each([
    ['approves', 'amount &lt; 20000', 100, 'yes', { because: 'autoApprove', reason: 'small' }],
    ['rejects before it approves', 'amount &lt; 20000', 7, 'no', { because: 'autoReject' }],
    ['asks where no rule is true', 'amount &lt; 20000', null, 'a', undefined],
  ])('%s by rule', async (_, when, amount, way, because) => {
    const rules = `<fortnight:autoApprove when="${when}" reason="small"/><fortnight:autoReject when="amount = 7"/><fortnight:copy to="group:legal"/>`;
    const played = await asked('mode="one"', anyone('user:boss') + rules, { amount });
    expect(played.waitsAt).toEqual([way]);
    expect(played.all('approvalDecided')).toMatchObject(because ? [{ ...because, result: { votes: [], automatic: true } }] : []);
    if (because)
      expect(played.host.effects).toContainEqual({ type: 'notify', kind: 'copy', elementId: 'a', users: [], groups: ['legal'] });
  });

  it('needs a known outcome, and a reason where the outcome asks for one', async () => {
    const outcomes = '<fortnight:outcome id="ok" kind="approve"/><fortnight:outcome id="no" kind="reject" comment="required"/>';
    const played = await asked('mode="one"', anyone('user:boss') + outcomes);
    expect(played.refused(played.completion('a', 'boss')).code).toBe('outcome-required');
    expect(played.refused(played.completion('a', 'boss', { outcome: 'approve' })).code).toBe('unknown-outcome');
    expect(played.refused(played.completion('a', 'boss', { outcome: 'no', comment: ' ' })).code).toBe('comment-required');
    expect(played.refused({ type: 'setVariables', by: { userId: 'boss' }, variables: { r: 1 } }).code).toBe('reserved-variable');
    expect(played.refused(played.completion('a', 'boss', { outcome: 'ok', variables: { r: 1 } })).code).toBe('reserved-variable');
    vote(played, 'boss', 'ok', { variables: { seen: true } });
    expect(played.state.variables).toMatchObject({ r: { outcome: 'ok' }, seen: true });
  });

  it('is never voted on by a program, by the host, or by who left the group', async () => {
    const played = await asked('mode="one"', anyone('group:finance'));
    const taskId = played.taskId('a', 'cfo');
    const approve = { type: 'completeTask', taskId, outcome: 'approve' } as const;
    expect(played.refused({ ...approve, by: { userId: null, privileged: true } }).code).toBe('no-user');
    expect(played.refused({ ...approve, by: { userId: 'boss', privileged: true } }).code).toBe('not-eligible');
    played.take({ type: 'claimTask', taskId, by: played.by('cfo') });
    expect(played.refused({ ...approve, by: { userId: 'cfo', groups: [] } })).toMatchObject({
      code: 'not-eligible',
      message: expect.stringContaining('expected the group finance'),
    });
    vote(played, 'cfo', 'approve');
    expect(played.all('voteCast')).toMatchObject([{ by: { userId: 'cfo', groups: ['finance'] } }]);
  });

  it('keeps duties apart: those who started or did a step are not asked and may not vote, for others neither', async () => {
    const played = Case.start(
      await program(
        body('mode="one" separateFrom="starter, prepare"', anyone('user:rep', 'user:lead', 'group:sales', 'group:finance')),
      ),
    );
    played.complete('prepare', 'lead');
    expect(holders(played)).toEqual(['sales', 'finance']);
    const sales = played.open('a')[0]?.id ?? '';
    expect(played.refused({ type: 'claimTask', taskId: sales, by: played.by('rep') }).code).toBe('segregation-of-duties');
    const substitute = { ...played.by('rep2'), onBehalfOf: 'rep' };
    expect(played.refusedByKernel({ type: 'completeTask', taskId: sales, by: substitute, outcome: 'approve' }).code).toBe(
      'segregation-of-duties',
    );
    expect(played.refused({ type: 'delegateTask', taskId: sales, by: played.by('rep2'), to: 'lead' }).code).toBe(
      'segregation-of-duties',
    );
    expect(played.refused({ type: 'setVariables', by: { userId: 'rep' }, variables: { starter: 'x' } }).code).toBe(
      'reserved-variable',
    );
    vote(played, 'rep2', 'approve');
    expect(played.waitsAt).toEqual(['yes']);
  });

  it('asks the same person once, unless it says again', async () => {
    const twice = anyone('manager-of:starter', 'user:lead', 'group:sales-manager', 'user:boss');
    const once = await asked('mode="all"', twice);
    expect(holders(once)).toEqual(['lead', 'sales-manager', 'boss']);
    const byGroup = once.open('a')[1]?.id ?? '';
    vote(once, 'lead', 'approve');
    expect(once.refused({ type: 'completeTask', taskId: byGroup, by: once.by('lead'), outcome: 'approve' }).code).toBe(
      'already-voted',
    );
    const again = await asked('mode="all"', `${twice}<fortnight:samePerson do="again"/>`);
    expect(holders(again)).toEqual(['lead', 'lead', 'sales-manager', 'boss']);
    for (let votes = 0; votes < 3; votes++) again.complete('a', 'lead', { outcome: 'approve' });
    vote(again, 'boss', 'approve');
    expect(again.waitsAt).toEqual(['yes']);
  });

  it.each([
    ['raises an incident', '', 'a', []],
    ['assigns', '<fortnight:nobody do="assign" to="role:admin"/>', 'a', ['boss']],
    ['approves', '<fortnight:nobody do="approve"/>', 'yes', []],
    ['rejects', '<fortnight:nobody do="reject"/>', 'no', []],
  ])('%s where nobody is found', async (_, nobody, way, expected) => {
    const played = await asked('mode="one"', anyone('variable:chief', 'user:gone') + nobody);
    expect(played.waitsAt).toEqual([way]);
    expect(holders(played)).toEqual(expected);
    expect(played.state.incidents).toHaveLength(nobody === '' ? 1 : 0);
  });

  it('counts fewer possible votes than it needs as nobody found, and asks again once a variable is set', async () => {
    const played = await asked('mode="quorum" quorum="2"', anyone('user:boss', 'variable:chief', 'user:boss'));
    expect(played.all('incidentRaised')).toMatchObject([
      { code: 'nobody-found', message: expect.stringContaining('needs 2 votes, and 1') },
    ]);
    played.take({ type: 'setVariables', by: { userId: 'rep' }, variables: { chief: 'cfo' } });
    expect(holders(played)).toEqual(['boss', 'cfo']);
    expect(played.state.incidents).toEqual([]);
  });

  it('is handed over for good, the vote with it', async () => {
    const played = await asked('mode="all"', anyone('user:boss', 'user:lead'));
    const taskId = played.taskId('a', 'lead');
    played.take({ type: 'delegateTask', taskId, by: played.by('lead'), to: 'law' });
    expect(played.refused({ type: 'completeTask', taskId, by: played.by('lead'), outcome: 'approve' }).code).toBe('not-eligible');
    vote(played, 'law', 'approve');
    vote(played, 'boss', 'approve');
    expect(played.state.variables.r).toMatchObject({ votes: [{ by: 'law' }, { by: 'boss' }] });
  });

  it.each([
    ['approve', 'yes', true],
    ['reject', 'no', true],
    ['notify', 'a', false],
  ])('does %s once its one limit passed', async (overdue, way, automatic) => {
    const timing = `<fortnight:timing limit="PT2H" overdue="${overdue}"/>`;
    const played = await asked('mode="all" order="sequential"', anyone('user:lead', 'user:boss'), {}, timing);
    played.advance(hour);
    vote(played, 'lead', 'approve');
    expect(played.all('taskDueSet').map(({ dueAt }) => dueAt)).toEqual([monday + 2 * hour, monday + 2 * hour]);
    played.advance(hour);
    expect(played.waitsAt).toEqual([way]);
    if (automatic) expect(played.state.variables.r).toMatchObject({ outcome: overdue, automatic, votes: [{ by: 'lead' }] });
    expect(played.state.timers).toEqual([]);
  });

  it('throws its error on reject where one is named', async () => {
    const caught = `<startEvent id="s"/>${tag('userTask', 'a', `<fortnight:approval mode="one" result="r" error="not-approved">${anyone('user:boss')}</fortnight:approval>`)}
      <boundaryEvent id="b" attachedToRef="a"><errorEventDefinition errorRef="e"/></boundaryEvent>${tag('userTask', 'no')}<endEvent id="end"/>${flows('s', 'a', 'end')}${flow('b', 'no')}`;
    const played = Case.start(await program(caught, '', '<error id="e" errorCode="not-approved"/>'));
    played.complete('a', 'boss', { outcome: 'reject', comment: 'too dear' });
    expect(played.waitsAt).toEqual(['no']);
    expect(played.state.variables.r).toMatchObject({ outcome: 'reject' });
  });

  it('keeps a result of its own in each run of a multi-instance activity', async () => {
    const many = `<startEvent id="s"/>${tag('userTask', 'a', `<fortnight:approval mode="one" result="r">${anyone('variable:one')}</fortnight:approval><fortnight:loop collection="= board" item="one" output="= r.outcome" outputCollection="outcomes"/>`, '<multiInstanceLoopCharacteristics/>')}<exclusiveGateway id="x" default="x-e"/><endEvent id="e"/><endEvent id="no"/>${flows('s', 'a', 'x', 'e')}${flow('x', 'no', '= every o in outcomes satisfies o = "reject"')}`;
    const played = Case.start(await program(many), { board: ['cfo', 'boss'] });
    played.complete('a', 'boss', { outcome: 'reject' });
    played.complete('a', 'cfo', { outcome: 'approve' });
    expect(played.state).toMatchObject({ status: 'completed', variables: { outcomes: ['approve', 'reject'] } });
    expect(played.state.variables).not.toHaveProperty('r');
  });

  it('is refused at deploy by name for what is not built, and for what can not be decided', async () => {
    const found = async (attributes: string, inside: string, beside = '') => problems(body(attributes, inside, beside));
    const many = tag(
      'userTask',
      'a',
      `<fortnight:approval>${anyone('user:boss')}</fortnight:approval>`,
      '<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>',
    );
    expect(await problems(`<startEvent id="s"/>${many}${flows('s', 'a')}`)).toEqual([
      'approval-without-output-collection loop.outputCollection',
    ]);
    const notBuilt = 'element-not-supported approval.approvers';
    expect(await found('mode="one"', anyone('picked'))).toEqual([notBuilt]);
    expect(await found('mode="one"', anyone('managers-up-to:3'))).toEqual([notBuilt]);
    expect(await found('mode="one"', anyone('somebody'))).toEqual(['who-not-understood approval.approvers']);
    expect(await found('mode="one"', '')).toEqual(['no-approvers approval.approvers']);
    expect(await found('mode="quorum"', anyone('user:boss'))).toEqual(['quorum-missing approval.quorum']);
    expect(await found('mode="one" separateFrom="nowhere"', anyone('user:boss'))).toEqual([
      'separate-from-unknown approval.separateFrom',
    ]);
    const back = '<fortnight:outcome id="back" kind="send-back" to="x"/>';
    expect(await found('mode="one"', anyone('user:boss') + back)).toEqual(['send-back-to-nothing approval.outcomes']);
    expect(await found('mode="one"', `${anyone('user:boss')}<fortnight:outcome id="later" kind="postpone"/>`)).toEqual([
      'element-not-supported approval.outcomes',
    ]);
  });
});
