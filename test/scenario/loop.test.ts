import { describe, expect, it } from 'vitest';
import { Case, hour } from '../support/case.ts';
import { escaped, flow, flows, problems, program, tag } from '../support/process.ts';

const characteristics = (condition: string | undefined, attributes = '') =>
  `<standardLoopCharacteristics ${attributes}>${condition ? `<loopCondition>${escaped(condition)}</loopCondition>` : ''}</standardLoopCharacteristics>`;
const looping = (inside: string, name = 'userTask', extension = '', attributes = '') =>
  `<startEvent id="s"/>${tag(name, 'u', extension, inside, attributes)}<endEvent id="e"/>${flows('s', 'u', 'e')}`;
const runs = (played: Case) =>
  played.all('elementCompleted').filter(({ elementId, loopCounter }) => elementId === 'u' && loopCounter).length;

describe('a standard loop', () => {
  it('asks after each run, so it runs once at least', async () => {
    const played = Case.start(await program(looping(characteristics('= again'))), { again: false });
    played.complete('u', 'rep', { variables: { again: true } });
    expect(played.waitsAt).toEqual(['u', 'u']);
    played.complete('u', 'rep', { variables: { again: false } });
    expect(played.state).toMatchObject({ status: 'completed', scopes: [] });
    expect(runs(played)).toBe(2);
  });

  it('asks before each run where it says so, so it may run never', async () => {
    const on = await program(looping(characteristics('= loopCounter <= wanted', 'testBefore="true"')));
    const never = Case.start(on, { wanted: 0 });
    expect(never.state.status).toBe('completed');
    const twice = Case.start(on, { wanted: 2 });
    twice.complete('u', 'rep');
    twice.complete('u', 'rep');
    expect(twice.state.status).toBe('completed');
    expect(runs(twice)).toBe(2);
  });

  it('ends at its maximum', async () => {
    const played = Case.start(await program(looping(characteristics('= true', 'loopMaximum="2"'))));
    played.complete('u', 'rep');
    played.complete('u', 'rep');
    expect(played.state.status).toBe('completed');
  });

  it('tells its body and each run in the history', async () => {
    const script = '<script>= if n = null then 1 else n + 1</script>';
    const played = Case.start(
      await program(
        looping(script + characteristics('= n < 3'), 'scriptTask', '', 'scriptFormat="feel" fortnight:resultVariable="n"'),
      ),
    );
    expect(played.state).toMatchObject({ status: 'completed', variables: { n: 3 } });
    const entered = played.all('elementEntered').filter(({ elementId }) => elementId === 'u');
    expect(entered.map(({ elementKind, loopCounter }) => [elementKind, loopCounter])).toEqual([
      ['loop', undefined],
      ['scriptTask', 1],
      ['scriptTask', 2],
      ['scriptTask', 3],
    ]);
  });

  it('ends with its boundary event', async () => {
    const timer = '<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>';
    const body = `${looping(characteristics('= true'))}${tag('boundaryEvent', 'b', '', timer, 'attachedToRef="u"')}${tag('userTask', 'after')}${flow('b', 'after')}`;
    const played = Case.start(await program(body));
    played.complete('u', 'rep');
    played.advance(hour);
    expect(played.waitsAt).toEqual(['after']);
    expect(played.all('elementTerminated').map(({ elementKind }) => elementKind)).toEqual(['userTask', 'loop']);
  });

  it('without an end is refused, and stopped where its condition never fails', async () => {
    expect(await problems(looping(characteristics(undefined)))).toEqual(['loop-without-end loop']);
    const played = Case.start(await program(looping(characteristics('= true'), 'task')));
    expect(played.state.incidents).toHaveLength(1);
  });
});
