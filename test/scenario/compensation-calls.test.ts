import type { Program } from '@fortnight/shared/kernel';
import { beforeAll, describe, expect, it } from 'vitest';
import { call, output, rating } from '../support/calls.ts';
import { Case } from '../support/case.ts';
import { handler, logging, logOf, undoneBy } from '../support/compensation.ts';
import { boundary, cancel, compensate, end, start, task, throwing, undone } from '../support/events.ts';
import { flow, flows, program, tag } from '../support/process.ts';

let credit: Program;
beforeAll(async () => {
  credit = await rating();
});

describe('compensation and called processes', () => {
  it('undoes a call activity by its handler, which sees what the called case answered', async () => {
    const body = `${start('s')}${call(output('rated', '= true'))}${throwing('t', compensate())}${flows('s', 'c', 't')}${undone('c', logging('c', 'result.rating'))}`;
    const played = Case.calling(await program(body), [credit]);
    played.called[0]?.complete('rate', 'cfo', { variables: { rating: 'A' } });
    expect(logOf(played)).toEqual(['A']);
    expect(undoneBy(played)).toEqual(['c by undo-c']);
    expect(played.state.status).toBe('completed');
  });

  it('undoes by a called process', async () => {
    const undo = call('', '', 'calledElement="credit" isForCompensation="true"');
    const body = `${start('s')}${task('a')}${throwing('t', compensate())}${task('after')}${flows('s', 'a', 't', 'after')}${undone('a', undo)}`;
    const played = Case.calling(await program(body), [credit]);
    played.complete('a', 'rep');
    expect(played.waitsAt).toEqual(['t', 'a', 'c']);
    played.called[0]?.complete('rate', 'cfo', { variables: { rating: 'B' } });
    expect(played.waitsAt).toEqual(['after']);
    expect(played.state.variables).toEqual({ rating: 'B' });
  });

  it('ends a called case with the transaction that is cancelled', async () => {
    const inside = `${start('is')}${tag('parallelGateway', 'f')}${call()}${task('no')}${end('ie', cancel)}${flows('is', 'f', 'c')}${flows('f', 'no', 'ie')}${undone('c', handler('undo-c'))}`;
    const body = `${start('s')}${tag('transaction', 'tx', '', inside)}${boundary('b', 'tx', cancel)}${task('out')}${flow('s', 'tx')}${flow('b', 'out')}`;
    const played = Case.calling(await program(body), [credit]);
    played.complete('no', 'rep');
    expect(played.waitsAt).toEqual(['out']);
    expect(played.state.calls).toBeUndefined();
    expect(played.called[0]?.state.status).toBe('terminated');
  });
});
