import { describe, expect, it } from 'vitest';
import { Case, hour } from '../support/case.ts';
import { flow, flows, program, tag } from '../support/process.ts';

const gateway = (id: string, fallback = '') => `<inclusiveGateway id="${id}" ${fallback ? `default="${fallback}"` : ''}/>`;
/** Three ways, chosen by a, b, c; then one join. */
const three = `<startEvent id="s"/>${gateway('split', 'split-c')}${tag('userTask', 'a')}${tag('userTask', 'b')}${tag('userTask', 'c')}${gateway('join')}${tag('userTask', 'after')}${flows('s', 'split')}${flow('split', 'a', 'x')}${flow('split', 'b', 'y')}${flow('split', 'c')}${flows('a', 'join', 'after')}${flow('b', 'join')}${flow('c', 'join')}`;
const entered = (played: Case, id: string) => played.all('elementEntered').filter(({ elementId }) => elementId === id).length;

describe('an inclusive gateway', () => {
  it.each([
    [{ x: true, y: true }, ['a', 'b']],
    [{ x: true, y: false }, ['a']],
    [{ x: false, y: false }, ['c']],
  ])('splits along what is true, else its default: %j', async (variables, waitsAt) => {
    const played = Case.start(await program(three), variables);
    expect(played.waitsAt).toEqual(waitsAt);
    for (const id of waitsAt) played.complete(id, 'rep');
    expect(played.waitsAt).toEqual(['after']);
    expect(entered(played, 'join')).toBe(1);
  });

  it('waits for a token that can still come from far, and goes on when it takes another way', async () => {
    const body = `<startEvent id="s"/>${gateway('split')}${tag('userTask', 'a')}${tag('userTask', 'b')}<exclusiveGateway id="x" default="x-join"/><endEvent id="away"/>${gateway('join')}${tag('userTask', 'after')}${flows('s', 'split', 'a', 'join', 'after')}${flows('split', 'b', 'x', 'join')}${flow('x', 'away', 'leaves')}`;
    const on = await program(body);
    for (const leaves of [false, true]) {
      const played = Case.start(on, { leaves });
      played.complete('a', 'rep');
      expect(played.waitsAt).toEqual(['b', 'join']);
      played.complete('b', 'rep');
      expect(played.waitsAt).toEqual(['after']);
      expect(entered(played, 'after')).toBe(1);
    }
  });

  it('goes on when the token that it waits for is taken away by a boundary event that leads elsewhere', async () => {
    const timer = '<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>';
    const body = `<startEvent id="s"/>${gateway('split')}${tag('userTask', 'a')}${tag('userTask', 'b')}${tag('boundaryEvent', 'late', '', timer, 'attachedToRef="b"')}<endEvent id="away"/>${gateway('join')}${tag('userTask', 'after')}${flows('s', 'split', 'a', 'join', 'after')}${flows('split', 'b', 'join')}${flow('late', 'away')}`;
    const played = Case.start(await program(body));
    played.complete('a', 'rep');
    expect(played.waitsAt).toEqual(['b', 'join']);
    played.advance(hour);
    expect(played.waitsAt).toEqual(['after']);
  });

  it('waits for a token behind a boundary event that can reach it', async () => {
    const timer = '<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>';
    const body = `<startEvent id="s"/>${gateway('split')}${tag('userTask', 'a')}${tag('userTask', 'b')}${tag('boundaryEvent', 'late', '', timer, 'attachedToRef="b"')}<endEvent id="done"/>${tag('userTask', 'c')}${gateway('join')}${tag('userTask', 'after')}${flows('s', 'split', 'a', 'join', 'after')}${flows('split', 'b', 'done')}${flows('late', 'c', 'join')}`;
    const played = Case.start(await program(body));
    played.complete('a', 'rep');
    expect(played.waitsAt).toEqual(['b', 'join']);
    played.advance(hour);
    expect(played.waitsAt).toEqual(['join', 'c']);
    played.complete('c', 'rep');
    expect(played.waitsAt).toEqual(['after']);
  });

  it('does not wait for a token inside a sub-process that it stands beside, once that can no longer come', async () => {
    const inside = `<startEvent id="is"/>${tag('userTask', 'u')}<endEvent id="ie"/>${flows('is', 'u', 'ie')}`;
    const body = `<startEvent id="s"/>${gateway('split')}${tag('userTask', 'a')}${tag('subProcess', 'sub', '', inside)}${gateway('join')}${tag('userTask', 'after')}${flows('s', 'split', 'a', 'join', 'after')}${flows('split', 'sub', 'join')}`;
    const played = Case.start(await program(body));
    played.complete('a', 'rep');
    expect(played.waitsAt).toContain('join');
    played.complete('u', 'rep');
    expect(played.waitsAt).toEqual(['after']);
  });

  it('in a loop waits for no token that would have to come through itself', async () => {
    const body = `<startEvent id="s"/>${gateway('merge')}${tag('userTask', 'u')}<exclusiveGateway id="x" default="x-e"/><endEvent id="e"/>${flows('s', 'merge', 'u', 'x', 'e')}${flow('x', 'merge', 'again')}`;
    const played = Case.start(await program(body), { again: true });
    played.complete('u', 'rep');
    expect(played.waitsAt).toEqual(['u']);
    played.complete('u', 'rep', { variables: { again: false } });
    expect(played.state.status).toBe('completed');
  });
});
