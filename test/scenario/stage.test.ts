import { describe, expect, it } from 'vitest';
import { Case, hour } from '../support/case.ts';
import { flow, flows, problems, program, tag } from '../support/process.ts';

const step = (id: string) => tag('userTask', id);
const inner = (id: string, between: string, ...ids: string[]) =>
  `<startEvent id="${id}_s"/>${between}<endEvent id="${id}_e"/>${flows(`${id}_s`, ...ids, `${id}_e`)}`;
const stage = (id: string, attributes: string, rules = '', inside = inner(id, step(`${id}-do`), `${id}-do`)) =>
  tag('subProcess', id, `<fortnight:stage ${attributes}>${rules}</fortnight:stage>`, inside);

const entry = '<fortnight:entry id="known" condition="amount &gt; 0" message="The amount is missing."/>';
const exit =
  '<fortnight:exit id="agreed" condition="agreed = true" message="Nobody agreed."/><fortnight:required variable="customer"/>';
/** Stage one, then stage two, and from there back to one where `back` is true. */
const funnel = (two = exit, one = '') =>
  `<startEvent id="s"/>${stage('one', 'order="1" target="P3D"', one)}${stage('two', 'order="2"', entry + two)}
   <exclusiveGateway id="x" default="x-e"/><endEvent id="e"/>${flows('s', 'one', 'two', 'x')}${flow('x', 'one', 'back = true')}${flow('x', 'e')}`;
const calendar = '<fortnight:process calendar="working"/>';
const start = async (variables = {}, body = funnel()) => Case.start(await program(body, calendar), variables);
const set = (played: Case, variables: Record<string, string | number | boolean | null>) =>
  played.take({ type: 'setVariables', by: { userId: 'boss' }, variables });

describe('a funnel stage', () => {
  it('is on record: entered, with its target in working time, left, and moved back to', async () => {
    const played = await start({ amount: 1, agreed: true, customer: 'Acme', back: true });
    expect(played.all('stageEntered')).toMatchObject([{ elementId: 'one', order: 1, visit: 1 }]);
    expect(played.all('stageTargetSet')).toMatchObject([
      { visit: 1, target: 'P3D', targetAt: Date.parse('2026-11-26T09:00:00Z') },
    ]);
    played.complete('one-do', 'rep');
    played.complete('two-do', 'rep');
    expect(played.all('stageLeft')).toMatchObject([
      { elementId: 'one', how: 'completed' },
      { elementId: 'two', how: 'completed' },
    ]);
    expect(played.all('stageEntered').at(-1)).toMatchObject({ elementId: 'one', visit: 2, from: 'two' });
    expect(played.all('stageMovedBack')).toMatchObject([{ elementId: 'one', from: 'two' }]);
    set(played, { back: false });
    played.complete('one-do', 'rep');
    played.complete('two-do', 'rep');
    expect(played.state).toMatchObject({ status: 'completed', stages: { visits: { one: 2, two: 2 } } });
    expect(played.all('stageMovedBack')).toHaveLength(1);
  });

  it('counts visits whatever it is called', async () => {
    const odd = `<startEvent id="s"/>${stage('constructor', '', '', inner('i', step('toString'), 'toString'))}<endEvent id="e"/>${flows('s', 'constructor', 'e')}`;
    const played = await start({}, odd);
    expect(played.all('stageEntered')).toMatchObject([{ visit: 1 }]);
    played.complete('toString', 'rep');
    expect(played.state.status).toBe('completed');
  });

  it('refuses the command that would enter it without what it asks for', async () => {
    const played = await start();
    const refused = played.refused(played.completion('one-do', 'rep'));
    expect(refused).toMatchObject({ code: 'stage-entry-refused', params: { rules: ['known'] } });
    expect(refused.message).toContain('The amount is missing.');
    played.complete('one-do', 'rep', { variables: { amount: 5 } });
    expect(played.waitsAt).toContain('two-do');
  });

  it('refuses the command that would leave it, and says what is missing', async () => {
    const played = await start({ amount: 1 });
    played.complete('one-do', 'rep');
    const refused = played.refused(played.completion('two-do', 'rep', { variables: { customer: '' } }));
    expect(refused).toMatchObject({ code: 'stage-exit-refused', params: { rules: ['agreed'], missing: ['customer'] } });
    expect(refused.message).toContain('Nobody agreed.');
    expect(refused.message).toContain('customer is missing.');
    played.complete('two-do', 'rep', { variables: { customer: 'Acme', agreed: true } });
    expect(played.state.status).toBe('completed');
  });

  it('refuses a start that leads into it, but not one that a message made', async () => {
    const order = tag('startEvent', 'order', '', '<messageEventDefinition messageRef="m"/>');
    const first = `<startEvent id="s"/>${order}${stage('two', '', entry)}<endEvent id="e"/>${flows('s', 'two', 'e')}${flow('order', 'two')}`;
    const played = new Case(await program(first, '', '<message id="m" name="Order"/>'));
    expect(played.refused({ type: 'start', by: { userId: 'rep' } }).code).toBe('stage-entry-refused');
    expect(played.host.state).toBeUndefined();
    const trigger = { kind: 'message', name: 'Order' } as const;
    played.take({ type: 'start', by: { userId: null }, startEventId: 'order', trigger });
    expect(played.all('incidentRaised')).toMatchObject([{ code: 'stage-entry-refused' }]);
  });

  const waiting = (id: string) =>
    `<intermediateCatchEvent id="${id}"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>`;
  const timed = `<startEvent id="s"/>${waiting('w')}${stage('two', '', entry + exit, inner('two', waiting('v'), 'v'))}<endEvent id="e"/>${flows('s', 'w', 'two', 'e')}`;

  it('lets a token that a timer led there wait at its border, until what the rule reads is set', async () => {
    const played = await start({}, timed);
    played.advance(hour);
    expect(played.all('incidentRaised')).toMatchObject([{ code: 'stage-entry-refused', elementId: 'two' }]);
    set(played, { other: 1 });
    expect(played.all('incidentRaised')).toHaveLength(1);
    set(played, { amount: 0 });
    expect(played.all('incidentRaised')).toHaveLength(2);
    expect(
      played.refused({ type: 'resolveIncident', by: { userId: 'boss' }, incidentId: played.state.incidents[0]?.id ?? '' }).code,
    ).toBe('stage-entry-refused');
    set(played, { amount: 9 });
    expect(played.waitsAt).toEqual(['two', 'v']);
    played.advance(hour);
    expect(played.all('incidentRaised').at(-1)).toMatchObject({ code: 'stage-exit-refused', params: { missing: ['customer'] } });
    set(played, { customer: 'Acme', agreed: true });
    expect(played.state).toMatchObject({ status: 'completed', incidents: [] });
  });

  it('refuses the whole command also where the host was asked on the way', async () => {
    const auto = (before: string) =>
      stage(
        'two',
        '',
        exit,
        inner(
          'two',
          `${before}${tag('userTask', 'ok', '<fortnight:approval mode="one"><fortnight:approver who="user:boss"/><fortnight:autoApprove when="true"/><fortnight:outcome id="approve" kind="approve"/><fortnight:copy to="user:cfo"/></fortnight:approval>')}`,
          'do',
          'ok',
        ),
      );
    const around = (before: string) => `<startEvent id="s"/>${auto(before)}<endEvent id="e"/>${flows('s', 'two', 'e')}`;
    const played = await start({}, around(step('do')));
    expect(played.refused(played.completion('do', 'rep')).code).toBe('stage-exit-refused');
    const byTimer = await start({}, around(waiting('do')));
    byTimer.advance(hour);
    expect(byTimer.all('incidentRaised')).toMatchObject([{ code: 'stage-exit-refused' }]);
    set(byTimer, { customer: 'Acme' });
    expect(byTimer.state.incidents).toHaveLength(1);
    set(byTimer, { agreed: true });
    expect(byTimer.state.status).toBe('completed');
  });

  it('ends as lost with its reason, or won, from wherever the case stands', async () => {
    const ends = (end: string) =>
      `<startEvent id="s"/>${stage('two', '', `${exit}<fortnight:lossReason id="price" name="Price"/>`, `<startEvent id="is"/>${step('do')}${tag('endEvent', 'ie', `<fortnight:end ${end}/>`)}${flows('is', 'do', 'ie')}`)}<endEvent id="e"/>${flows('s', 'two', 'e')}`;
    const lost = await start({}, ends('outcome="lost" lossReason="price"'));
    lost.complete('do', 'rep');
    expect(lost.state).toMatchObject({ status: 'completed', outcome: 'lost', lossReason: 'price', tokens: [] });
    expect(lost.all('stageLeft')).toMatchObject([{ how: 'lost', lossReason: 'price' }]);
    const won = await start({}, ends('outcome="won"'));
    expect(won.refused(won.completion('do', 'rep')).code).toBe('stage-exit-refused');
    won.complete('do', 'rep', { variables: { customer: 'Acme', agreed: true } });
    expect(won.state).toMatchObject({ status: 'completed', outcome: 'won' });
    expect(won.all('stageLeft')).toMatchObject([{ how: 'won' }]);
    const neutral = await start({ customer: 'Acme', agreed: true }, ends('outcome="neutral"'));
    neutral.complete('do', 'rep');
    expect(neutral.all('stageLeft')).toMatchObject([{ how: 'completed' }]);
  });

  it('is cancelled with or without a loss reason of its list, past its rules', async () => {
    const listed = funnel(exit, '<fortnight:lossReason id="price"/>');
    const played = await start({}, listed);
    const cancel = { type: 'cancel', by: { userId: 'boss' }, reason: 'too dear' } as const;
    expect(played.refused({ ...cancel, lossReason: 'weather' })).toMatchObject({
      code: 'unknown-loss-reason',
      params: { reasons: ['price'] },
    });
    played.take({ ...cancel, lossReason: 'price' });
    expect(played.state).toMatchObject({ status: 'terminated', outcome: 'lost', lossReason: 'price' });
    expect(played.all('stageLeft')).toMatchObject([{ how: 'lost', lossReason: 'price' }]);
    const other = await start({}, listed);
    other.take(cancel);
    expect(other.state).not.toHaveProperty('outcome');
    expect(other.all('stageLeft')).toMatchObject([{ how: 'cancelled' }]);
  });

  it('says so, and goes on, where its target can not be told', async () => {
    const played = Case.start(await program(funnel(), '<fortnight:process calendar="moon"/>'));
    expect(played.all('incidentRaised')).toMatchObject([{ code: 'due-not-known', elementId: 'one' }]);
    expect(played.waitsAt).toContain('one-do');
  });

  it('is refused at deploy where it repeats, and its border is interrupted on record', async () => {
    const many = tag(
      'subProcess',
      'one',
      '<fortnight:stage/>',
      `${inner('one', step('do'), 'do')}<multiInstanceLoopCharacteristics/>`,
    );
    expect(await problems(`<startEvent id="s"/>${many}${flows('s', 'one')}`)).toEqual(['element-not-supported']);
    const late = `<startEvent id="s"/>${stage('one', '', exit)}<boundaryEvent id="b" attachedToRef="one"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>${step('after')}${flows('s', 'one')}${flow('b', 'after')}`;
    const played = await start({}, late);
    played.advance(hour);
    expect(played.waitsAt).toEqual(['after']);
    expect(played.all('stageLeft')).toMatchObject([{ how: 'interrupted' }]);
  });
});
