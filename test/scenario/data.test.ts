import { describe, expect, it } from 'vitest';
import { Case } from '../support/case.ts';
import { flow, flows, problems, program, tag } from '../support/process.ts';

const around = (element: string, before = '', after = '') =>
  `${before}<startEvent id="s"/>${element}<endEvent id="e"/>${flows('s', 'x', 'e')}${after}`;
const object = (id: string, name = id) => `<dataObject id="${id}" name="${name}"/>`;

/** What an activity says of its data: the ids of its inputs and outputs, those with a question mark optional. */
function specification(inputs: readonly (readonly string[])[], outputs: readonly (readonly string[])[] = []): string {
  const plain = (id: string) => id.replace('?', '');
  const all = (sets: readonly (readonly string[])[]) => [...new Set(sets.flat().map(plain))];
  const set = (kind: string, ids: readonly string[]) => {
    const refs = ids.map((id) => `<data${kind}Refs>${plain(id)}</data${kind}Refs>`);
    const optional = ids.filter((id) => id.endsWith('?')).map((id) => `<optional${kind}Refs>${plain(id)}</optional${kind}Refs>`);
    return `<${kind.toLowerCase()}Set>${refs.join('')}${optional.join('')}</${kind.toLowerCase()}Set>`;
  };
  return `<ioSpecification>${all(inputs)
    .map((id) => `<dataInput id="${id}" name="${id}"/>`)
    .join('')}${all(outputs)
    .map((id) => `<dataOutput id="${id}" name="${id}"/>`)
    .join(
      '',
    )}${inputs.map((ids) => set('Input', ids)).join('')}${outputs.map((ids) => set('Output', ids)).join('')}</ioSpecification>`;
}
const arrow = (way: 'Input' | 'Output', from: string | undefined, to: string | undefined, more = '') =>
  `<data${way}Association id="${from}-to-${to}">${from === undefined ? '' : `<sourceRef>${from}</sourceRef>`}${
    to === undefined ? '' : `<targetRef>${to}</targetRef>`
  }${more}</data${way}Association>`;
const assignment = (from: string, to: string) => `<assignment><from>${from}</from><to>${to}</to></assignment>`;

describe('a data object', () => {
  it('is a variable of the case, by its name', async () => {
    const task = tag(
      'userTask',
      'x',
      '',
      specification([['price']], [['answer']]) + arrow('Input', 'offer', 'price') + arrow('Output', 'answer', 'd'),
    );
    const played = Case.start(await program(around(task, object('offer') + object('d', 'deal'), '')), {
      offer: 12,
    });
    expect(played.state.scopes).toMatchObject([{ variables: { price: 12 } }]);
    played.complete('x', 'rep', { variables: { answer: 'yes', note: 'stays inside' } });
    expect(played.state).toMatchObject({ status: 'completed', variables: { offer: 12, deal: 'yes' } });
    expect(played.state.variables).not.toHaveProperty('note');
  });

  it('of a sub-process lives and dies with it, once for each of its runs', async () => {
    const inside = `${object('draft')}<startEvent id="is"/>${tag('userTask', 'u')}<endEvent id="ie"/>${flows('is', 'u', 'ie')}
      <multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>`;
    const played = Case.start(await program(around(tag('subProcess', 'x', '', inside))), { draft: 'outer' });
    expect(played.state.scopes.filter(({ loop }) => !loop).map(({ variables }) => variables)).toEqual([
      { loopCounter: 1, draft: null },
      { loopCounter: 2, draft: null },
    ]);
    played.complete('u', 'rep', { variables: { draft: 'first' } });
    expect(played.state.scopes.at(-1)?.variables).toMatchObject({ draft: null });
    played.complete('u', 'rep', { variables: { draft: 'second', other: 1 } });
    expect(played.state).toMatchObject({ status: 'completed', variables: { draft: 'outer', other: 1 } });
  });

  it('of the scope that an arrow names is read and written, where an inner one has the same name', async () => {
    const task = tag(
      'task',
      't',
      '',
      specification([['given']], [['taken?']]) +
        arrow('Input', 'outer', 'given') +
        arrow('Output', undefined, 'outer', '<transformation>given + 1</transformation>'),
    );
    const inside = `<dataObject id="inner" name="sum"/><startEvent id="is"/>${task}<endEvent id="ie"/>${flows('is', 't', 'ie')}`;
    const played = Case.start(await program(around(tag('subProcess', 'x', '', inside), '<dataObject id="outer" name="sum"/>')), {
      sum: 1,
    });
    expect(played.state.variables).toEqual({ sum: 2 });
  });

  it('is known by all the words of its name', async () => {
    const task = tag('task', 'x', '', arrow('Output', undefined, 'd', '<transformation>list price * 2</transformation>'));
    const on = await program(around(task, object('o', 'list price') + object('d', 'double price')));
    expect(Case.start(on, { 'list price': 4 }).state.variables).toEqual({ 'list price': 4, 'double price': 8 });
  });

  it('that a store keeps is a variable of the case too', async () => {
    const store = '<dataStoreReference id="r" name="Price list" dataStoreRef="prices"/>';
    const task = tag('task', 'x', '', arrow('Output', undefined, 'r', '<transformation>{list: [1, 2]}</transformation>'));
    const played = Case.start(await program(around(task, store), '', '<dataStore id="prices" name="prices"/>'));
    expect(played.state.variables).toEqual({ prices: { list: [1, 2] } });
  });

  it('is only drawn by an arrow that says nothing of what is copied', async () => {
    const place = '<property id="place" name="__targetRef_placeholder"/>';
    const task = tag('userTask', 'x', '', place + arrow('Input', 'offer', 'place') + arrow('Output', undefined, 'offer'));
    const on = await program(around(task, object('offer')));
    expect(on.elements.find(({ id }) => id === 'x')?.plan).not.toHaveProperty('data');
    expect(Case.start(on).waitsAt).toEqual(['x']);
  });
});

describe('a property', () => {
  it('is a variable of its activity alone', async () => {
    const on = await program(
      around(tag('userTask', 'x', '', '<property id="p1" name="tries"/>'), '<property id="p2" name="region"/>'),
    );
    const played = Case.start(on, { region: 'east' });
    expect(played.state.scopes).toMatchObject([{ variables: { tries: null } }]);
    played.complete('x', 'rep', { variables: { tries: 2, region: 'west' } });
    expect(played.state.variables).toEqual({ region: 'west' });
  });
});

describe('an association', () => {
  it('replaces its target by what its transformation gives, then sets members by its assignments', async () => {
    const way = `<sourceRef>offer</sourceRef><targetRef>order</targetRef><transformation>{net: offer.net, kept: true}</transformation>${assignment('offer.net * 1.2', 'order.gross.eur')}${assignment('"now"', 'order.when')}`;
    const task = tag('task', 'x', '', `<dataOutputAssociation id="a">${way}</dataOutputAssociation>`);
    const played = Case.start(await program(around(task, object('offer') + object('order'))), { offer: { net: 10 } });
    expect(played.state.variables.order).toEqual({ net: 10, kept: true, gross: { eur: 12 }, when: 'now' });
  });

  it('copies nothing where its source has no value', async () => {
    const task = tag('task', 'x', '', arrow('Output', 'offer', 'order'));
    expect(Case.start(await program(around(task, object('offer') + object('order'))), { order: 1 }).state.variables).toEqual({
      order: 1,
    });
  });

  it.each([
    [
      'leads to nothing',
      tag('task', 'x', '', arrow('Output', 'offer', undefined)),
      'association-without-target data.offer-to-undefined',
    ],
    ['names what is not there', tag('task', 'x', '', arrow('Output', 'offer', 'gone')), 'data-unknown data.offer-to-gone'],
    ['names what lives elsewhere', tag('task', 'x', '', arrow('Output', 'offer', 'hidden')), 'data-unknown data.offer-to-hidden'],
    [
      'fills what is not its own',
      tag('task', 'x', '', arrow('Input', 'offer', 'order')),
      'association-target data.offer-to-order',
    ],
    [
      'assigns to something else',
      tag('task', 'x', '', arrow('Output', 'offer', 'order', assignment('1', 'offer'))),
      'assignment-target data.offer-to-order',
    ],
    [
      'copies two into one',
      tag('task', 'x', '', arrow('Output', 'offer', 'order', '<sourceRef>order</sourceRef>')),
      'association-several-sources data.offer-to-order',
    ],
    [
      'writes what the engine alone writes',
      tag('task', 'x', '', arrow('Output', 'offer', 'who')),
      'reserved-variable data.starter',
    ],
    [
      'is written in another language',
      tag(
        'task',
        'x',
        '',
        arrow('Output', 'offer', 'order', '<transformation language="http://www.w3.org/1999/XPath">1</transformation>'),
      ),
      'condition-language data.offer-to-order',
    ],
  ])('is refused where it %s', async (_, element, problem) => {
    const hidden = tag('subProcess', 'sub', '', `<startEvent id="i"/>${object('hidden')}`);
    const data = object('offer') + object('order') + object('who', 'starter');
    expect(await problems(around(element, data, hidden))).toEqual([problem]);
  });
});

describe('an input set', () => {
  const waiting = (sets: readonly (readonly string[])[]) =>
    around(
      tag('userTask', 'x', '', specification(sets) + arrow('Input', 'offer', 'price') + arrow('Input', 'order', 'number')),
      object('offer') + object('order'),
    );

  it('makes the activity wait until its required inputs have a value', async () => {
    const played = Case.start(await program(waiting([['price', 'number?']])));
    expect(played.state).toMatchObject({ tasks: [], incidents: [{ retry: 'arrive', reads: ['offer', 'price'] }] });
    expect(played.all('incidentRaised')).toMatchObject([
      { code: 'data-input-missing', elementId: 'x', params: { missing: ['price'] } },
    ]);
    played.take({ type: 'setVariables', by: { userId: 'boss' }, variables: { offer: 5 } });
    expect(played.state).toMatchObject({ incidents: [], scopes: [{ variables: { price: 5, number: null } }] });
    expect(played.waitsAt).toEqual(['x']);
  });

  it('is the first of several that is complete; what stands in others is not read', async () => {
    const on = await program(waiting([['price'], ['number']]));
    expect(Case.start(on, { order: 1 }).state.scopes).toMatchObject([{ variables: { number: 1, price: null } }]);
    expect(Case.start(on, { order: 1, offer: 2 }).state.scopes).toMatchObject([{ variables: { number: null, price: 2 } }]);
  });

  it('that waits for a parallel branch goes on with it', async () => {
    const task = tag('userTask', 'x', '', specification([['price']]) + arrow('Input', 'offer', 'price'));
    const body = `${object('offer')}<startEvent id="s"/>${tag('parallelGateway', 'split')}${task}${tag('userTask', 'u')}<endEvent id="e"/>${flows('s', 'split', 'x', 'e')}${flows('split', 'u')}${flow('u', 'e')}`;
    const played = Case.start(await program(body));
    expect(played.waitsAt).toEqual(['x', 'u']);
    expect(played.open('x')).toEqual([]);
    played.complete('u', 'rep', { variables: { offer: 5 } });
    expect(played.open('x')).toHaveLength(1);
  });

  it('reads an input that no arrow fills from the variable of its name', async () => {
    const on = await program(around(tag('userTask', 'x', '', specification([['price']]))));
    expect(Case.start(on).state.incidents).toHaveLength(1);
    const played = Case.start(on, { price: 3 });
    played.complete('x', 'rep', { variables: { price: 4 } });
    expect(played.state.variables).toEqual({ price: 4 });
  });
});

describe('an output set', () => {
  const giving = (sets: readonly (readonly string[])[]) =>
    around(
      tag('userTask', 'x', '', specification([[]], sets) + arrow('Output', 'yes', 'offer') + arrow('Output', 'no', 'order')),
      object('offer') + object('order'),
    );

  it('refuses to complete while none has what it requires', async () => {
    const played = Case.start(await program(giving([['yes', 'no?']])));
    expect(played.refused(played.completion('x', 'rep', { variables: { no: 1 } }))).toMatchObject({
      code: 'data-output-missing',
      params: { missing: ['yes'] },
    });
    played.complete('x', 'rep', { variables: { yes: 2 } });
    expect(played.state.variables).toEqual({ offer: 2 });
  });

  it('is the first of several that is complete; what stands in others is not handed on', async () => {
    const played = Case.start(await program(giving([['yes'], ['no']])));
    played.complete('x', 'rep', { variables: { yes: 1, no: 2 } });
    expect(played.state.variables).toEqual({ offer: 1 });
  });

  it('keeps the work of a job that lacks one, with an incident', async () => {
    const task = tag(
      'serviceTask',
      'x',
      '<fortnight:job type="t"/>',
      specification([[]], [['yes']]) + arrow('Output', 'yes', 'offer'),
    );
    const played = Case.start(await program(around(task, object('offer'))));
    played.take({ type: 'completeJob', jobId: played.state.jobs[0]?.id ?? '', variables: {} });
    expect(played.all('incidentRaised')).toMatchObject([{ code: 'data-output-missing' }]);
    expect(played.state).toMatchObject({ incidents: [{ retry: 'complete' }], jobs: [] });
  });
});

describe('a multi-instance activity', () => {
  const loop = (more: string) =>
    `<multiInstanceLoopCharacteristics isSequential="true"><loopDataInputRef>${more}</multiInstanceLoopCharacteristics>`;

  it('runs over a data object, and gathers what its runs give in another', async () => {
    const characteristics = loop(
      'sites</loopDataInputRef><loopDataOutputRef>reports</loopDataOutputRef><inputDataItem id="i" name="site"/><outputDataItem id="o" name="report"/>',
    );
    const played = Case.start(
      await program(around(tag('userTask', 'x', '', characteristics), object('sites') + object('reports'))),
      { sites: ['A', 'B'], report: 'outer' },
    );
    for (const report of ['fine', 'poor']) played.complete('x', 'rep', { variables: { report } });
    expect(played.all('elementEntered').flatMap(({ variables }) => variables?.site ?? [])).toEqual(['A', 'B']);
    expect(played.state.variables).toEqual({ sites: ['A', 'B'], report: 'outer', reports: ['fine', 'poor'] });
  });

  it('takes the list from what fills its data input, and hands each item to an input of the run', async () => {
    const specified = specification([['list', 'place']], [['all', 'score']]).replace(
      '<dataInput id="list"',
      '<dataInput id="list"',
    );
    const arrows =
      arrow('Input', 'd-1', 'list') +
      arrow('Input', 'i', 'place') +
      arrow('Output', 'score', 'o') +
      arrow('Output', 'all', 'scores');
    const characteristics = loop(
      'list</loopDataInputRef><loopDataOutputRef>all</loopDataOutputRef><inputDataItem id="i" name="site"/><outputDataItem id="o"/>',
    );
    const task = tag('userTask', 'x', '', specified + arrows + characteristics);
    const played = Case.start(await program(around(task, object('d-1', 'what if') + object('scores'))), {
      'd-1': ['A', 'B'],
    });
    expect(played.state.scopes.at(-1)?.variables).toMatchObject({ loopCounter: 1, site: 'A', place: 'A' });
    expect(played.state.scopes.at(-1)?.variables).not.toHaveProperty('list');
    for (const score of [1, 2]) played.complete('x', 'rep', { variables: { score } });
    expect(played.state.variables).toEqual({ 'd-1': ['A', 'B'], scores: [1, 2] });
  });
});

describe('the data of events', () => {
  const message = '<message id="m" name="signed"/>';
  const definition = '<messageEventDefinition messageRef="m"/>';
  const output = (id: string, to: string) =>
    `<dataOutput id="${id}" name="${id}"/>${arrow('Output', id, to)}<outputSet><dataOutputRefs>${id}</dataOutputRefs></outputSet>`;

  it('is what a message takes along: the members of its one input', async () => {
    const input = `<dataInput id="in" name="in"/>${arrow('Input', 'offer', 'in')}<inputSet><dataInputRefs>in</dataInputRefs></inputSet>`;
    const body = around(tag('intermediateThrowEvent', 'x', '', input + definition), object('offer'));
    const played = Case.start(await program(body, '', message), { offer: { net: 5 }, secret: 1 });
    expect(played.all('messageThrown')).toMatchObject([{ variables: { net: 5 } }]);
    expect(Case.start(await program(body, '', message), { offer: 5 }).all('messageThrown')).toMatchObject([
      { variables: { in: 5 } },
    ]);
  });

  it('is several inputs of a send task by their names', async () => {
    const task = tag('sendTask', 'x', '', specification([['net', 'note?']]) + arrow('Input', 'offer', 'net'), 'messageRef="m"');
    const on = await program(around(task, object('offer')), '', message);
    expect(Case.start(on, { offer: 5 }).all('messageThrown')).toMatchObject([{ variables: { net: 5 } }]);
    expect(Case.start(on, { offer: 5, note: 'n' }).all('messageThrown')).toMatchObject([{ variables: { net: 5, note: 'n' } }]);
  });

  it.each([
    ['a catch event', tag('intermediateCatchEvent', 'x', '', output('content', 'offer') + definition), ''],
    [
      'a receive task',
      tag('receiveTask', 'x', '', specification([[]], [['content']]) + arrow('Output', 'content', 'offer'), 'messageRef="m"'),
      '',
    ],
    [
      'a boundary event',
      tag('userTask', 'x'),
      `${tag('boundaryEvent', 'b', '', output('content', 'offer') + definition, 'attachedToRef="x"')}<endEvent id="e2"/>${flow('b', 'e2')}`,
    ],
  ])('is what comes to %s: all of the message, or the member of its name', async (_, element, after) => {
    const on = await program(around(element, object('offer'), after), '', message);
    for (const [variables, offer] of [
      [
        { net: 5, gross: 6 },
        { net: 5, gross: 6 },
      ],
      [{ content: 7, other: 1 }, 7],
    ] as const) {
      const played = Case.start(on);
      played.take({ type: 'deliverMessage', subscriptionId: played.state.subscriptions[0]?.id ?? '', variables });
      expect(played.state).toMatchObject({ status: 'completed', variables: { offer } });
      expect(Object.keys(played.state.variables)).toEqual(['offer']);
    }
  });

  it('is what comes with the message that starts a case', async () => {
    const start = tag('startEvent', 's', '', output('content', 'offer') + definition);
    const body = `${object('offer')}${start}${tag('userTask', 'u')}<endEvent id="e"/>${flows('s', 'u', 'e')}`;
    const played = new Case(await program(body, '', message));
    played.take({
      type: 'start',
      by: { userId: null },
      startEventId: 's',
      trigger: { kind: 'message', name: 'signed' },
      variables: { net: 5 },
    });
    expect(played.state.variables).toEqual({ net: 5, offer: { net: 5 } });
  });
});
