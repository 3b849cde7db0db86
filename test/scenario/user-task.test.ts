import { describe, expect, it } from 'vitest';
import { Case, monday } from '../support/case.ts';
import { flows, problems, program, tag } from '../support/process.ts';

const one = (extension: string, name = 'userTask') =>
  `<startEvent id="s"/>${tag(name, 'u', extension)}<endEvent id="e"/>${flows('s', 'u', 'e')}`;
const assigned = (attributes: string) => one(`<fortnight:assignment ${attributes}/>`);
const task = (played: Case) => played.open('u')[0];

describe('a user task', () => {
  it.each([
    ['nobody in particular', '', { users: [], groups: [] }],
    ['who starts', 'assignee="= starter"', { assignee: 'rep', users: ['rep'], groups: [] }],
    ['an e-mail', 'assignee="Lead@example.com"', { assignee: 'lead', users: ['lead'], groups: [] }],
    ['groups', 'groups="sales, finance"', { users: [], groups: ['sales', 'finance'] }],
    ['a list that is computed', 'users="= [owner, &quot;boss&quot;]"', { users: ['cfo', 'boss'], groups: [] }],
    ['a manager', 'assignee="= &quot;manager-of:&quot; + starter"', { assignee: 'lead', users: ['lead'], groups: [] }],
    ['a person or a group', 'assignee="= none" groups="sales"', { users: [], groups: ['sales'] }],
  ])('is for %s', async (_, attributes, expected) => {
    const played = Case.start(await program(attributes ? assigned(attributes) : one('')), { owner: 'cfo' });
    const { id: _id, tokenId: _token, ...rest } = task(played) ?? {};
    expect(rest).toEqual(expected);
  });

  it('tells who is asked for it, the form, the priority, and who completed the step before', async () => {
    const body = `<startEvent id="s"/>${tag('userTask', 'a')}${tag('userTask', 'u', '<fortnight:assignment groups="sales" priority="= 10 * 5"/><fortnight:form ref="f"/>')}<endEvent id="e"/>${flows('s', 'a', 'u', 'e')}`;
    const played = Case.start(await program(body, '', '', [{ id: 'f', fields: [] }]));
    played.complete('a', 'rep2');
    expect(played.all('taskOpened').at(-1)).toMatchObject({
      kind: 'task',
      name: 'u',
      candidateGroups: ['sales'],
      formRef: 'f',
      priority: 50,
      requestedBy: 'rep2',
      outcomes: [],
    });
    expect(played.host.effects.at(-1)).toMatchObject({ type: 'notify', kind: 'taskOpened', groups: ['sales'] });
  });

  it('raises an incident where nobody is found, and opens once somebody is', async () => {
    const played = Case.start(await program(assigned('assignee="= owner"')), { owner: 'gone@example.com' });
    expect(played.all('incidentRaised')).toMatchObject([
      { code: 'nobody-found', message: expect.stringContaining('not active') },
    ]);
    played.take({ type: 'resolveIncident', by: { userId: 'boss' }, incidentId: played.state.incidents[0]?.id ?? '' });
    expect(played.all('incidentRaised')).toHaveLength(2);
    played.take({ type: 'setVariables', by: { userId: 'boss' }, variables: { owner: 'cfo' } });
    expect(task(played)?.assignee).toBe('cfo');
    expect(played.state.incidents).toEqual([]);
  });

  it('is claimed by one, given back, and completed only by whom it is for', async () => {
    const played = Case.start(await program(assigned('groups="sales"')));
    const taskId = played.taskId('u', 'rep');
    expect(played.refused({ type: 'claimTask', taskId, by: played.by('cfo') }).code).toBe('not-eligible');
    expect(played.refused({ type: 'claimTask', taskId, by: { userId: null, privileged: true } }).code).toBe('no-user');
    played.take({ type: 'claimTask', taskId, by: played.by('rep') });
    expect(played.refused({ type: 'claimTask', taskId, by: played.by('rep2') }).code).toBe('already-claimed');
    expect(played.refused(played.completion('u', 'rep2')).code).toBe('not-eligible');
    expect(played.refused({ type: 'unclaimTask', taskId, by: played.by('rep2') }).code).toBe('not-eligible');
    played.take({ type: 'unclaimTask', taskId, by: played.by('rep') });
    expect(played.refused({ type: 'unclaimTask', taskId, by: played.by('rep') }).code).toBe('not-claimed');
    played.complete('u', 'rep2', { variables: { n: 1 }, comment: 'done' });
    expect(played.state).toMatchObject({ status: 'completed', variables: { n: 1 } });
    expect(played.refused({ type: 'completeTask', taskId, by: played.by('rep') }).code).toBe('instance-ended');
  });

  it('is acted on by a substitute for whom it is given to', async () => {
    const played = Case.start(await program(assigned('assignee="= starter"')));
    const taskId = played.taskId('u', 'rep');
    expect(played.refused({ type: 'completeTask', taskId, by: played.by('lead') }).code).toBe('not-eligible');
    played.take({ type: 'completeTask', taskId, by: { ...played.by('lead'), onBehalfOf: 'rep' } });
    expect(played.all('taskCompleted')).toMatchObject([{ by: { userId: 'lead', onBehalfOf: 'rep' } }]);
  });

  it('is handed over for good', async () => {
    const played = Case.start(await program(assigned('groups="sales"')));
    const taskId = played.taskId('u', 'rep');
    expect(played.refused({ type: 'delegateTask', taskId, to: 'law', by: played.by('cfo') }).code).toBe('not-eligible');
    played.take({ type: 'delegateTask', taskId, to: 'cfo', by: played.by('rep'), reason: 'away' });
    expect(played.refused(played.completion('u', 'rep')).code).toBe('not-eligible');
    played.take({ type: 'remindTask', taskId, by: played.by('rep') });
    expect(played.host.effects.at(-1)).toMatchObject({ kind: 'reminder', users: ['cfo'] });
    played.complete('u', 'cfo');
    expect(played.state.status).toBe('completed');
  });

  it('is completed by a program where the host vouches for it, but takes no outcome and no reserved variable', async () => {
    const played = Case.start(await program(assigned('groups="sales"')));
    const by = { userId: null, privileged: true };
    expect(played.refused(played.completion('u', 'rep', { outcome: 'approve' })).code).toBe('unknown-outcome');
    expect(played.refused(played.completion('u', 'rep', { variables: { starter: 'cfo' } })).code).toBe('reserved-variable');
    expect(played.refused(played.completion('u', 'rep', { by: { userId: null } })).code).toBe('not-eligible');
    played.complete('u', 'rep', { by });
    expect(played.state.status).toBe('completed');
  });

  it('is refused at deploy where its assignment asks for what is not built', async () => {
    expect(await problems(assigned('groups="sales" strategy="round-robin"'))).toEqual([
      'element-not-supported assignment.strategy',
    ]);
    expect(await problems(assigned('assignee="#{initiator}"'))).toEqual(['expression-is-uel assignment.assignee']);
    expect(await problems(one('<fortnight:timing limit="PT1H" overdue="approve"/>'))).toEqual(['overdue-unknown timing.overdue']);
  });
});

const timed = (attributes: string) => one(`<fortnight:assignment groups="sales"/><fortnight:timing ${attributes}/>`);
const at = (iso: string): number => Date.parse(iso) - monday;

describe('a task that ends in the step that opened it', () => {
  it('is told to nobody', async () => {
    const end = tag('endEvent', 'e', '', '<terminateEventDefinition/>');
    const task = tag('userTask', 'u', '<fortnight:assignment groups="sales"/>');
    const body = `<startEvent id="s"/><parallelGateway id="f"/>${task}${end}${flows('s', 'f', 'u')}${flows('f', 'e')}`;
    const played = Case.start(await program(body));
    expect(played.all('taskCancelled')).toHaveLength(1);
    expect(played.host.effects).toEqual([]);
  });
});

describe('a time limit', () => {
  it('counts in working time, reminds before, and tells who has the task once it is over', async () => {
    const played = Case.start(await program(timed('limit="PT10H" calendar="working" remind="PT4H"')));
    expect(played.all('taskDueSet')).toMatchObject([
      { dueAt: Date.parse('2026-11-24T11:00:00Z'), limit: 'PT10H', calendar: 'working' },
    ]);
    played.take({ type: 'claimTask', taskId: played.taskId('u', 'rep'), by: played.by('rep') });
    played.advance(at('2026-11-23T14:59:00Z'));
    expect(played.all('taskReminded')).toEqual([]);
    played.advance(60_000);
    expect(played.all('taskReminded')).toMatchObject([{ users: ['rep'], groups: [] }]);
    expect(played.all('taskOverdue')).toEqual([]);
    played.advance(24 * 3_600_000);
    expect(played.all('taskOverdue')).toMatchObject([{ action: 'notify', users: ['rep'] }]);
    played.complete('u', 'rep');
    expect(played.state.timers).toEqual([]);
  });

  it('is cancelled with the task', async () => {
    const played = Case.start(await program(timed('limit="PT1H" remind="PT30M"')));
    expect(played.state.timers).toHaveLength(2);
    played.complete('u', 'rep');
    expect(played.state.timers).toEqual([]);
    expect(played.all('timerCancelled')).toHaveLength(2);
  });

  it('adds people when it escalates, beside who had it', async () => {
    const played = Case.start(await program(timed('limit="PT1H" overdue="escalate" to="manager-of:starter, group:finance"')));
    played.take({ type: 'claimTask', taskId: played.taskId('u', 'rep2'), by: played.by('rep2') });
    played.advance(3_600_000);
    expect(played.all('taskEscalated')).toMatchObject([{ users: ['lead'], groups: ['finance'] }]);
    expect(task(played)).toMatchObject({ users: ['lead'], groups: ['sales', 'finance'] });
    expect(task(played)).not.toHaveProperty('assignee');
    played.complete('u', 'lead');
    expect(played.state.status).toBe('completed');
  });

  it('is an incident where its calendar is not known, and set once there is one', async () => {
    const played = Case.start(await program(timed('limit="= limit" calendar="working"')), { limit: 'soon' });
    expect(played.all('incidentRaised')).toMatchObject([{ code: 'due-not-known', message: expect.stringContaining('"soon"') }]);
    expect(task(played)).toBeDefined();
    played.take({ type: 'setVariables', by: { userId: 'boss' }, variables: { limit: 'PT1H' } });
    played.take({ type: 'resolveIncident', by: { userId: 'boss' }, incidentId: played.state.incidents[0]?.id ?? '' });
    expect(played.all('taskDueSet')).toHaveLength(1);
    expect(played.all('taskOpened')).toHaveLength(1);
  });

  it('whose reminder could not be told keeps its limit, and reminds once it can', async () => {
    const played = Case.start(await program(timed('limit="PT10H" calendar="working" remind="= early"')), { early: 'soon' });
    expect(played.all('incidentRaised')).toMatchObject([{ code: 'due-not-known' }]);
    expect(played.state.timers).toMatchObject([{ purpose: 'limit' }]);
    played.take({ type: 'setVariables', by: { userId: 'boss' }, variables: { early: 'PT4H' } });
    played.resolve();
    expect(played.state.timers).toMatchObject([{ purpose: 'limit' }, { purpose: 'reminder' }]);
    played.advance(at('2026-11-23T15:00:00Z'));
    expect(played.all('taskReminded')).toHaveLength(1);
  });

  it("counts in the process's calendar where it names none", async () => {
    const played = Case.start(await program(timed('limit="P1D"'), '<fortnight:process calendar="working"/>'));
    expect(played.all('taskDueSet')).toMatchObject([{ dueAt: Date.parse('2026-11-24T09:00:00Z'), calendar: 'working' }]);
  });
});
