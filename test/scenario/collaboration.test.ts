import { compile, type Program } from '@fortnight/shared/kernel';
import { readXml } from '@fortnight/shared/model';
import { describe, expect, it } from 'vitest';
import { Case } from '../support/case.ts';
import { documentOf, escaped, flows, programOf, tag } from '../support/process.ts';

const definition = (ref = '') => `<messageEventDefinition ${ref && `messageRef="${ref}"`}/>`;
const input = (name: string, value: string) => `<fortnight:input name="${name}" value="= ${escaped(value)}"/>`;

const pool = (xml: string, processId: string): Promise<Program> => programOf(xml, [], processId);
async function refusals(xml: string, processId: string): Promise<string[]> {
  const compiled = compile((await readXml(xml)).model, { processId });
  return compiled.ok ? [] : compiled.problems.map(({ code, elementId }) => `${code} ${elementId}`);
}

/** A buyer orders and waits for the answer; a seller begins with the order and answers. */
const buyer = (order: string, answer: string, answerBy = 'intermediateCatchEvent') =>
  `<startEvent id="bs"/>${order}${tag(answerBy, 'await', '', answer)}<endEvent id="be"/>${flows('bs', 'order', 'await', 'be')}`;
const seller = (order: string, answer: string) =>
  `${tag('startEvent', 'ordered', '', order)}${tag('userTask', 'price')}${answer}<endEvent id="se"/>${flows('ordered', 'price', 'answer', 'se')}`;
const collaboration = (more: string) =>
  `<collaboration id="c"><participant id="pb" processRef="buyer"/><participant id="ps" processRef="seller"/><participant id="bank"/>${more}</collaboration>`;
const messageFlow = (id: string, from: string, to: string, more = '') =>
  `<messageFlow id="${id}" sourceRef="${from}" targetRef="${to}" ${more}/>`;

describe('a message flow', () => {
  const xml = documentOf(
    {
      buyer: buyer(tag('intermediateThrowEvent', 'order', '', definition()), definition()),
      seller: seller(definition(), tag('sendTask', 'answer')),
    },
    '<message id="m" name="the order"/>',
    collaboration(messageFlow('f1', 'order', 'ordered', 'messageRef="m"') + messageFlow('f2', 'answer', 'await')),
  );

  it('names what goes over it: by its message, else by itself', async () => {
    const [bought, sold] = [await pool(xml, 'buyer'), await pool(xml, 'seller')];
    expect(sold.triggers).toEqual([{ elementId: 'ordered', kind: 'message', messageName: 'the order' }]);
    const played = Case.start(bought);
    expect(played.all('messageThrown')).toMatchObject([{ messageName: 'the order' }]);
    expect(played.state.subscriptions).toMatchObject([{ messageName: 'f2' }]);
    const answering = new Case(sold);
    answering.take({
      type: 'start',
      by: { userId: null },
      startEventId: 'ordered',
      trigger: { kind: 'message', name: 'the order' },
    });
    answering.complete('price', 'rep');
    expect(answering.all('messageThrown')).toMatchObject([{ messageName: 'f2' }]);
  });

  it('takes the name that one of its ends gives', async () => {
    const named = xml.replace(tag('sendTask', 'answer'), tag('sendTask', 'answer', '', '', 'messageRef="m"'));
    expect(Case.start(await pool(named, 'buyer')).state.subscriptions).toMatchObject([{ messageName: 'the order' }]);
  });

  it('says nothing where several lead to one event', async () => {
    const twice = xml.replace('<messageFlow id="f2"', `${messageFlow('f3', 'bank', 'await')}<messageFlow id="f2"`);
    expect(await refusals(twice, 'buyer')).toEqual(['message-missing await']);
  });
});

describe('a conversation', () => {
  const property = (id: string, ...paths: readonly (readonly [message: string, path: string, attributes?: string])[]) =>
    `<correlationProperty id="${id}" name="${id}">${paths
      .map(
        ([message, path, attributes = '']) =>
          `<correlationPropertyRetrievalExpression messageRef="${message}"><messagePath ${attributes}>${path}</messagePath></correlationPropertyRetrievalExpression>`,
      )
      .join('')}</correlationProperty>`;
  const key = (id: string, ...properties: readonly string[]) =>
    `<correlationKey id="${id}">${properties.map((each) => `<correlationPropertyRef>${each}</correlationPropertyRef>`).join('')}</correlationKey>`;
  const messages = '<message id="mo" name="order"/><message id="ma" name="answer"/>';
  const orderNumber = property('number', ['mo', 'order.id'], ['ma', 'about']);
  const customer = property('customer', ['mo', 'customer'], ['ma', 'buyer.name']);
  const order = tag(
    'intermediateThrowEvent',
    'order',
    input('order', '{id: orderId}') + input('customer', '"Acme"'),
    definition('mo'),
  );
  const answer = tag(
    'sendTask',
    'answer',
    input('about', 'order.id') + input('buyer', '{name: customer}'),
    '',
    'messageRef="ma"',
  );
  const document = (roots: string, keys: string, subscription = '') =>
    documentOf(
      { buyer: subscription + buyer(order, definition('ma')), seller: seller(definition('mo'), answer) },
      messages + roots,
      collaboration(keys),
    );
  const ordered = {
    type: 'start',
    by: { userId: null },
    startEventId: 'ordered',
    trigger: { kind: 'message', name: 'order' },
  } as const;

  it('finds the case by what the messages say themselves', async () => {
    const xml = document(orderNumber, key('k', 'number'));
    const played = Case.start(await pool(xml, 'buyer'), { orderId: 7 });
    expect(played.all('messageThrown')).toMatchObject([{ correlationKey: '7', variables: { order: { id: 7 } } }]);
    expect(played.state).toMatchObject({ conversations: { k: '7' } });
    expect(played.host.effects.at(-1)).toMatchObject({ type: 'openSubscription', messageName: 'answer', correlationKey: '7' });
    const answering = new Case(await pool(xml, 'seller'));
    answering.take({ ...ordered, businessKey: '7', variables: { order: { id: 7 }, customer: 'Acme' } });
    expect(answering.state.conversations).toEqual({ k: '7' });
    answering.complete('price', 'rep');
    expect(answering.all('messageThrown')).toMatchObject([{ messageName: 'answer', correlationKey: '7' }]);
  });

  it('of several properties has one key of all of them', async () => {
    const xml = document(orderNumber + customer, key('k', 'number', 'customer'));
    const played = Case.start(await pool(xml, 'buyer'), { orderId: 7 });
    const both = '{"customer":"Acme","number":7}';
    expect(played.all('messageThrown')).toMatchObject([{ correlationKey: both }]);
    const answering = new Case(await pool(xml, 'seller'));
    answering.take({ ...ordered, businessKey: both, variables: { order: { id: 7 }, customer: 'Acme' } });
    answering.complete('price', 'rep');
    expect(answering.all('messageThrown')).toMatchObject([{ correlationKey: both }]);
  });

  it('is begun by its first message, also by one that is received', async () => {
    const xml = documentOf(
      {
        p: `<startEvent id="s"/>${tag('receiveTask', 'first', '', '', 'messageRef="mo"')}${tag('receiveTask', 'next', '', '', 'messageRef="ma"')}<endEvent id="e"/>${flows('s', 'first', 'next', 'e')}`,
      },
      messages + orderNumber,
      collaboration(key('k', 'number')),
    );
    const played = new Case(await pool(xml, 'p'));
    played.take({ type: 'start', by: { userId: 'rep' }, businessKey: 'B-1' });
    expect(played.host.effects.at(-1)).toMatchObject({ messageName: 'order', correlationKey: 'B-1' });
    const subscriptionId = played.state.subscriptions[0]?.id ?? '';
    played.take({ type: 'deliverMessage', subscriptionId, variables: { order: { id: 7 } } });
    expect(played.host.effects.at(-1)).toMatchObject({ messageName: 'answer', correlationKey: '7' });
  });

  it('is known to a case by the bindings of its subscription', async () => {
    const subscription = `<correlationSubscription id="cs" correlationKeyRef="k"><correlationPropertyBinding correlationPropertyRef="number"><dataPath>orderId + 1</dataPath></correlationPropertyBinding></correlationSubscription>`;
    const xml = document(orderNumber, key('k', 'number'), subscription);
    const played = Case.start(await pool(xml, 'buyer'), { orderId: 7 });
    expect(played.host.effects.at(-1)).toMatchObject({ messageName: 'answer', correlationKey: '8' });
  });

  it('yields to a key that an element writes itself', async () => {
    const own = order.replace('<fortnight:input', '<fortnight:subscription correlationKey="= &quot;own&quot;"/><fortnight:input');
    const xml = document(orderNumber, key('k', 'number')).replace(order, own);
    const played = Case.start(await pool(xml, 'buyer'), { orderId: 7 });
    expect(played.all('messageThrown')).toMatchObject([{ correlationKey: 'own' }]);
  });

  it('is told to the host with the messages of the process', async () => {
    const { correlations } = await pool(document(orderNumber, key('k', 'number')), 'seller');
    expect(correlations?.map(({ messageName, properties }) => [messageName, ...properties.map(({ path }) => path.text)])).toEqual(
      [
        ['order', 'order.id'],
        ['answer', 'about'],
      ],
    );
    expect(await pool(document('', ''), 'seller')).not.toHaveProperty('correlations');
  });

  it.each([
    [
      'two keys that fit one message',
      orderNumber + customer,
      key('k', 'number') + key('l', 'customer'),
      'element-not-supported order',
    ],
    [
      'a path in another language',
      property('number', ['mo', 'order/id', 'language="http://www.w3.org/1999/XPath"'], ['ma', 'about']),
      key('k', 'number'),
      'condition-language order',
    ],
  ])('is refused with %s', async (_, roots, keys, refusal) => {
    expect(await refusals(document(roots, keys), 'buyer')).toContain(refusal);
  });
});
