import { start, step } from '@fortnight/shared/kernel';
import { describe, expect, it } from 'vitest';
import { Case, hour, monday } from '../support/case.ts';
import { flow, flows, problems, program, tag } from '../support/process.ts';

const timer = (kind: 'Date' | 'Duration' | 'Cycle', text: string) =>
  `<timerEventDefinition><time${kind}>${text}</time${kind}></timerEventDefinition>`;
const catching = (definition: string, extension = '') =>
  `<startEvent id="s"/>${tag('intermediateCatchEvent', 'c', extension, definition)}<endEvent id="e"/>${flows('s', 'c', 'e')}`;
const beside = (definition: string, interrupts: boolean, extension = '') =>
  `<startEvent id="s"/>${tag('userTask', 'u')}${tag('boundaryEvent', 'b', extension, definition, `attachedToRef="u" cancelActivity="${interrupts}"`)}${tag('userTask', 'after')}<endEvent id="e"/>${flows('s', 'u', 'e')}${flow('b', 'after')}`;

describe('a timer', () => {
  it.each([
    ['a duration', timer('Duration', 'PT2H'), monday + 2 * hour],
    ['a computed duration', timer('Duration', '= wait'), monday + 3 * hour],
    ['a date', timer('Date', '2026-11-23T13:00:00+01:00'), monday + 3 * hour],
    ['a computed date', timer('Date', '= day'), Date.parse('2026-11-25T00:00:00Z')],
    ['no duration at all', timer('Duration', 'PT0S'), monday],
    ['a duration that is over', timer('Duration', '= late'), monday],
    ['a cycle, once', timer('Cycle', 'R3/PT1H'), monday + hour],
  ])('catches by %s', async (_, definition, dueAt) => {
    const played = Case.start(await program(catching(definition)), { wait: 'PT3H', day: '2026-11-25', late: '-PT1H' });
    expect(played.all('timerScheduled')).toMatchObject([{ elementId: 'c', dueAt }]);
    if (dueAt > monday) played.advance(dueAt - monday - 1);
    expect(played.state.status).toBe('active');
    played.advance(dueAt > monday ? 1 : 0);
    expect(played.state).toMatchObject({ status: 'completed', timers: [] });
  });

  it('that lies after all dates is an incident, and a cycle that reaches there has fired for the last time', async () => {
    const far = Case.start(await program(catching(timer('Duration', '= wait'))), { wait: 'P999999999Y' });
    expect(far.all('incidentRaised')).toMatchObject([{ elementId: 'c', code: 'timer-never-fires' }]);
    const on = await program(beside(timer('Cycle', 'R/P200000Y'), false));
    const started = Case.start(on);
    started.advance((started.state.timers[0]?.dueAt ?? 0) - monday);
    expect(started.all('timerFired')).toHaveLength(1);
    expect(started.state.timers).toEqual([]);
  });

  it('counts working time where it names a calendar', async () => {
    const played = Case.start(await program(catching(timer('Duration', 'P2D'), '<fortnight:timer calendar="working"/>')));
    expect(played.all('dueAsked')).toMatchObject([{ asks: [{ from: monday, duration: 'P2D', calendar: 'working' }] }]);
    expect(played.state.timers).toHaveLength(1);
    played.advance(3 * 24 * hour);
    expect(played.state.status).toBe('completed');
  });

  it('is ordered from the host, and its end too', async () => {
    const on = await program(beside(timer('Duration', 'PT1H'), true));
    const started = start(on, { type: 'start', at: monday, by: { userId: 'rep' } });
    if (!started.ok) throw new Error('not started');
    const timerId = started.state.timers[0]?.id ?? '';
    const dueAt = monday + hour;
    expect(started.effects).toContainEqual({ type: 'scheduleTimer', timerId, elementId: 'b', dueAt });
    const taskId = started.state.tasks[0]?.id ?? '';
    const done = step(on, started.state, { type: 'completeTask', at: monday, by: { userId: 'rep' }, taskId });
    expect(done).toMatchObject({ ok: true, effects: [{ type: 'cancelTimer', timerId }] });
  });

  it('is never early', async () => {
    const played = Case.start(await program(catching(timer('Duration', 'PT2H'))));
    const timerId = played.state.timers[0]?.id ?? '';
    expect(played.refused({ type: 'triggerTimer', timerId }).code).toBe('timer-not-due');
  });

  it('interrupts its activity, and goes with it when that is done first', async () => {
    const on = await program(beside(timer('Duration', 'PT1H'), true));
    const late = Case.start(on);
    late.advance(hour);
    expect(late.waitsAt).toEqual(['after']);
    const early = Case.start(on);
    early.complete('u', 'rep');
    expect(early.state).toMatchObject({ status: 'completed', timers: [] });
    expect(early.all('timerCancelled')).toMatchObject([{ elementId: 'b' }]);
  });

  it('fires beside its activity as often as its cycle says, without drift', async () => {
    const played = Case.start(await program(beside(timer('Cycle', 'R3/PT1H'), false)));
    played.advance(10 * hour);
    expect(played.waitsAt).toEqual(['u', 'after', 'after', 'after']);
    expect(played.all('timerFired').map(({ at }) => at)).toEqual([1, 2, 3].map((n) => monday + n * hour));
    expect(played.state.timers).toEqual([]);
  });

  it('fires beside its activity in working time', async () => {
    const played = Case.start(await program(beside(timer('Cycle', 'R/P1D'), false, '<fortnight:timer calendar="working"/>')));
    played.advance(7 * 24 * hour);
    expect(played.all('timerFired')).toHaveLength(5);
    played.complete('u', 'rep');
    expect(played.state.timers).toEqual([]);
  });

  it('is an incident while its expression makes no sense, until that is resolved', async () => {
    const played = Case.start(await program(catching(timer('Duration', '= wait'))));
    expect(played.state.incidents).toMatchObject([{ retry: 'work' }]);
    played.take({ type: 'setVariables', by: { userId: 'boss' }, variables: { wait: 'PT1H' } });
    played.resolve();
    expect(played.state).toMatchObject({ incidents: [], timers: [{ dueAt: monday + hour }] });
  });

  it('stays before the work of its activity with an incident where it cannot be armed', async () => {
    const played = Case.start(await program(beside(timer('Duration', '= wait'), true)));
    expect(played.state).toMatchObject({ tasks: [], incidents: [{ retry: 'begin' }] });
    played.take({ type: 'setVariables', by: { userId: 'boss' }, variables: { wait: 'PT1H' } });
    played.resolve();
    expect(played.state).toMatchObject({ incidents: [], timers: [{}], tasks: [{}] });
  });

  it('beside its activity waits with an incident where its calendar is not known, and leaves the activity alone', async () => {
    const played = Case.start(await program(beside(timer('Duration', 'P1D'), true, '<fortnight:timer calendar="lunar"/>')));
    expect(played.all('incidentRaised')).toMatchObject([{ code: 'due-unknown', elementId: 'b' }]);
    const [task] = played.state.tasks;
    played.resolve();
    expect(played.state).toMatchObject({ tasks: [{ id: task?.id }], incidents: [{ retry: 'arm' }] });
    played.complete('u', 'rep');
    expect(played.state).toMatchObject({ status: 'completed', incidents: [] });
  });

  it('starts cases by its trigger', async () => {
    const on = await program(`${tag('startEvent', 's', '', timer('Cycle', 'R/P1W'))}<endEvent id="e"/>${flow('s', 'e')}`);
    expect(on.triggers).toEqual([
      { elementId: 's', kind: 'timer', timer: { kind: 'cycle', repetitions: null, duration: 'P1W' } },
    ]);
  });

  it('without delay loops only so often', async () => {
    const body = `<startEvent id="s"/>${tag('exclusiveGateway', 'x')}${tag('intermediateCatchEvent', 'c', '', timer('Duration', 'PT0S'))}${flows('s', 'x', 'c', 'x')}`;
    const played = Case.start(await program(body));
    played.advance(0);
    expect(played.all('incidentRaised')).toMatchObject([{ code: 'loop-bound', elementId: 'c' }]);
    expect(played.state.timers).toEqual([]);
  });

  it('is refused at deploy where its text is none', async () => {
    expect(await problems(catching(timer('Duration', 'two hours')))).toEqual(['bad-timer timer']);
    expect(await problems(catching('<timerEventDefinition/>'))).toEqual(['timer-missing timer']);
  });
});
