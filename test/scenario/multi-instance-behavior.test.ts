import { describe, expect, it } from 'vitest';
import { Case } from '../support/case.ts';
import { beside, boundary, escalation, roots, signal, start, task } from '../support/events.ts';
import { flow, flows, problems, program, tag } from '../support/process.ts';

const defined = `${roots}<signalEventDefinition id="sd" signalRef="sig"/><escalationEventDefinition id="ed" escalationRef="esc"/>`;
const repeated = (behavior: string, inside = '', more = '') =>
  `${start('s')}${tag('userTask', 'u', '', `<multiInstanceLoopCharacteristics ${behavior}><loopCardinality>3</loopCardinality>${inside}</multiInstanceLoopCharacteristics>`)}${task('after')}${flows('s', 'u', 'after')}${more}`;
const told = (definitions: string, attach = beside) => `${attach('b', 'u', definitions)}${task('note')}${flow('b', 'note')}`;

describe('a multi-instance activity', () => {
  it('that throws with each run is told of each', async () => {
    const body = repeated('behavior="None" noneBehaviorEventRef="sd"', '', told(signal()));
    const played = Case.start(await program(body, '', defined));
    played.complete('u', 'rep');
    played.complete('u', 'rep');
    expect(played.open('note')).toHaveLength(2);
    played.complete('u', 'rep');
    expect(played.open('note')).toHaveLength(2);
    expect(played.all('signalThrown')).toHaveLength(3);
  });

  it('that throws with the first is told once', async () => {
    const body = repeated('behavior="One" oneBehaviorEventRef="ed"', '', told(escalation('esc')));
    const played = Case.start(await program(body, '', defined));
    for (let run = 1; run <= 3; run++) played.complete('u', 'rep');
    expect(played.waitsAt).toEqual(['note', 'after']);
  });

  it('that throws by conditions reads how many are done, and may end with what it throws', async () => {
    const complex =
      '<complexBehaviorDefinition><condition>= numberOfCompletedInstances = 2</condition><event><escalationEventDefinition escalationRef="esc"/></event></complexBehaviorDefinition>';
    const body = repeated('behavior="Complex"', complex, told(escalation('esc'), boundary));
    const played = Case.start(await program(body, '', defined));
    played.complete('u', 'rep');
    expect(played.open('u')).toHaveLength(2);
    played.complete('u', 'rep');
    expect(played.waitsAt).toEqual(['note']);
  });

  it('that says All throws nothing; one that names no event is refused', async () => {
    const played = Case.start(await program(repeated('behavior="All"', '', told(signal())), '', defined));
    for (let run = 1; run <= 3; run++) played.complete('u', 'rep');
    expect(played.waitsAt).toEqual(['after']);
    expect(await problems(repeated('behavior="One"'))).toEqual(['loop-event-missing loop.behavior']);
  });
});
