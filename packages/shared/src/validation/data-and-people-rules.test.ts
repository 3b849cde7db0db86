import { describe, expect, it } from 'vitest';
import { readXml } from '../model/index.ts';
import { validate } from './index.ts';

const bpmn = (content: string, roots = '', beside = '') => `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:fortnight="urn:fortnight:bpmn:1" targetNamespace="t">${roots}<process id="p" name="P" isExecutable="true">${content}</process>${beside}</definitions>`;
const extension = (tags: string) => `<extensionElements>${tags}</extensionElements>`;
const flow = (from: string, to: string) => `<sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}"/>`;
const around = (x: string, more = '', roots = '', beside = '') =>
  bpmn(`<startEvent id="s"/>${x}<endEvent id="e"/>${flow('s', 'x')}${flow('x', 'e')}${more}`, roots, beside);
const task = (inside: string, name = 'task') => `<${name} id="x" name="X">${inside}</${name}>`;
const objects = '<dataObject id="offer" name="offer"/><dataObject id="order" name="order"/>';
const output = (from: string, to: string, more = '') =>
  `<dataOutputAssociation id="a">${from}${to && `<targetRef>${to}</targetRef>`}${more}</dataOutputAssociation>`;
const from = (id: string) => `<sourceRef>${id}</sourceRef>`;
const assign = (to: string) => `<assignment><from>1</from><to>${to}</to></assignment>`;
const inputOf = (filled: string, optional = '') =>
  `<ioSpecification><dataInput id="in" name="price"/><inputSet><dataInputRefs>in</dataInputRefs>${optional}</inputSet><outputSet/></ioSpecification>${filled}`;
const filling = (target: string) =>
  `<dataInputAssociation id="a">${from('offer')}<targetRef>${target}</targetRef></dataInputAssociation>`;
const sub = (inside: string) =>
  `<subProcess id="x" name="X">${inside}<startEvent id="i"/><endEvent id="j"/>${flow('i', 'j')}</subProcess>`;

async function codesOf(xml: string): Promise<string[]> {
  return validate((await readXml(xml)).model).map(({ code, elementId }) => `${code} ${elementId}`);
}

/** What is wrong, its twin that is right, and what is found. */
describe.each<[string, string, string, readonly string[]]>([
  [
    'an arrow to nothing',
    around(task(output(from('offer'), '')), objects),
    around(task(output(from('offer'), 'order')), objects),
    ['association-without-target x'],
  ],
  [
    'an arrow to data that is not there',
    around(task(output(from('offer'), 'gone')), objects),
    around(task(output('', 'order')), objects),
    ['data-unknown x'],
  ],
  [
    'an arrow to data of another scope',
    around(
      task(output(from('offer'), 'far')),
      `${objects}<subProcess id="far-sub" name="Far" triggeredByEvent="true"><dataObject id="far"/><startEvent id="fs"/><endEvent id="fe"/>${flow('fs', 'fe')}</subProcess>`,
    ),
    around(
      sub(
        `<dataObject id="near"/><task id="t" name="T">${output(from('near'), 'order')}</task>${flow('i', 't')}${flow('t', 'j')}`,
      ),
      objects,
    ),
    ['data-unknown x'],
  ],
  [
    'an arrow into what is not the step’s own',
    around(task(inputOf(filling('order'), '<optionalInputRefs>in</optionalInputRefs>')), objects),
    around(task(inputOf(filling('in'))), objects),
    ['association-target x'],
  ],
  [
    'an arrow from two places that says nothing',
    around(task(output(from('offer') + from('order'), 'order')), objects),
    around(task(output(from('offer') + from('order'), 'order', '<transformation>offer + order</transformation>')), objects),
    ['association-several-sources x'],
  ],
  [
    'an assignment to something else',
    around(task(output('', 'order', assign('offer.net'))), objects),
    around(task(output('', 'order', assign('order.net'))), objects),
    ['assignment-target x'],
  ],
  [
    'an input that nothing fills',
    around(task(inputOf('')), objects),
    around(task(inputOf('', '<optionalInputRefs>in</optionalInputRefs>')), objects),
    ['data-input-without-source x'],
  ],
  [
    'data that hides the case’s',
    around(sub('<dataObject id="inner" name="offer"/>'), objects),
    around(sub('<dataObject id="inner" name="draft"/>'), objects),
    ['data-hides-outer x'],
  ],
  [
    'a lane whose tasks are anybody’s',
    around(task('', 'userTask'), '<laneSet id="ls"><lane id="l" name="Sales"><flowNodeRef>x</flowNodeRef></lane></laneSet>'),
    around(
      task('', 'userTask'),
      '<laneSet id="ls"><lane id="l" name="group:sales"><flowNodeRef>x</flowNodeRef></lane></laneSet>',
    ),
    ['lane-without-group l'],
  ],
  [
    'a lane of a group that can be none',
    around(
      task(''),
      `<laneSet id="ls"><lane id="l" name="Sales">${extension('<fortnight:lane group="sales, law"/>')}</lane></laneSet>`,
    ),
    around(
      task(''),
      `<laneSet id="ls"><lane id="l" name="Sales">${extension('<fortnight:lane group="sales"/>')}</lane></laneSet>`,
    ),
    ['lane-group-not-understood l'],
  ],
  [
    'a task that nobody is asked to do',
    around(task('', 'userTask')),
    around(task(extension('<fortnight:assignment assignee="= starter"/>'), 'userTask')),
    ['nobody-asked x'],
  ],
])('%s', (_title, wrong, right, codes) => {
  it('is found', async () => {
    expect(await codesOf(wrong)).toEqual(codes);
  });
  it('is not found where it is right', async () => {
    expect(await codesOf(right)).toEqual([]);
  });
});

describe('a lane', () => {
  it('needs no group where its tasks say who does them', async () => {
    const lanes = '<laneSet id="ls"><lane id="l" name="Sales"><flowNodeRef>x</flowNodeRef></lane></laneSet>';
    for (const said of [
      extension('<fortnight:assignment groups="sales"/>'),
      '<potentialOwner id="po"><resourceRef>r</resourceRef></potentialOwner>',
    ])
      expect(await codesOf(around(task(said, 'userTask'), lanes, '<resource id="r" name="sales"/>'))).toEqual([]);
  });
});

describe('a task that names nobody', () => {
  const offers = async (start: string) => {
    const xml = bpmn(
      `${start}${task('', 'userTask')}<endEvent id="e"/>${flow('s', 'x')}${flow('x', 'e')}`,
      '<message id="m" name="m"/>',
    );
    return validate((await readXml(xml)).model).flatMap(({ fixes = [] }) => fixes.map(({ code }) => code));
  };

  it('may be given to the starter, where there is one', async () => {
    expect(await offers('<startEvent id="s"/>')).toEqual(['assign-to-starter']);
    expect(await offers('<startEvent id="s"><messageEventDefinition messageRef="m"/></startEvent>')).toEqual([]);
  });
});
