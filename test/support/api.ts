/** The API of a runtime in this process, on a database of its own. */
import { createRuntime, hostPrincipal, type Runtime, type RuntimeOptions } from '@fortnight/runtime';
import { adminKey } from './server.ts';

export interface Answer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}
export interface TestApi {
  readonly runtime: Runtime;
  /** Asks with the admin's key; a text is sent as it is. */
  ask<T>(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer<T>>;
}

export const openApi = (...models: readonly string[]): Promise<TestApi> => openApiWith({}, ...models);

export async function openApiWith(options: Partial<RuntimeOptions>, ...models: readonly string[]): Promise<TestApi> {
  const runtime = await createRuntime({ database: 'memory:', adminKey, ...options });
  const files = models.map((content, index) => ({ name: `${index}.bpmn`, content }));
  if (files.length > 0) await runtime.deploy(hostPrincipal, { files });
  return {
    runtime,
    async ask<T>(method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) {
      const response = await runtime.app.request(`/api/v1${path}`, {
        method,
        headers: {
          Authorization: `Bearer ${adminKey}`,
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, body: (text === '' ? undefined : JSON.parse(text)) as T };
    },
  };
}

/** A process with one user task, `work`. */
export const oneTask = (
  id = 'one-task',
): string => `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">
  <process id="${id}" isExecutable="true">
    <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="work"/>
    <userTask id="work"/><sequenceFlow id="f2" sourceRef="work" targetRef="end"/><endEvent id="end"/>
  </process>
</definitions>`;
