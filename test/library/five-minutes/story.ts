/** What a developer writes in the first five minutes, in a project that has the packages from their tarballs. */
import { type Api, createRuntime, hostPrincipal } from '@fortnight/runtime';
import { compile } from '@fortnight/shared/kernel';
import { readXml } from '@fortnight/shared/model';
import { hc } from 'hono/client';

const order = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:fortnight="urn:fortnight:bpmn:1" targetNamespace="urn:story" id="orders">
  <process id="order" name="Order" isExecutable="true">
    <startEvent id="start"/>
    <serviceTask id="sync" name="Sync"><extensionElements><fortnight:job type="crm.sync"/></extensionElements></serviceTask>
    <userTask id="check" name="Check"/>
    <endEvent id="end"/>
    <sequenceFlow id="a" sourceRef="start" targetRef="sync"/>
    <sequenceFlow id="b" sourceRef="sync" targetRef="check"/>
    <sequenceFlow id="c" sourceRef="check" targetRef="end"/>
  </process>
</definitions>`;

const { model } = await readXml(order);
const compiled = compile(model);
if (!compiled.ok) throw new Error(compiled.problems.map(({ message }) => message).join(' '));

const adminKey = 'key-of-the-story-0123456789abcdef';
const fortnight = await createRuntime({ database: 'sqlite:./story.db', adminKey });
await fortnight.deploy(hostPrincipal, { files: [{ name: 'order.bpmn', content: order }] });
fortnight.worker('crm.sync', () => ({ crmId: 'C-1' }));

const { id } = await fortnight.startInstance(hostPrincipal, { processId: 'order', variables: { customer: 'Acme' } });
const waiting = () => fortnight.listTasks(hostPrincipal, { instanceId: id });
let [task] = (await waiting()).items;
for (; !task; [task] = (await waiting()).items) await new Promise((resolve) => setTimeout(resolve, 20));
await fortnight.completeTask(hostPrincipal, task.id, {});

const client = hc<Api>('http://fortnight/api/v1', {
  headers: { Authorization: `Bearer ${adminKey}` },
  fetch: (input: RequestInfo | URL, init?: RequestInit) => fortnight.app.request(String(input), init),
});
const answer = await client.instances[':id'].$get({ param: { id } });
if (answer.status !== 200) throw new Error(`expected 200 over HTTP, found ${answer.status}`);
const { state, variables } = await answer.json();
console.log(JSON.stringify({ state, crmId: variables.crmId }));
await fortnight.close();
