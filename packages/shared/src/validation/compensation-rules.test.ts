import { describe, expect, it } from 'vitest';
import { readXml } from '../model/index.ts';
import { validate } from './index.ts';

const bpmn = (content: string) =>
  `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"><process id="p" isExecutable="true">${content}</process></definitions>`;
const flow = (from: string, to: string) => `<sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}"/>`;
const named = (tag: string, id: string, inside = '', attributes = '') =>
  `<${tag} id="${id}" name="${id}" ${attributes}>${inside}</${tag}>`;
const compensate = (ref = '') => `<compensateEventDefinition ${ref && `activityRef="${ref}"`}/>`;
const cancel = '<cancelEventDefinition/>';
const boundary = (id: string, host: string, definition: string) =>
  named('boundaryEvent', id, definition, `attachedToRef="${host}"`);
const handler = (id: string) => named('task', id, '', 'isForCompensation="true"');
const association = (from: string, to: string) => `<association id="${from}-${to}" sourceRef="${from}" targetRef="${to}"/>`;
const undone = (host: string, by: string) => `${boundary('b', host, compensate())}${handler(by)}${association('b', by)}`;

/** A task, a throw event behind it, and the end. */
const line = (more: string, thrown = compensate(), host = named('task', 'x')) =>
  bpmn(
    `<startEvent id="s"/><endEvent id="e"/>${host}${named('intermediateThrowEvent', 't', thrown)}${flow('s', 'x')}${flow('x', 't')}${flow('t', 'e')}${more}`,
  );
const box = (inside: string, tag = 'subProcess', attributes = '', id = 'x') =>
  named(tag, id, `<startEvent id="${id}s"/><endEvent id="${id}e"/>${flow(`${id}s`, `${id}e`)}${inside}`, attributes);
const own = named(
  'subProcess',
  'h',
  `<startEvent id="hs">${compensate()}</startEvent><endEvent id="he"/>${flow('hs', 'he')}`,
  'triggeredByEvent="true"',
);
const transaction = (end: string, more = '') =>
  bpmn(
    `<startEvent id="s"/><endEvent id="e"/>${named('transaction', 'x', `<startEvent id="xs"/><endEvent id="no" name="no">${end}</endEvent>${flow('xs', 'no')}`)}${flow('s', 'x')}${flow('x', 'e')}${more}`,
  );
const caught = `${boundary('b', 'x', cancel)}${flow('b', 'e')}`;

describe.each<[string, string, readonly string[]]>([
  ['compensation with a handler', line(undone('x', 'u')), []],
  ['the handler of a named activity', line(undone('x', 'u'), compensate('x')), []],
  ['a compensation event without a handler', line(boundary('b', 'x', compensate())), ['compensation-handler-missing b']],
  [
    'a compensation event with two handlers',
    line(`${undone('x', 'u')}${handler('v')}${association('b', 'v')}`),
    ['compensation-handlers-several b'],
  ],
  [
    'a compensation event that leads to a usual task',
    line(`${boundary('b', 'x', compensate())}${named('task', 'u')}${association('b', 'u')}${flow('s', 'u')}${flow('u', 'e')}`),
    ['compensation-handler-unmarked b'],
  ],
  [
    'a handler in another sub-process',
    line(
      `${boundary('b', 'x', compensate())}${association('b', 'u')}${box(handler('u'), 'subProcess', '', 'y')}${flow('s', 'y')}${flow('y', 'e')}`,
    ),
    ['compensation-handler-elsewhere b'],
  ],
  ['a handler with a flow', line(undone('x', 'u') + flow('u', 'e')), ['compensation-handler-flow u']],
  ['a compensation event with a flow', line(undone('x', 'u') + flow('b', 'e')), ['compensation-boundary-flow b']],
  ['a handler that no event leads to', line(undone('x', 'u') + handler('v')), ['compensation-handler-unused v']],
  ['a sub-process that compensates itself', line('', compensate(), box(own)), []],
  ['a sub-process that is compensated twice', line(undone('x', 'u'), compensate(), box(own)), ['compensation-twice x']],
  ['an activity that is not there', line(undone('x', 'u'), compensate('gone')), ['compensation-activity-unknown t']],
  [
    'an activity inside of another',
    line('', compensate('y'), box(`${named('task', 'y')}${undone('y', 'u')}${flow('xs', 'y')}${flow('y', 'xe')}`)),
    ['compensation-activity-elsewhere t'],
  ],
  ['an activity that nothing undoes', line('', compensate('x')), ['nothing-to-compensate t']],
  ['a scope in which nothing can be undone', line(''), ['nothing-to-compensate t']],
  ['a process that would compensate itself', line(undone('x', 'u') + own), ['compensation-never-asked h']],
  ['a transaction that is cancelled', transaction(cancel, caught), []],
  ['a transaction whose cancel nothing catches', transaction(cancel), ['cancel-not-caught no']],
  [
    'a cancel at the end of the process',
    bpmn(`<startEvent id="s"/><endEvent id="e" name="E">${cancel}</endEvent>${flow('s', 'e')}`),
    ['cancel-without-transaction e'],
  ],
  ['a cancel at the border of a task', line(undone('x', 'u') + caught.replaceAll('"b', '"c')), ['cancel-without-transaction c']],
])('%s', (_title, xml, codes) => {
  it(codes.length === 0 ? 'is right' : 'is found', async () => {
    const findings = validate((await readXml(xml)).model);
    expect(findings.map(({ code, elementId }) => `${code} ${elementId}`)).toEqual(codes);
  });
});
