import { createRuntime, hostPrincipal, type Runtime } from '@fortnight/runtime';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let runtime: Runtime;
beforeEach(async () => {
  runtime = await createRuntime({ database: 'memory:' });
});
afterEach(() => runtime.close());

describe('the event stream', () => {
  it('tells whoever draws of a draft that somebody else saved, though no case moved', async () => {
    const leaving = new AbortController();
    const events = runtime.subscribe(hostPrincipal, { signal: leaving.signal })[Symbol.asyncIterator]();
    const first = events.next();
    await runtime.createProcess(hostPrincipal, { id: 'contract', name: 'Contract' });
    expect((await first).value).toMatchObject({ type: 'process', ids: { processId: 'contract' } });
    const second = events.next();
    const { bpmn, forms, decisions, tests, settings, etag } = await runtime.getDraft(hostPrincipal, 'contract');
    const content = { bpmn: `${bpmn}\n`, forms, decisions, tests, settings };
    await runtime.saveDraft(hostPrincipal, 'contract', content, etag);
    expect((await second).value).toMatchObject({ type: 'draft', ids: { processId: 'contract' } });
    leaving.abort();
  });
});
