import { describe, expect, it } from 'vitest';
import { readXml } from '../model/index.ts';
import { validate } from './index.ts';

const flow = (from: string, to: string) => `<sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}"/>`;
const roots = '<message id="m" name="order"/><message id="n" name="answer"/>';
const pool = (id: string, x: string) =>
  `<process id="${id}" name="${id}" isExecutable="true"><startEvent id="${id}s"/>${x}<endEvent id="${id}e"/>${flow(`${id}s`, `${id}x`)}${flow(`${id}x`, `${id}e`)}</process>`;
const step = (tag: string, id: string, inside = '', attributes = '') =>
  `<${tag} id="${id}x" name="${id}" ${attributes}>${inside}</${tag}>`;
const between = (a: string, b: string, collaboration: string, more = '') =>
  `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:fortnight="urn:fortnight:bpmn:1" targetNamespace="t">${roots}${more}${pool('a', a)}${pool('b', b)}
   <collaboration id="c"><participant id="pa" processRef="a"/><participant id="pb" processRef="b"/><participant id="bank"/>${collaboration}</collaboration></definitions>`;
const over = (from: string, to: string, more = '') =>
  `<messageFlow id="f" name="F" ${from && `sourceRef="${from}"`} ${to && `targetRef="${to}"`} ${more}/>`;
const send = step('sendTask', 'a', '', 'messageRef="m"');
const receive = step('receiveTask', 'b', '', 'messageRef="m"');
const plain = step('task', 'b');

async function codesOf(xml: string): Promise<string[]> {
  return validate((await readXml(xml)).model).map(({ code, elementId }) => `${code} ${elementId}`);
}
const property = (...messages: string[]) =>
  `<correlationProperty id="cp" name="number">${messages
    .map(
      (id) =>
        `<correlationPropertyRetrievalExpression messageRef="${id}"><messagePath>number</messagePath></correlationPropertyRetrievalExpression>`,
    )
    .join(
      '',
    )}</correlationProperty><correlationProperty id="cq" name="year"><correlationPropertyRetrievalExpression messageRef="n"><messagePath>year</messagePath></correlationPropertyRetrievalExpression></correlationProperty>`;
const key = (...ids: string[]) =>
  `<correlationKey id="k" name="K">${ids.map((id) => `<correlationPropertyRef>${id}</correlationPropertyRef>`).join('')}</correlationKey>`;
const subscribed = (xml: string) =>
  xml.replace(
    '<process id="a" name="a" isExecutable="true">',
    '<process id="a" name="a" isExecutable="true"><correlationSubscription id="cs" correlationKeyRef="k"><correlationPropertyBinding correlationPropertyRef="cp"><dataPath>number</dataPath></correlationPropertyBinding></correlationSubscription>',
  );

describe.each<[string, string, string, readonly string[]]>([
  [
    'a message flow within one pool',
    between(send, receive, over('ax', 'as')),
    between(send, receive, over('ax', 'bx')),
    ['message-flow-within-pool f'],
  ],
  [
    'a message flow that leads to nothing',
    between(send, receive, over('ax', '')),
    between(send, receive, over('ax', 'bank')),
    ['message-flow-to-nothing f'],
  ],
  [
    'a message flow to a gateway',
    between(send, step('parallelGateway', 'b'), over('ax', 'bx')),
    between(send, receive, over('ax', 'bx')),
    ['gateway-without-choice bx', 'message-flow-not-a-message bx'],
  ],
  [
    'a message flow to an event of no message',
    between(send, plain, over('ax', 'bs')),
    between(send, receive, over('ax', 'pb')),
    ['message-flow-not-a-message bs'],
  ],
  [
    'a message flow to a step that waits for none',
    between(send, plain, over('ax', 'bx')),
    between(step('task', 'a'), plain, ''),
    ['message-flow-only-drawn bx'],
  ],
  [
    'two ends of two messages',
    between(send, step('receiveTask', 'b', '', 'messageRef="n"'), over('ax', 'bx')),
    between(send, step('receiveTask', 'b'), over('ax', 'bx')),
    ['message-flow-names-differ f'],
  ],
  [
    'a message that nothing names',
    between(send, step('receiveTask', 'b'), ''),
    between(send, step('receiveTask', 'b'), over('ax', 'bx')),
    ['message-missing bx'],
  ],
  [
    'a key of a property that is not there',
    between(send, receive, key('gone'), property('m')),
    between(send, receive, key('cp'), property('m')),
    ['correlation-property-unknown a', 'correlation-property-unknown b'],
  ],
  [
    'a message that says a part of its key',
    between(send, plain, key('cp', 'cq'), property('m')),
    between(send, plain, key('cp', 'cq'), property('m').replace('messageRef="n"', 'messageRef="m"')),
    ['correlation-incomplete ax'],
  ],
  [
    'a subscription that binds a part of its key',
    subscribed(between(send, plain, key('cp', 'cq'), property('m').replace('messageRef="n"', 'messageRef="m"'))),
    subscribed(between(send, plain, key('cp'), property('m'))),
    ['correlation-binding-missing a'],
  ],
])('%s', (_title, wrong, right, codes) => {
  it('is found', async () => {
    expect(await codesOf(wrong)).toEqual(codes);
  });
  it('is not found where it is right', async () => {
    expect(await codesOf(right)).toEqual([]);
  });
});

describe('a receive task that starts a case', () => {
  it('is a start, and nothing need lead to it', async () => {
    const receiving = (attributes: string) =>
      `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">${roots}<process id="p" isExecutable="true">
       <receiveTask id="r" name="R" messageRef="m" ${attributes}/><endEvent id="e"/>${flow('r', 'e')}</process></definitions>`;
    expect(await codesOf(receiving('instantiate="true"'))).toEqual([]);
    expect(await codesOf(receiving(''))).toEqual(['no-start-event p', 'no-incoming-flow r']);
  });
});
