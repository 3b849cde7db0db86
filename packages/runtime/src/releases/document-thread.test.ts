import { afterEach, describe, expect, it, vi } from 'vitest';
import { createDocuments, type Documents } from './document-thread.ts';

// A thread reads its sources anew, which takes its time where many tests run.
vi.setConfig({ testTimeout: 60_000 });
const script = 'document-thread.double';
let documents: Documents;
afterEach(() => documents.close());

const codes = async (bpmn: string) => (await documents.check(bpmn, {})).problems.map(({ code }) => code);

describe('the thread of documents', () => {
  it('reads what is wrong with a document, and one process of it', async () => {
    documents = createDocuments();
    const bpmn = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">
      <process id="p" name="P" isExecutable="true"><startEvent id="s"/><sequenceFlow id="f" sourceRef="s" targetRef="e"/>
      <endEvent id="e"/></process></definitions>`;
    const { processes, problems } = await documents.check(bpmn, {});
    expect(problems).toEqual([]);
    expect(processes).toMatchObject([{ id: 'p', name: 'P', formIds: [], program: expect.stringContaining('"p"') }]);
    expect(await documents.readProcess(bpmn, 'p')).toMatchObject({ id: 'p', nodes: [{ id: 's' }, { id: 'e' }] });
    await expect(documents.readProcess('<nothing/>', 'p')).rejects.toThrow('p: ');
    expect(await codes('<!DOCTYPE x><a/>')).toEqual(['doctype-refused']);
  });

  it('refuses what cannot be handed to it, and reads the next', async () => {
    documents = createDocuments({ script });
    const unsendable = { forms: [{ id: 'f', fields: () => [] }] } as unknown as Parameters<Documents['check']>[1];
    await expect(documents.check('one', unsendable)).rejects.toThrow(/could not be cloned/);
    expect(await codes('two')).toEqual(['two']);
  });

  it('tells at most as many problems as the limit, the errors first', async () => {
    documents = createDocuments();
    const tasks = Array.from({ length: 1_500 }, (_, index) => `<userTask id="t${index}"/>`).join('');
    const { problems } = await documents.check(
      `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">
        <process id="p" isExecutable="true">${tasks}
        <scriptTask id="s" scriptFormat="feel"><script>1 +</script></scriptTask></process></definitions>`,
      {},
    );
    expect(problems).toHaveLength(1_000);
    expect(problems[0]).toMatchObject({ severity: 'error', elementId: 's' });
    expect(problems.at(-1)).toMatchObject({ code: 'more-problems', params: { count: expect.any(Number) } });
  });

  it('reads a document of no more processes than the limit', async () => {
    documents = createDocuments();
    const pools = Array.from({ length: 51 }, (_, index) => `<process id="p${index}" isExecutable="true"/>`).join('');
    const { processes, problems } = await documents.check(
      `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">${pools}</definitions>`,
      {},
    );
    expect(processes).toEqual([]);
    expect(problems).toMatchObject([{ code: 'too-many-processes', params: { found: 51, limit: 50 } }]);
  });

  it('ends with a document past its time, which alone is refused', async () => {
    documents = createDocuments({ script, deadlineMs: 1_000 });
    const hostile = codes('never ends');
    const others = [codes('a'), codes('b')];
    await expect(hostile).rejects.toMatchObject({ status: 422, code: 'model-takes-too-long' });
    expect(await Promise.all(others)).toEqual([['a'], ['b']]);
  });

  it('does not begin with what nobody waits for any more', async () => {
    documents = createDocuments({ script, deadlineMs: 500, patienceMs: 100 });
    await codes('warm');
    const both = await Promise.allSettled([codes('never ends'), codes('never ends')]);
    expect(both).toMatchObject([{ reason: { code: 'model-takes-too-long' } }, { reason: { status: 503, code: 'busy' } }]);
    expect(await codes('a')).toEqual(['a']);
  });

  it('refuses more documents than there is room for', async () => {
    documents = createDocuments({ script });
    const large = Array.from({ length: 20 }, () => codes('x'.repeat(5_000_000)));
    const refused = (await Promise.allSettled(large)).filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(6);
    expect(refused[0]).toMatchObject({ reason: { status: 503, code: 'busy' } });
  });

  it('dies of a document that takes all memory, which alone is refused', async () => {
    documents = createDocuments({ script, memoryMb: 32 });
    const hostile = codes('takes all memory');
    const other = codes('a');
    await expect(hostile).rejects.toMatchObject({ status: 422, code: 'model-takes-too-much' });
    expect(await other).toEqual(['a']);
  });

  it('hands on a defect, and starts again', async () => {
    documents = createDocuments({ script });
    await expect(codes('breaks')).rejects.toThrow('a defect');
    expect(await codes('a')).toEqual(['a']);
  });

  it('refuses what it did not read before it was closed', async () => {
    documents = createDocuments({ script });
    const left = [codes('never ends'), codes('a')];
    const refused = left.map((each) => expect(each).rejects.toMatchObject({ status: 503, code: 'closing' }));
    await documents.close();
    await Promise.all(refused);
    await expect(codes('a')).rejects.toMatchObject({ status: 503 });
  });
});
