import { expect, it } from 'vitest';
import { Versions } from './versions.ts';

/** A source whose live version is `live`, and that answers when it is let. */
function openSource() {
  const source = { live: 'p:1', asked: 0, until: Promise.resolve() };
  const versions = new Versions({
    load: async () => undefined,
    listLive: async () => [],
    find: async () => undefined,
    async live() {
      source.asked += 1;
      const versionId = source.live;
      await source.until;
      return { lineId: null, versions: [{ versionId, parts: [] }] };
    },
  });
  return { source, versions, drawn: async () => (await versions.draw('p', { variables: {}, groups: [], at: 0 }))?.versionId };
}

it('the live version is looked up once, until another one is live', async () => {
  const { source, versions, drawn } = openSource();
  expect(await drawn()).toBe('p:1');
  expect(await drawn()).toBe('p:1');
  expect(source.asked).toBe(1);
  source.live = 'p:2';
  versions.liveChanged('p');
  expect(await drawn()).toBe('p:2');
});

it('a version that was looked up while another one became live is not taken for the live one later', async () => {
  const { source, versions, drawn } = openSource();
  const { promise, resolve } = Promise.withResolvers<void>();
  source.until = promise;
  const early = drawn();
  source.live = 'p:2';
  versions.liveChanged('p');
  resolve();
  await early;
  expect(await drawn()).toBe('p:2');
});
