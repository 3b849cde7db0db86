import { describe, expect, it } from 'vitest';
import { readXml } from '../model/index.ts';
import { type ValidateOptions, validate } from './index.ts';

const process = (says: string) => `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:fortnight="urn:fortnight:bpmn:1" targetNamespace="t"><process id="p" isExecutable="true">
    <extensionElements>${says}</extensionElements>
    <startEvent id="s"/><sequenceFlow id="f" sourceRef="s" targetRef="e"/><endEvent id="e"/></process></definitions>`;
const data = (name: string, type = 'text', more = '') => `<fortnight:data name="${name}" type="${type}" purpose="P" ${more}/>`;

async function toldOf(says: string, options?: ValidateOptions) {
  return validate((await readXml(process(says))).model, options).filter(({ code }) => code === 'case-name-missing');
}
/** The name that cases are to be called by at one click. */
async function offered(says: string, fields?: NonNullable<ValidateOptions['forms']>[string]['fields']) {
  const told = await toldOf(says, fields && { forms: { start: { fields } } });
  expect(told).toHaveLength(1);
  return told[0]?.fixes?.map(({ params }) => params.name);
}

describe('what a case is called', () => {
  it('is remarked where nothing says it and cases carry data', async () => {
    expect(await toldOf(data('amount', 'number'))).toMatchObject([{ severity: 'info', elementId: 'p', fixes: [] }]);
  });

  it.each([
    ['it is said', `<fortnight:process caseName="= customer"/>${data('customer')}`],
    ['cases have a key of their own', `<fortnight:process uniqueBusinessKey="true"/>${data('customer')}`],
    ['cases carry nothing', ''],
  ])('is no matter where %s', async (_, says) => {
    expect(await toldOf(says)).toEqual([]);
  });

  it('may be the first text that the start form asks for', async () => {
    const says = `<fortnight:process startForm="start"/>${data('reference')}${data('amount', 'number')}${data('customer')}`;
    const fields = [
      { name: 'head', control: 'section' },
      { name: 'amount' },
      { name: 'region', options: [{ value: 'EMEA' }] },
      { name: 'customer' },
    ];
    expect(await offered(says, fields)).toEqual(['customer']);
  });

  it("may be the first text that is declared and nobody's personal data", async () => {
    expect(await offered(data('amount', 'number') + data('contact', 'text', 'personal="true"') + data('title'))).toEqual([
      'title',
    ]);
  });
});
