import { expect, it } from 'vitest';
import { Versions } from './versions.ts';

/** A source whose live version is `live`, and that answers when it is let. */
function openSource() {
  const source = { live: 'p:1', asked: 0, until: Promise.resolve() };
  const versions = new Versions({
    load: async () => undefined,
    listLive: async () => [],
    async find(processId, { version }) {
      source.asked += 1;
      const versionId = version === undefined ? source.live : `${processId}:${version}`;
      await source.until;
      return { versionId, isLive: versionId === source.live };
    },
  });
  return { source, versions };
}

it('the live version is looked up once, until another one is live', async () => {
  const { source, versions } = openSource();
  expect((await versions.find('p', {}))?.versionId).toBe('p:1');
  expect((await versions.find('p', {}))?.versionId).toBe('p:1');
  expect(source.asked).toBe(1);
  source.live = 'p:2';
  versions.liveChanged('p');
  expect((await versions.find('p', {}))?.versionId).toBe('p:2');
  expect((await versions.find('p', { version: 1 }))?.versionId).toBe('p:1');
});

it('a version that was looked up while another one became live is not taken for the live one later', async () => {
  const { source, versions } = openSource();
  const { promise, resolve } = Promise.withResolvers<void>();
  source.until = promise;
  const early = versions.find('p', {});
  source.live = 'p:2';
  versions.liveChanged('p');
  resolve();
  await early;
  expect((await versions.find('p', {}))?.versionId).toBe('p:2');
});
