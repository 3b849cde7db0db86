import type { Program } from '@fortnight/shared/kernel';
import { beforeAll, describe, expect, it } from 'vitest';
import { around, boundary, call, input, output, rating, script, timer } from '../support/calls.ts';
import { Case, hour, Play } from '../support/case.ts';
import { flows, named, problems, program, tag } from '../support/process.ts';

let credit: Program;
beforeAll(async () => {
  credit = await rating();
});

describe('call activity', () => {
  it('starts a case of the called process and goes on when that is completed', async () => {
    const played = Case.calling(await program(around(call())), [credit], { variables: { amount: 5 }, businessKey: 'B-1' });
    expect(played.waitsAt).toEqual(['c']);
    const [child] = played.called;
    expect(child?.state).toMatchObject({ status: 'active', variables: { amount: 5 }, starter: 'rep', businessKey: 'B-1' });
    child?.complete('rate', 'cfo', { variables: { rating: 'A' } });
    expect(child?.state.status).toBe('completed');
    expect(played.waitsAt).toEqual(['after']);
    expect(played.state).toMatchObject({ variables: { amount: 5, rating: 'A' } });
    expect(played.state.calls).toBeUndefined();
    expect(played.all('processCalled')).toMatchObject([{ elementId: 'c', elementKind: 'callActivity', calledElement: 'credit' }]);
  });

  it('goes on at once where the called process waits for nobody', async () => {
    const quick = await named(
      'credit',
      `<startEvent id="s"/>${script('x', '= amount * 2', 'twice')}<endEvent id="e"/>${flows('s', 'x', 'e')}`,
    );
    const played = Case.calling(await program(around(call())), [quick], { variables: { amount: 5 } });
    expect(played.state.variables).toEqual({ amount: 5, twice: 10 });
    expect(played.waitsAt).toEqual(['after']);
  });

  it('hands over what its mappings say, and takes in what they say', async () => {
    const mapped = input('sum', '= amount + 1') + output('score', '= result.rating') + output('by', '= rated');
    const played = Case.calling(await program(around(call(mapped))), [credit], { variables: { amount: 5, secret: 1 } });
    expect(played.called[0]?.state.variables).toEqual({ sum: 6 });
    played.called[0]?.complete('rate', 'cfo', { variables: { rating: 'B', rated: 'cfo', other: 1 } });
    expect(played.state.variables).toEqual({ amount: 5, secret: 1, score: 'B', by: 'cfo' });
  });

  it('passes and returns everything beside its mappings where it says so, or nothing', async () => {
    const all = `<fortnight:call passes="all" returns="all"/>${input('sum', '= 1')}${output('score', '= result.rating')}`;
    const first = Case.calling(await program(around(call(all))), [credit], { variables: { amount: 5 } });
    expect(first.called[0]?.state.variables).toEqual({ amount: 5, sum: 1 });
    first.called[0]?.complete('rate', 'cfo', { variables: { rating: 'B', amount: 6 } });
    expect(first.state.variables).toEqual({ amount: 6, rating: 'B', score: 'B' });
    const none = await program(around(call('<fortnight:call passes="mapped" returns="mapped"/>')));
    const second = Case.calling(none, [credit], { variables: { amount: 5 } });
    expect(second.called[0]?.state.variables).toEqual({});
    second.called[0]?.complete('rate', 'cfo', { variables: { rating: 'B' } });
    expect(second.state.variables).toEqual({ amount: 5 });
  });

  it('hands over its data inputs by their names, and on what its data outputs lead to', async () => {
    const object = (id: string) => `<dataObject id="${id}" name="${id}"/>`;
    const data = `<ioSpecification><dataInput id="sum" name="sum"/><dataOutput id="rating" name="rating"/>
      <inputSet><dataInputRefs>sum</dataInputRefs></inputSet><outputSet><dataOutputRefs>rating</dataOutputRefs></outputSet></ioSpecification>
      <dataInputAssociation id="in"><sourceRef>offer</sourceRef><targetRef>sum</targetRef></dataInputAssociation>
      <dataOutputAssociation id="out"><sourceRef>rating</sourceRef><targetRef>verdict</targetRef></dataOutputAssociation>`;
    const calling = await program(around(call('', data), object('offer') + object('verdict')));
    const played = Case.calling(calling, [credit], { variables: { offer: 12, secret: 1 } });
    expect(played.called[0]?.state.variables).toEqual({ sum: 12 });
    played.called[0]?.complete('rate', 'cfo', { variables: { rating: 'A', note: 'stays there' } });
    expect(played.state.variables).toEqual({ offer: 12, secret: 1, verdict: 'A' });
    const waiting = Case.calling(calling, [credit], { variables: { secret: 1 } });
    expect(waiting.all('incidentRaised')).toMatchObject([{ code: 'data-input-missing', elementId: 'c' }]);
    expect(waiting.called).toEqual([]);
    waiting.take({ type: 'setVariables', by: { userId: 'boss' }, variables: { offer: 3 } });
    waiting.called[0]?.complete('rate', 'cfo', { variables: { note: 'no rating' } });
    expect(waiting.all('incidentRaised').at(-1)).toMatchObject({ code: 'data-output-missing', elementId: 'c' });
  });

  it('passes everything, its data inputs too, where it says so; its data outputs are no part of it', async () => {
    const data = `<ioSpecification><dataInput id="sum" name="sum"/><dataOutput id="rating" name="rating"/><inputSet/><outputSet/></ioSpecification>
      <dataInputAssociation id="in"><sourceRef>offer</sourceRef><targetRef>sum</targetRef></dataInputAssociation>`;
    const all = call('<fortnight:call passes="all"/>', data);
    const calling = await program(around(all, '<dataObject id="offer" name="offer"/>'));
    const played = Case.calling(calling, [credit], { variables: { offer: 12, rating: 'D' } });
    expect(played.called[0]?.state.variables).toEqual({ offer: 12, sum: 12 });
    played.called[0]?.complete('rate', 'cfo', { variables: { score: 1 } });
    expect(played.state.variables).toEqual({ offer: 12, rating: 'D', score: 1 });
  });

  it('leaves what was written meanwhile as it is, where the called case did not write it', async () => {
    const played = Case.calling(await program(around(call())), [credit], { variables: { amount: 5, margin: 1 } });
    played.take({ type: 'setVariables', by: { userId: 'boss' }, variables: { amount: 7 } });
    played.called[0]?.complete('rate', 'cfo', { variables: { margin: 2 } });
    expect(played.state.variables).toEqual({ amount: 7, margin: 2 });
  });

  it('keeps what the engine alone writes on either side', async () => {
    const approve = '<fortnight:approval result="vote" error="no"><fortnight:approver who="user:cfo"/></fortnight:approval>';
    const rejected = tag('boundaryEvent', 'no', '', '<errorEventDefinition/>', 'attachedToRef="rate"') + flows('no', 'e');
    const body = `<startEvent id="s"/>${tag('userTask', 'rate', approve)}<endEvent id="e"/>${flows('s', 'rate', 'e')}${rejected}`;
    const voting = await named('credit', body);
    const plain = Case.calling(await program(around(call())), [voting], { variables: { vote: 'mine', starter2: 1 } });
    expect(plain.called[0]?.state.variables).toEqual({ starter2: 1 });
    plain.called[0]?.complete('rate', 'cfo', { outcome: 'approve' });
    expect(plain.state.variables).toEqual({ vote: 'mine', starter2: 1 });
    const mapped = await program(around(call(output('outcome', '= result.vote.outcome'))));
    const reading = Case.calling(mapped, [voting]);
    reading.called[0]?.complete('rate', 'cfo', { outcome: 'approve' });
    expect(reading.state.variables).toEqual({ outcome: 'approve' });
    const forced = Case.calling(await program(around(call(input('vote', '= 1')))), [voting]);
    expect(forced.all('incidentRaised')).toMatchObject([{ code: 'reserved-variable', elementId: 'c' }]);
  });

  it('computes which process it calls', async () => {
    const on = await program(around(call('', '', 'calledElement="= kind + &quot;-check&quot;"')));
    const asked: string[] = [];
    const programOf = ({ calledElement }: { calledElement: string }) => {
      asked.push(calledElement);
      return credit;
    };
    const played = Play.asking(on, programOf, { variables: { kind: 'credit' } });
    expect(asked).toEqual(['credit-check']);
    expect(played.called).toHaveLength(1);
    const failed = Case.calling(on, [credit], { variables: { kind: 7 } });
    expect(failed.all('incidentRaised')).toMatchObject([{ code: 'expression-failed', retry: 'work' }]);
  });

  it('has the key of its case unless it says another', async () => {
    const other = await program(around(call('<fortnight:call businessKey="= id"/>')));
    const keyOf = (variables: Record<string, string | number | null | boolean>) =>
      Case.calling(other, [credit], { variables, businessKey: 'B' }).called[0]?.state.businessKey;
    expect(keyOf({ id: 'K' })).toBe('K');
    expect(keyOf({ id: 12 })).toBe('12');
    expect(keyOf({ id: null })).toBeUndefined();
    expect(Case.calling(other, [credit], { variables: { id: true } }).all('incidentRaised')).toMatchObject([
      { code: 'expression-failed' },
    ]);
  });

  it('names the person before it as who asks in the called case', async () => {
    const on = await program(
      `<startEvent id="s"/>${tag('userTask', 'before')}${call()}<endEvent id="e"/>${flows('s', 'before', 'c', 'e')}`,
    );
    const played = Case.calling(on, [credit]);
    played.complete('before', 'lead');
    expect(played.called[0]?.all('taskOpened')).toMatchObject([{ elementId: 'rate', requestedBy: 'lead' }]);
    expect(played.called[0]?.state.starter).toBe('rep');
  });
});

describe('a call that finds no process', () => {
  it('is an incident that is tried again', async () => {
    let found: Program | undefined;
    const played = Play.asking(await program(around(call())), () => found);
    expect(played.all('incidentRaised')).toMatchObject([
      { code: 'called-process-missing', elementId: 'c', retry: 'work', params: { processId: 'credit' } },
    ]);
    played.resolve();
    expect(played.state.incidents).toHaveLength(1);
    found = credit;
    played.resolve();
    expect(played.state.incidents).toEqual([]);
    expect(played.called).toHaveLength(1);
  });

  it('tells which version it asked for', async () => {
    const on = await program(around(call('<fortnight:call binding="tag:gold"/>')));
    const played = Play.asking(on, ({ binding, versionTag }) =>
      versionTag === 'gold' && binding === 'tag' ? undefined : credit,
    );
    expect(played.all('incidentRaised')[0]?.message).toContain('"gold"');
  });

  it('is an incident where the process does not begin by a call', async () => {
    const message = await named(
      'credit',
      `${tag('startEvent', 's', '', '<messageEventDefinition messageRef="m"/>')}<endEvent id="e"/>${flows('s', 'e')}`,
      '',
      '<message id="m" name="m"/>',
    );
    const played = Case.calling(await program(around(call())), [message]);
    expect(played.all('incidentRaised')).toMatchObject([{ code: 'start-event-not-found' }]);
  });

  it('does not keep a timer from interrupting it', async () => {
    const played = Play.asking(await program(around(call(), boundary('b', timer('PT1H')))), () => undefined);
    played.advance(2 * hour);
    expect(played.waitsAt).toEqual(['at-b']);
    expect(played.state.incidents).toEqual([]);
  });
});

describe('a suspended case', () => {
  it('gets the answer of the called case once it is resumed', async () => {
    const played = Case.calling(await program(around(call())), [credit]);
    played.take({ type: 'suspend', by: { userId: 'boss' } });
    played.called[0]?.complete('rate', 'cfo', { variables: { rating: 'A' } });
    expect(played.called[0]?.state.status).toBe('completed');
    expect(played.waitsAt).toEqual(['c']);
    played.take({ type: 'resume', by: { userId: 'boss' } });
    expect([played.waitsAt, played.state.variables]).toEqual([['after'], { rating: 'A' }]);
  });

  it('is cancelled with the called case that is suspended', async () => {
    const played = Case.calling(await program(around(call())), [credit]);
    played.called[0]?.take({ type: 'suspend', by: { userId: 'boss' } });
    played.take({ type: 'cancel', by: { userId: 'boss' }, reason: 'lost' });
    expect(played.called[0]?.state.status).toBe('terminated');
  });
});

describe('what a call says wrongly', () => {
  it.each([
    ['nothing that it calls', call('', '', ''), 'called-element-missing calledElement'],
    ['no such binding', call('<fortnight:call binding="newest"/>'), 'call-binding-unknown call.binding'],
    ['an empty tag', call('<fortnight:call binding="tag:"/>'), 'call-binding-unknown call.binding'],
    [
      'a computed process of this deployment',
      call('<fortnight:call binding="deployment"/>', '', 'calledElement="= kind"'),
      'called-element-computed call.binding',
    ],
    ['half of the values', call('<fortnight:call passes="some"/>'), 'call-values-unknown call.passes'],
    ['another language', call('', '', 'calledElement="#{kinds.next()}"'), 'element-not-supported calledElement'],
    ['a key that is none', call('<fortnight:call businessKey="= 1 +"/>'), 'expression-invalid call.businessKey'],
    ['a write of the starter', call(output('starter', '= 1')), 'reserved-variable outputs.starter'],
  ])('is refused at deploy: %s', async (_, element, expected) => {
    expect(await problems(around(element))).toContain(expected);
  });
});
