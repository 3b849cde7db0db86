import { hasLayout, readXml } from '@fortnight/shared/model';
import { describe, expect, it } from 'vitest';
import { findProblems } from './live-problems.ts';
import { readDocument, underProcessId } from './read-document.ts';

const head =
  '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:fortnight="urn:fortnight:bpmn:1" targetNamespace="x" id="d">';
const process = (inside: string) => `${head}<process id="other" isExecutable="true">${inside}</process></definitions>`;
const simple = process(
  '<startEvent id="s"/><userTask id="t" name="Do it"/><endEvent id="e"/>' +
    '<sequenceFlow id="f1" sourceRef="s" targetRef="t"/><sequenceFlow id="f2" sourceRef="t" targetRef="e"/>',
);

describe('a file that somebody brings', () => {
  it('gets a layout where it has none', async () => {
    const read = await readDocument(simple);
    expect(read).toMatchObject({ ok: true, wasLaidOut: true });
    expect(hasLayout((await readXml(read.ok ? read.xml : '')).model)).toBe(true);
  });

  it('is refused with the reason when it is no BPMN', async () => {
    expect(await readDocument('<html/>')).toMatchObject({ ok: false });
    expect(await readDocument('not xml')).toMatchObject({ ok: false });
  });

  it('becomes the process that it is imported into', async () => {
    const { model } = await readXml(await underProcessId(simple, 'contract'));
    expect(model.processes.map(({ id }) => id)).toEqual(['contract']);
  });

  it('keeps its ids where it holds several executable processes', async () => {
    const two = simple.replace('</definitions>', '<process id="second" isExecutable="true"/></definitions>');
    expect(await underProcessId(two, 'contract')).toBe(two);
  });
});

describe('what is wrong with a drawing', () => {
  const problemsOf = async (xml: string) =>
    findProblems((await readXml(xml)).model.document, { forms: [] }).map(({ code, severity }) => `${severity} ${code}`);

  it('is nothing where the server would find nothing', async () => {
    expect((await problemsOf(simple)).filter((problem) => problem.startsWith('error'))).toEqual([]);
  });

  it('is said with errors first, and once where validation and the compiler both find it', async () => {
    const found = await problemsOf(
      process('<userTask id="t"><extensionElements><fortnight:approval/></extensionElements></userTask>'),
    );
    expect(found.filter((problem) => problem === 'error no-approvers')).toHaveLength(1);
    const firstWarning = found.findIndex((problem) => !problem.startsWith('error'));
    expect(found.slice(firstWarning).some((problem) => problem.startsWith('error'))).toBe(false);
  });

  it('says once that a rule is empty, and that no group is chosen', async () => {
    const approval =
      '<fortnight:approval><fortnight:approver who="group:"/><fortnight:autoApprove when=""/></fortnight:approval>';
    const found = await problemsOf(
      process(`<userTask id="t" name="Do it"><extensionElements>${approval}</extensionElements></userTask>`),
    );
    expect(found.filter((problem) => problem.startsWith('error')).toSorted()).toEqual([
      'error auto-rule-without-condition',
      'error reject-goes-on',
      'error who-not-understood',
    ]);
  });

  it('names an expression that cannot be read', async () => {
    const wrong = simple.replace(
      '<userTask id="t" name="Do it"/>',
      '<scriptTask id="t" name="Do it" scriptFormat="feel"><script>1 +</script></scriptTask>',
    );
    expect(await problemsOf(wrong)).toContain('error expression-invalid');
  });
});
