import type { Program } from '@fortnight/shared/kernel';
import { beforeAll, describe, expect, it } from 'vitest';
import { around, boundary, call, failing, input, output, rating, script } from '../support/calls.ts';
import { Case, type Play } from '../support/case.ts';
import { flow, flows, named, program, tag } from '../support/process.ts';

let credit: Program;
beforeAll(async () => {
  credit = await rating();
});

describe('calls in calls', () => {
  it('hand results up and errors too', async () => {
    const middle = await named('credit', around(call('', '', 'calledElement="inner"')));
    const inner = await rating('inner');
    const played = Case.calling(await program(around(call())), [middle, inner]);
    played.called[0]?.called[0]?.complete('rate', 'cfo', { variables: { rating: 'A' } });
    expect(played.called[0]?.waitsAt).toEqual(['after']);
    played.called[0]?.complete('after', 'rep');
    expect(played.state.variables).toEqual({ rating: 'A' });
  });

  it('are bounded: a process that always calls itself stops with an incident', async () => {
    const endless = await program(around(call('', '', 'calledElement="p"')));
    const played = Case.calling(endless, []);
    let deepest: Play = played;
    let depth = 0;
    for (let next = deepest.called[0]; next; next = deepest.called[0]) {
      deepest = next;
      depth += 1;
    }
    expect(depth).toBe(20);
    expect(deepest.all('incidentRaised')).toMatchObject([{ code: 'call-too-deep', elementId: 'c', params: { processId: 'p' } }]);
  });

  it('count: a process that calls itself as often as it is told comes back', async () => {
    const factorial = await program(
      `<startEvent id="s"/>${tag('exclusiveGateway', 'x', '', '', 'default="x-one"')}${script('one', '= 1', 'value')}` +
        call(input('n', '= n - 1') + output('value', '= (result.n + 1) * result.value'), '', 'calledElement="p"') +
        `<endEvent id="e"/>${flows('s', 'x')}${flow('x', 'c', 'n > 1')}${flow('x', 'one')}${flows('one', 'e')}${flows('c', 'e')}`,
    );
    const played = Case.calling(factorial, [], { variables: { n: 5 } });
    expect(played.state).toMatchObject({ status: 'completed', variables: { n: 5, value: 120 } });
  });
});

describe('calls of many', () => {
  const each = (isSequential: boolean, condition = '') =>
    call(
      '<fortnight:loop collection="= customers" item="customer" output="= result.rating" outputCollection="ratings"/>' +
        input('customer', '= customer') +
        output('unused', '= null'),
      `<multiInstanceLoopCharacteristics isSequential="${isSequential}">${condition}</multiInstanceLoopCharacteristics>`,
    );
  const variables = { customers: ['a', 'b', 'c'] };

  it('run beside one another, a case each', async () => {
    const played = Case.calling(await program(around(each(false))), [credit], { variables });
    expect(played.called.map(({ state }) => state.variables)).toEqual([{ customer: 'a' }, { customer: 'b' }, { customer: 'c' }]);
    for (const index of [2, 0, 1]) played.called[index]?.complete('rate', 'cfo', { variables: { rating: index } });
    expect(played.waitsAt).toEqual(['after']);
    expect(played.state.variables.ratings).toEqual([0, 1, 2]);
  });

  it('run after one another', async () => {
    const played = Case.calling(await program(around(each(true))), [credit], { variables });
    for (const index of [0, 1, 2]) {
      expect(played.called).toHaveLength(index + 1);
      played.called[index]?.complete('rate', 'cfo', { variables: { rating: index } });
    }
    expect(played.state.variables.ratings).toEqual([0, 1, 2]);
  });

  it('end, and end those that still run, once the condition is met', async () => {
    const condition = '<completionCondition>= numberOfCompletedInstances = 1</completionCondition>';
    const played = Case.calling(await program(around(each(false, condition))), [credit], { variables });
    played.called[1]?.complete('rate', 'cfo', { variables: { rating: 1 } });
    expect(played.called.map(({ state }) => state.status)).toEqual(['terminated', 'completed', 'terminated']);
    expect(played.waitsAt).toEqual(['after']);
  });

  it('repeat in a standard loop', async () => {
    const loop = '<standardLoopCharacteristics><loopCondition>= rating != "A"</loopCondition></standardLoopCharacteristics>';
    const played = Case.calling(await program(around(call('', loop))), [credit]);
    played.called[0]?.complete('rate', 'cfo', { variables: { rating: 'C' } });
    expect(played.called).toHaveLength(2);
    played.called[1]?.complete('rate', 'cfo', { variables: { rating: 'A' } });
    expect(played.waitsAt).toEqual(['after']);
  });

  it('end together when one of them fails', async () => {
    const on = await program(around(each(false), boundary('b', '<errorEventDefinition/>')));
    const played = Case.calling(on, [await failing('bad')], { variables });
    played.called[1]?.complete('rate', 'cfo');
    expect(played.waitsAt).toEqual(['at-b']);
    expect(played.called.map(({ state }) => state.status)).toEqual(['terminated', 'failed', 'terminated']);
  });
});
