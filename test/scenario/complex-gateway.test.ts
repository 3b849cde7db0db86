import { describe, expect, it } from 'vitest';
import { Case } from '../support/case.ts';
import { end, start, task } from '../support/events.ts';
import { escaped, flow, flows, problems, program, tag } from '../support/process.ts';

const fork = '<parallelGateway id="fork"/>';
const join = (condition: string | undefined, attributes = '') =>
  tag(
    'complexGateway',
    'g',
    '',
    condition === undefined ? '' : `<activationCondition>${escaped(condition)}</activationCondition>`,
    attributes,
  );
/** Three tasks in parallel, joined by a complex gateway. */
const three = (gateway: string, behind = `${task('after')}${flow('g', 'after')}`) =>
  `${start('s')}${fork}${task('a')}${task('b')}${task('c')}${gateway}${behind}${flow('s', 'fork')}${['a', 'b', 'c'].map((id) => flows('fork', id, 'g')).join('')}`;

describe('a complex gateway', () => {
  it('goes on with the second of three, and takes in the third without a token out', async () => {
    const played = Case.start(await program(three(join('= activationCount >= 2'))));
    played.complete('a', 'rep');
    expect(played.waitsAt).toEqual(['b', 'c', 'g']);
    played.complete('c', 'rep');
    expect(played.waitsAt).toEqual(['b', 'after']);
    expect(played.all('gatewayActivated')).toMatchObject([{ flows: ['a-g', 'c-g'] }]);
    played.complete('b', 'rep');
    expect(played.waitsAt).toEqual(['after']);
    expect(played.all('gatewayReset')).toHaveLength(1);
    expect(played.state.activations).toEqual([]);
  });

  it('waits as a discriminator for the rest before it starts again', async () => {
    const behind = `${task('after')}<exclusiveGateway id="x" default="x-e"/>${end('e')}${flows('g', 'after', 'x', 'e')}`;
    const played = Case.start(await program(three(join('= activationCount >= 1'), behind)));
    played.complete('a', 'rep');
    played.complete('b', 'rep');
    expect(played.waitsAt).toEqual(['c', 'after', 'g']);
    played.complete('c', 'rep');
    expect(played.waitsAt).toEqual(['after']);
    played.complete('after', 'rep');
    expect(played.state.status).toBe('completed');
  });

  it('reads how many wait at which flow', async () => {
    const played = Case.start(await program(three(join('= incoming.`b-g` >= 1 and activationCount >= 2'))));
    played.complete('a', 'rep');
    played.complete('c', 'rep');
    expect(played.waitsAt).toEqual(['b', 'g', 'g']);
    played.complete('b', 'rep');
    expect(played.waitsAt).toEqual(['after']);
  });

  it('reads data, and is looked at again when it changes', async () => {
    const played = Case.start(await program(three(join('= activationCount >= needed'))), { needed: 3 });
    played.complete('a', 'rep');
    played.complete('b', 'rep');
    expect(played.waitsAt).toEqual(['c', 'g', 'g']);
    played.take({ type: 'setVariables', by: { userId: 'boss' }, variables: { needed: 2 } });
    expect(played.waitsAt).toEqual(['c', 'after']);
  });

  it('chooses by its conditions as it is activated, and again as it resets', async () => {
    const behind = `${task('first')}${task('rest')}${flow('g', 'first', '= waitingForStart')}${flow('g', 'rest', '= not(waitingForStart)')}`;
    const played = Case.start(await program(three(join('= activationCount >= 1'), behind)));
    played.complete('a', 'rep');
    expect(played.waitsAt).toEqual(['b', 'c', 'first']);
    played.complete('b', 'rep');
    played.complete('c', 'rep');
    expect(played.waitsAt).toEqual(['first', 'rest']);
  });

  it('does not wait for a branch that is gone', async () => {
    const ended = `${start('s')}${fork}${task('a')}${task('b')}<exclusiveGateway id="x" default="x-e"/>${end('e')}${join('= activationCount >= 1')}${task('after')}${flows('s', 'fork', 'a', 'g', 'after')}${flows('fork', 'b', 'x', 'e')}${flow('x', 'g', '= on')}`;
    const played = Case.start(await program(ended), { on: false });
    played.complete('a', 'rep');
    played.complete('b', 'rep');
    expect(played.waitsAt).toEqual(['after']);
    played.complete('after', 'rep');
    expect(played.state.status).toBe('completed');
  });

  it('without a true condition at its activation is an incident', async () => {
    const behind = `${task('after')}${flow('g', 'after', '= ok')}`;
    const played = Case.start(await program(three(join('= activationCount >= 1'), behind)), { ok: false });
    played.complete('a', 'rep');
    expect(played.all('incidentRaised')).toMatchObject([{ code: 'no-flow-taken', elementId: 'g' }]);
    played.take({ type: 'setVariables', by: { userId: 'boss' }, variables: { ok: true } });
    played.resolve();
    expect(played.waitsAt).toEqual(['b', 'c', 'after']);
  });

  it('whose activation cannot be told is an incident, and tried again', async () => {
    const played = Case.start(await program(three(join('= activationCount >= date("x")'))));
    played.complete('a', 'rep');
    expect(played.waitsAt).toEqual(['b', 'c', 'g']);
  });

  it('takes the default flow at the reset only when no condition holds', async () => {
    const behind = `${task('first')}${task('other')}${flow('g', 'first', '= waitingForStart')}${flow('g', 'other')}`;
    const played = Case.start(await program(three(join('= activationCount >= 1', 'default="g-other"'), behind)));
    played.complete('a', 'rep');
    played.complete('b', 'rep');
    played.complete('c', 'rep');
    expect(played.waitsAt).toEqual(['first', 'other']);
  });

  it('with one flow in only chooses', async () => {
    const body = `${start('s')}${tag('complexGateway', 'g')}${task('a')}${task('b')}${flow('s', 'g')}${flow('g', 'a', '= x > 1')}${flow('g', 'b', '= x > 2')}`;
    expect(Case.start(await program(body), { x: 3 }).waitsAt).toEqual(['a', 'b']);
    expect(Case.start(await program(body), { x: 2 }).waitsAt).toEqual(['a']);
  });

  it('that joins needs an activation condition', async () => {
    expect(await problems(three(join(undefined)))).toEqual(['activation-missing activationCondition']);
  });
});
