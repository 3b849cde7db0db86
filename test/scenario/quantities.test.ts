import { describe, expect, it } from 'vitest';
import { Case } from '../support/case.ts';
import { end, start, task } from '../support/events.ts';
import { flow, flows, problems, program, tag } from '../support/process.ts';

const fork = '<parallelGateway id="fork"/>';
const merged = (quantity: string, inside = '') =>
  `${start('s')}${fork}${task('a')}${task('b')}${task('c')}${tag('userTask', 'u', '', inside, quantity)}${end('e')}${flow('s', 'fork')}${['a', 'b', 'c'].map((id) => flows('fork', id, 'u')).join('')}${flow('u', 'e')}`;

describe('a start quantity', () => {
  it('lets an activity begin once so many tokens have come', async () => {
    const played = Case.start(await program(merged('startQuantity="2"')));
    played.complete('a', 'rep');
    expect(played.open('u')).toHaveLength(0);
    played.complete('b', 'rep');
    expect(played.open('u')).toHaveLength(1);
    played.complete('c', 'rep');
    expect(played.open('u')).toHaveLength(1);
    played.complete('u', 'rep');
    expect(played.waitsAt).toEqual(['u']);
  });

  it('counts for a multi-instance activity as a whole', async () => {
    const loop = '<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>';
    const played = Case.start(await program(merged('startQuantity="3"', loop)));
    for (const id of ['a', 'b', 'c']) played.complete(id, 'rep');
    expect(played.open('u')).toHaveLength(2);
    played.complete('u', 'rep');
    played.complete('u', 'rep');
    expect(played.state.status).toBe('completed');
  });
});

describe('a completion quantity', () => {
  it('sends so many tokens along each flow', async () => {
    const body = `${start('s')}${tag('userTask', 'u', '', '', 'completionQuantity="3"')}${task('a')}${task('b')}${flows('s', 'u', 'a')}${flow('u', 'b')}`;
    const played = Case.start(await program(body));
    played.complete('u', 'rep');
    expect(played.waitsAt).toEqual(['a', 'a', 'a', 'b', 'b', 'b']);
  });

  it('is one or more', async () => {
    const body = `${start('s')}${tag('userTask', 'u', '', '', 'completionQuantity="0" startQuantity="-1"')}${flows('s', 'u')}`;
    expect(await problems(body)).toEqual(['bad-quantity startQuantity', 'bad-quantity completionQuantity']);
  });
});
