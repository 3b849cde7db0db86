import type { Deployment, Incident, Instance, InstanceDetail, InstanceSummary, Page, Task } from '@fortnight/shared/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Call, callWith } from '../support/http-actor.ts';
import { adminKey, type Server, startServer } from '../support/server.ts';

const document = (id: string, steps: readonly string[], elements: string) => {
  const flows = steps.slice(1).map((to, index) => `<sequenceFlow id="f${index}" sourceRef="${steps[index]}" targetRef="${to}"/>`);
  return `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:fortnight="urn:fortnight:bpmn:1" targetNamespace="t">
    <process id="${id}" name="${id}" isExecutable="true"><startEvent id="start"/>${elements}<endEvent id="end"/>${flows.join('')}</process></definitions>`;
};
const deal = document(
  'deal',
  ['start', 'credit', 'sign', 'end'],
  `<callActivity id="credit" name="Credit check" calledElement="credit-check"><extensionElements>
     <fortnight:call binding="deployment"/><fortnight:input name="customer" value="= customer"/>
     <fortnight:output name="rating" value="= result.rating"/></extensionElements></callActivity><userTask id="sign"/>`,
);
const credit = (task: string) => document('credit-check', ['start', task, 'end'], `<userTask id="${task}"/>`);

let server: Server;
let admin: Call;
beforeAll(async () => {
  server = await startServer();
  admin = callWith(() => server.address, adminKey);
});
afterAll(() => server.close());

const deploy = (...files: string[]) =>
  admin<Deployment>('POST', '/deployments', { files: files.map((content, index) => ({ name: `${index}.bpmn`, content })) });
const read = (id: string) => admin<InstanceDetail>('GET', `/instances/${id}`);
/** What is committed is handed over at once, but after the answer. */
async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
  }
}
const childOf = (id: string) => until(async () => (await read(id)).children[0]);
const completeTaskOf = async (instanceId: string, variables = {}) => {
  const { items } = await admin<Page<Task>>('GET', `/tasks?instanceId=${instanceId}&state=open`);
  await admin('POST', `/tasks/${items[0]?.id}/complete`, { variables });
};

describe('a call activity over HTTP', () => {
  it('starts a case of the called process, as it was when both were deployed, and goes on with its result', async () => {
    await deploy(deal, credit('rate'));
    await deploy(credit('rate-again'));
    const started = await admin<Instance>('POST', '/instances', {
      processId: 'deal',
      businessKey: 'D-1',
      variables: { customer: 'Acme', price: 7 },
    });
    expect(started).toMatchObject({ parentInstanceId: null, rootInstanceId: started.id, tokens: [{ waitsFor: 'call' }] });
    const child = await childOf(started.id);
    expect(child).toMatchObject({ processId: 'credit-check', version: 1, elementId: 'credit', state: 'active' });
    expect(await read(child.id)).toMatchObject({
      parentInstanceId: started.id,
      parentElementId: 'credit',
      parent: { id: started.id, elementName: 'Credit check' },
      businessKey: 'D-1',
      variables: { customer: 'Acme' },
      tokens: [{ elementId: 'rate' }],
    });
    const { items } = await admin<Page<InstanceSummary>>('GET', `/instances?parentInstanceId=${started.id}`);
    expect(items.map(({ id }) => id)).toEqual([child.id]);
    await completeTaskOf(child.id, { rating: 'A', internal: true });
    const after = await until(async () => {
      const now = await read(started.id);
      return now.tokens[0]?.elementId === 'sign' ? now : undefined;
    });
    expect(after.data.map(({ name }) => name).toSorted()).toEqual(['customer', 'price', 'rating', 'starter']);
    const { items: history } = await admin<Page<{ type: string; elementKind?: string }>>(
      'GET',
      `/instances/${started.id}/events?elementId=credit`,
    );
    expect(history.map(({ type }) => type)).toEqual([
      'elementEntered',
      'processCalled',
      'callCompleted',
      'variablesSet',
      'variablesSet',
      'elementCompleted',
    ]);
    expect(history[0]).toMatchObject({ elementKind: 'callActivity' });
  });

  it('is refused at deploy where the version that it keeps is missing', async () => {
    const lonely = deal.replaceAll('credit-check', 'nobody').replaceAll('"deal"', '"lonely"');
    await expect(deploy(lonely)).rejects.toMatchObject({
      status: 422,
      problem: { problems: [{ code: 'called-process-missing', elementId: 'credit', params: { processId: 'nobody' } }] },
    });
  });

  it('is an incident where nothing is published that it could call, and calls once it is resolved', async () => {
    const later = deal.replaceAll('credit-check', 'later').replaceAll('"deal"', '"hopeful"').replace('deployment', 'latest');
    const { problems } = await deploy(later);
    expect(problems).toContainEqual(expect.objectContaining({ code: 'called-process-unknown', severity: 'warning' }));
    const { id } = await admin<Instance>('POST', '/instances', { processId: 'hopeful' });
    const incident = await until(async () => (await admin<Page<Incident>>('GET', `/incidents?instanceId=${id}`)).items[0]);
    expect(incident).toMatchObject({ code: 'called-process-missing', elementId: 'credit' });
    await deploy(credit('rate').replace('"credit-check"', '"later"'));
    await admin('POST', `/incidents/${incident.id}/resolve`, {});
    expect(await childOf(id)).toMatchObject({ processId: 'later', state: 'active' });
  });

  it('ends its case with the calling one', async () => {
    const { id } = await admin<Instance>('POST', '/instances', { processId: 'deal' });
    const child = await childOf(id);
    await admin('POST', `/instances/${id}/cancel`, { reason: 'lost interest' });
    const ended = await until(async () => {
      const now = await read(child.id);
      return now.endedAt === null ? undefined : now;
    });
    expect(ended).toMatchObject({ state: 'terminated', openTaskCount: 0 });
  });

  it('says in the limits how deep calls may stand in one another', async () => {
    expect((await admin<{ limits: Record<string, number> }>('GET', '/limits')).limits.callDepth).toBe(20);
  });
});
