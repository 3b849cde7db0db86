import { describe, expect, it } from 'vitest';
import { Case } from '../support/case.ts';
import { flows, problems, program, tag } from '../support/process.ts';

const sub = (extension: string, inside: string) =>
  `<startEvent id="s"/>${tag('subProcess', 'sub', extension, inside)}<endEvent id="e"/>${flows('s', 'sub', 'e')}`;
const work = `<startEvent id="is"/>${tag('userTask', 'u')}<endEvent id="ie"/>${flows('is', 'u', 'ie')}`;

describe('mappings', () => {
  it('make variables local to a sub-process; only outputs come out', async () => {
    const extension =
      '<fortnight:input name="sum" value="= amount * 2"/><fortnight:input name="half" value="= sum / 4"/><fortnight:output name="amount" value="= sum + half"/>';
    const played = Case.start(await program(sub(extension, work)), { amount: 10 });
    expect(played.state.scopes).toMatchObject([{ variables: { sum: 20, half: 5 } }]);
    played.complete('u', 'rep', { variables: { sum: 30, other: 1 } });
    expect(played.state).toMatchObject({ status: 'completed', variables: { amount: 35, other: 1 }, scopes: [] });
  });

  it('of a task read what it answers, by name or as result', async () => {
    const extension = '<fortnight:output name="a" value="= result.x"/><fortnight:output name="b" value="= x + 1"/>';
    const on = await program(`<startEvent id="s"/>${tag('userTask', 'u', extension)}<endEvent id="e"/>${flows('s', 'u', 'e')}`);
    const played = Case.start(on);
    played.complete('u', 'rep', { variables: { x: 1, y: 2 } });
    expect(played.state.variables).toEqual({ a: 1, b: 2 });
  });

  it('never write what the engine alone writes', async () => {
    const extension = '<fortnight:output name="starter" value="= 1"/>';
    expect(await problems(sub(extension, work))).toEqual(['reserved-variable outputs.starter']);
  });

  it('know no variable that JavaScript takes for something else', async () => {
    const on = await program(sub('', work));
    const variables = JSON.parse('{"__proto__": {"admin": true}}');
    expect(new Case(on).refused({ type: 'start', by: { userId: 'rep' }, variables }).code).toBe('reserved-variable');
    const extension = '<fortnight:output name="__proto__" value="= 1"/>';
    expect(await problems(sub(extension, work))).toEqual(['reserved-variable outputs.__proto__']);
  });
});
