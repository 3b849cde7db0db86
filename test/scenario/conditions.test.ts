import { describe, expect, it } from 'vitest';
import { Case } from '../support/case.ts';
import { escaped, flow, flows, problems, program, tag } from '../support/process.ts';

const when = (condition: string) =>
  `<conditionalEventDefinition><condition>${escaped(condition)}</condition></conditionalEventDefinition>`;
const catching = `<startEvent id="s"/>${tag('intermediateCatchEvent', 'c', '', when('price < 100'))}<endEvent id="e"/>${flows('s', 'c', 'e')}`;
const beside = (interrupts: boolean) =>
  `<startEvent id="s"/>${tag('userTask', 'u')}${tag('boundaryEvent', 'b', '', when('price < 100'), `attachedToRef="u" cancelActivity="${interrupts}"`)}${tag('userTask', 'alert')}<endEvent id="e"/>${flows('s', 'u', 'e')}${flow('b', 'alert')}`;
const set = (played: Case, variables: { readonly [name: string]: number | boolean }) =>
  played.take({ type: 'setVariables', by: { userId: 'boss' }, variables });

describe('a conditional event', () => {
  it('goes on at once where it is true as it is armed', async () => {
    expect(Case.start(await program(catching), { price: 90 }).state.status).toBe('completed');
  });

  it('waits until a write makes it true', async () => {
    const played = Case.start(await program(catching), { price: 120 });
    set(played, { price: 110 });
    set(played, { other: 1 });
    expect(played.waitsAt).toEqual(['c']);
    set(played, { price: 99 });
    expect(played.state).toMatchObject({ status: 'completed', conditions: [] });
  });

  it('interrupts its activity', async () => {
    const played = Case.start(await program(beside(true)), { price: 120 });
    set(played, { price: 1 });
    expect(played.waitsAt).toEqual(['alert']);
    expect(played.all('taskCancelled')).toMatchObject([{ cause: 'interrupted' }]);
  });

  it('beside its activity happens again only after it was false', async () => {
    const played = Case.start(await program(beside(false)), { price: 120 });
    for (const price of [99, 98, 101, 97]) set(played, { price });
    expect(played.waitsAt).toEqual(['u', 'alert', 'alert']);
    played.complete('u', 'rep');
    expect(played.state.conditions).toEqual([]);
  });

  it('is read once everything that the step does is done', async () => {
    const script = (id: string, text: string) =>
      tag('scriptTask', id, '', `<script>${text}</script>`, 'scriptFormat="feel" fortnight:resultVariable="price"');
    const body = `<startEvent id="s"/><parallelGateway id="f"/>${script('low', '= 50')}${script('high', '= 150')}<endEvent id="e"/>${tag('intermediateCatchEvent', 'c', '', when('price < 100'))}<endEvent id="e2"/>${flows('s', 'f', 'low', 'high', 'e')}${flows('f', 'c', 'e2')}`;
    const played = Case.start(await program(body), { price: 150 });
    expect(played.waitsAt).toEqual(['c']);
  });

  it('races with other events behind a gateway', async () => {
    const body = `<startEvent id="s"/><eventBasedGateway id="g"/>${tag('intermediateCatchEvent', 'c', '', when('price < 100'))}${tag('receiveTask', 'r', '', '', 'messageRef="m"')}${tag('userTask', 'a')}${tag('userTask', 'b')}${flows('s', 'g', 'c', 'a')}${flows('g', 'r', 'b')}`;
    const played = Case.start(await program(body, '', '<message id="m" name="m"/>'));
    set(played, { price: 5 });
    expect(played.waitsAt).toEqual(['a']);
    expect(played.state.subscriptions).toEqual([]);
  });

  it('needs a condition', async () => {
    const body = `<startEvent id="s"/>${tag('intermediateCatchEvent', 'c', '', '<conditionalEventDefinition/>')}${flows('s', 'c')}`;
    expect(await problems(body)).toEqual(['condition-missing condition']);
  });
});
