import { describe, expect, it } from 'vitest';
import { Case } from '../support/case.ts';
import { catching, link, start, sub, task, throwing } from '../support/events.ts';
import { flow, flows, problems, program, tag } from '../support/process.ts';

describe('a link', () => {
  it('goes on at the catch event of its name', async () => {
    const body = `${start('s')}${throwing('t', link('A'))}${catching('c', link('A'))}${task('u')}${flows('s', 't')}${flow('c', 'u')}`;
    const played = Case.start(await program(body));
    expect(played.waitsAt).toEqual(['u']);
    expect(played.all('elementCompleted').map(({ elementId }) => elementId)).toEqual(['s', 't', 'c']);
  });

  it('may be thrown at several places, each token for itself', async () => {
    const body = `${start('s')}<parallelGateway id="f"/>${throwing('t1', link('A'))}${throwing('t2', link('A'))}${catching('c', link('A'))}${task('u')}${flows('s', 'f', 't1')}${flow('f', 't2')}${flow('c', 'u')}`;
    const played = Case.start(await program(body));
    expect(played.waitsAt).toEqual(['u', 'u']);
  });

  it('makes a loop that an inclusive join sees as a way', async () => {
    const body = `${start('s')}<parallelGateway id="f"/>${task('a')}${throwing('t', link('A'))}${catching('c', link('A'))}${task('b')}<inclusiveGateway id="j"/>${task('u')}${flows('s', 'f', 'a', 't')}${flows('f', 'b', 'j', 'u')}${flow('c', 'j')}`;
    const played = Case.start(await program(body));
    played.complete('b', 'rep');
    expect(played.waitsAt).toEqual(['a', 'j']);
    played.complete('a', 'rep');
    expect(played.waitsAt).toEqual(['u']);
  });

  it('stays inside of its sub-process', async () => {
    const inner = `${start('is')}${throwing('t', link('A'))}${flows('is', 't')}`;
    const body = `${start('s')}${sub('box', inner)}${catching('c', link('A'))}${tag('task', 'u')}${flows('s', 'box')}${flow('c', 'u')}`;
    expect(await problems(body)).toEqual(['link-target']);
  });

  it('leads to one place', async () => {
    const twice = `${start('s')}${throwing('t', link('A'))}${catching('c', link('A'))}${catching('d', link('A'))}${flows('s', 't')}`;
    expect(await problems(twice)).toEqual(['link-target']);
    expect(await problems(`${start('s')}${throwing('t', link('A'))}${flows('s', 't')}`)).toEqual(['link-target']);
  });
});
