/** Cases stand still for one cause; the retry is a probe: one first, the others only when it gets through. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityViolations, launchBrowser, visitAs } from '../support/browser.ts';
import { adminKey, type Server, startServer } from '../support/server.ts';

const model = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:fortnight="urn:fortnight:bpmn:1" id="d" targetNamespace="urn:test">
  <process id="sign" name="Signing" isExecutable="true">
    <startEvent id="start"/>
    <sequenceFlow id="to-send" sourceRef="start" targetRef="send"/>
    <serviceTask id="send" name="Send for e-signature">
      <extensionElements><fortnight:job type="esign.send" retries="1"/></extensionElements>
    </serviceTask>
    <sequenceFlow id="to-end" sourceRef="send" targetRef="end"/>
    <endEvent id="end" name="Sent"/>
  </process>
</definitions>`;

let browser: Browser;
let server: Server;
beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startServer()]);
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

async function call<T>(method: string, path: string, body: unknown): Promise<T> {
  const response = await fetch(`${server.address}/api/v1${path}`, {
    method,
    headers: { Authorization: `Bearer ${adminKey}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

/** Takes every job that waits, and ends each the same way. */
async function work(ending: 'complete' | 'fail'): Promise<number> {
  const { jobs } = await call<{ jobs: { id: string }[] }>('POST', '/jobs/activate', {
    type: 'esign.send',
    worker: 'w',
    maxJobs: 50,
    waitMs: 10_000,
  });
  const body = ending === 'fail' ? { worker: 'w', message: 'the key has expired', retries: 0 } : { worker: 'w' };
  for (const { id } of jobs) await call('POST', `/jobs/${encodeURIComponent(id)}/${ending}`, body);
  return jobs.length;
}

async function signedIn(): Promise<{ page: Page; errors: readonly string[] }> {
  const person = { email: 'chen@example.com', name: 'Chen Jing', password: 'a-good-password', roles: ['admin'], groups: [] };
  await call('POST', '/users', person);
  return visitAs(browser, server, '/operations', person);
}

describe('operations', () => {
  it('retry one case first, and the others only when it gets through', async () => {
    await call('POST', '/deployments', { files: [{ name: 'sign.bpmn', content: model }] });
    const { page, errors } = await signedIn();
    await page.getByRole('heading', { name: 'No case stands still' }).waitFor();

    for (const key of ['a', 'b', 'c']) await call('POST', '/instances', { processId: 'sign', businessKey: key });
    expect(await work('fail')).toBe(3);
    // It appears without reloading.
    await page.getByRole('heading', { name: '3 cases stand still for one reason' }).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);

    await page.getByRole('button', { name: 'Retry 3' }).click();
    expect(await work('fail')).toBe(1);
    await page.getByText(/The first case did not get through.*the key has expired/).waitFor();

    await page.getByRole('button', { name: 'Retry 3' }).click();
    expect(await work('complete')).toBe(1);
    await page.getByText('3 go on, 0 stopped again.').first().waitFor();
    await page.getByRole('heading', { name: 'No case stands still' }).waitFor();
    expect(await work('complete')).toBe(2);
    expect(errors).toEqual([]);
  });
});
