import type { Clock, Draft, InstanceDetail, Published, Review, Version } from '@fortnight/shared/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Call, callWith } from '../support/http-actor.ts';
import { adminKey, type Server, startServer } from '../support/server.ts';

const dayMs = 24 * 60 * 60 * 1000;
const waits = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">
  <process id="waits" isExecutable="true">
    <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="cooling"/>
    <intermediateCatchEvent id="cooling"><timerEventDefinition><timeDuration>P2D</timeDuration></timerEventDefinition></intermediateCatchEvent>
    <sequenceFlow id="f2" sourceRef="cooling" targetRef="end"/><endEvent id="end"/>
  </process>
</definitions>`;

/** Draws the process with another pause. */
async function nextDraft(): Promise<{ etag: string }> {
  const { forms, decisions, tests, settings, etag } = await admin<Draft>('GET', '/processes/waits/draft');
  const bpmn = waits.replace('P2D', 'P3D');
  const saved = await fetch(`${server.address}/api/v1/processes/waits/draft`, {
    method: 'PUT',
    headers: { Authorization: `Bearer ${adminKey}`, 'Content-Type': 'application/json', 'If-Match': `"${etag}"` },
    body: JSON.stringify({ bpmn, forms, decisions, tests, settings }),
  });
  return { etag: ((await saved.json()) as Draft).etag };
}

let server: Server;
let admin: Call;
beforeAll(async () => {
  server = await startServer({ clock: 'manual' });
  admin = callWith(() => server.address, adminKey);
});
afterAll(() => server.close());

describe('a clock that is moved by hand', () => {
  it('fires a timer at its own time, though it is moved past it', async () => {
    await admin('POST', '/deployments', { files: [{ name: 'waits.bpmn', content: waits }] });
    const { id, startedAt } = await admin<InstanceDetail>('POST', '/instances', { processId: 'waits' });
    const begun = Date.parse(startedAt);
    await admin<Clock>('POST', '/clock', { at: new Date(begun + dayMs).toISOString() });
    expect((await admin<InstanceDetail>('GET', `/instances/${id}`)).state).toBe('active');
    const moved = await admin<Clock>('POST', '/clock', { at: new Date(begun + 5 * dayMs).toISOString() });
    expect(moved.at).toBe(new Date(begun + 5 * dayMs).toISOString());
    expect(await admin<InstanceDetail>('GET', `/instances/${id}`)).toMatchObject({
      state: 'completed',
      endedAt: new Date(begun + 2 * dayMs).toISOString(),
    });
  });

  it('stands where it stood after a kill', async () => {
    const { at } = await admin<Clock>('POST', '/clock', { at: new Date(Date.now() + 14 * dayMs).toISOString() });
    await server.kill();
    await server.restart();
    const { startedAt } = await admin<InstanceDetail>('POST', '/instances', { processId: 'waits' });
    expect(startedAt).toBe(at);
  });

  it('publishes a version at the time that was set, once, over a kill', async () => {
    const { version } = await admin<Review>('POST', '/processes/waits/reviews', await nextDraft());
    const at = Date.parse((await admin<Clock>('POST', '/clock', { at: new Date(Date.now() + 20 * dayMs).toISOString() })).at);
    const publishAt = new Date(at + dayMs).toISOString();
    const { state, proposal } = (
      await admin<Published>('POST', '/processes/waits/publish', { version: version.version, at: publishAt })
    ).version;
    expect({ state, publishAt: proposal?.publishAt }).toEqual({ state: 'approved', publishAt });
    await server.kill();
    await server.restart();
    const read = () => admin<Version>('GET', `/processes/waits/versions/${version.version}`);
    expect((await read()).state).toBe('approved');
    await admin<Clock>('POST', '/clock', { at: new Date(at + 3 * dayMs).toISOString() });
    expect(await read()).toMatchObject({ state: 'live', publishedAt: publishAt });
  });

  it('does not go back', async () => {
    await expect(admin('POST', '/clock', { at: '2020-01-01T00:00:00Z' })).rejects.toMatchObject({
      status: 409,
      code: 'clock-goes-back',
    });
  });
});
