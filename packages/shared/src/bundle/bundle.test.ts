import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../base/index.ts';
import type { Form, Play } from '../contract/index.ts';
import { fileNameOf } from './file-names.ts';
import { readBundle } from './read-bundle.ts';
import type { BundleFile, Release } from './release.ts';
import { writeBundle } from './write-bundle.ts';
import { packZip, unpackZip } from './zip.ts';

const form = (id: string): Form => ({
  format: 'urn:fortnight:form:1',
  id,
  fields: [{ name: 'a', label: { 'zh-Hans': '甲', en: 'A' } }],
});
const play = (id: string): Play => ({
  id,
  name: id,
  processId: 'deal',
  start: { at: '2026-12-01T09:00:00.000Z' },
  choices: [],
  expects: { path: [], status: 'active', waitsAt: [] },
});
const release: Release = {
  processId: 'deal',
  name: 'Deal',
  version: 3,
  versionTag: '2026-w49',
  note: 'Two signatures',
  contentHash: sha256Hex('content'),
  createdAt: '2026-12-01T09:00:00.000Z',
  server: 'https://fortnight.example',
  content: {
    bpmn: '\uFEFF<definitions>\n  订单 🧾\n</definitions>\n',
    forms: [form('lead'), form('Lead'), form('a/b'), form('x.plays')],
    decisions: [{ id: 'price', name: 'Prices', content: '<dmn/>' }],
    tests: [play('won'), play('lost')],
    settings: { team: 'north' },
  },
};
const files = writeBundle(release);
const codesOf = (changed: readonly BundleFile[]) => {
  const read = readBundle(changed);
  return read.ok ? [] : read.error.map(({ code, file }) => `${code} ${file}`);
};
const without = (name: string) => files.filter((file) => file.name !== name);
const textIn = (name: string) => files.find((file) => file.name === name)?.content ?? '';
const replaced = (name: string, content: string) => [...without(name), { name, content }];
const manifestWith = (change: (manifest: { files: { path: string }[]; format: string }) => void) => {
  const manifest = JSON.parse(textIn('manifest.json'));
  change(manifest);
  return replaced('manifest.json', JSON.stringify(manifest));
};

describe('a bundle', () => {
  it('is the same bytes for the same release, in whatever order its parts and their keys come', () => {
    const { content } = release;
    const turned: Release = {
      ...release,
      content: {
        ...content,
        forms: content.forms
          .toReversed()
          .map((each) =>
            JSON.parse(
              `{"fields":[{"label":{"en":"A","zh-Hans":"甲"},"name":"a"}],"id":"${each.id}","format":"urn:fortnight:form:1"}`,
            ),
          ),
        tests: content.tests.toReversed(),
      },
    };
    expect(packZip(writeBundle(turned))).toEqual(packZip(files));
    // A library or a platform that packs otherwise changes what stands in every repository.
    expect(sha256Hex(packZip(files))).toMatchInlineSnapshot(`"fbc23ccb169e6dba77a87090423707778a8e5031ced4083335ee6dae1d1572be"`);
  });

  it('comes back as it was', () => {
    const unpacked = unpackZip(packZip(files));
    expect(unpacked).toEqual({ ok: true, value: files });
    const read = readBundle(files);
    const byId = <T extends { id: string }>(list: readonly T[]) => list.toSorted((one, other) => (one.id < other.id ? -1 : 1));
    expect(read).toMatchObject({ ok: true });
    if (!read.ok) return;
    const { content, ...said } = read.value;
    expect({ ...said, content: { ...content, forms: byId(content.forms), tests: byId(content.tests) } }).toEqual({
      ...release,
      content: { ...release.content, forms: byId(release.content.forms), tests: byId(release.content.tests) },
    });
  });

  it('is read where a checkout turned the ends of its lines', () => {
    const turned = files.map(({ name, content }) => ({ name, content: content.replaceAll('\n', '\r\n') }));
    expect(readBundle(turned)).toEqual(readBundle(files));
  });

  it('changes by lines: one field of one form is one line', () => {
    const lines = textIn('forms/a-b-c14cddc0.json').split('\n');
    expect(lines.length).toBeGreaterThan(8);
    expect(lines).toContain('        "en": "A",');
  });

  it('names its files so that every file system keeps them apart', () => {
    expect(files.map(({ name }) => name)).toEqual([
      'deal.bpmn',
      'deal.plays.json',
      'decisions/price.dmn',
      expect.stringMatching(/^forms\/Lead-[0-9a-f]{8}\.json$/),
      expect.stringMatching(/^forms\/a-b-[0-9a-f]{8}\.json$/),
      expect.stringMatching(/^forms\/lead-[0-9a-f]{8}\.json$/),
      expect.stringMatching(/^forms\/x\.plays-[0-9a-f]{8}\.json$/),
      'manifest.json',
    ]);
    expect(fileNameOf('合同-开始')).toBe('合同-开始');
    expect(fileNameOf('../../etc/passwd')).toMatch(/^[^/.][^/]*$/);
    expect(fileNameOf('con')).not.toBe('con');
  });

  it('holds forms of any id, and comes back with each', () => {
    const id = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((text) => /^\S(?:[^\p{Cc}]*\S)?$/u.test(text));
    const ids = fc.uniqueArray(
      fc.oneof(id, fc.constantFrom('a', 'A', 'á', 'Á', '.', '..', 'con', 'x.plays', 'manifest', 'a/../b')),
      {
        maxLength: 12,
      },
    );
    fc.assert(
      fc.property(ids, (some) => {
        const unpacked = unpackZip(packZip(writeBundle({ ...release, content: { ...release.content, forms: some.map(form) } })));
        const read = unpacked.ok ? readBundle(unpacked.value) : unpacked;
        expect(read.ok && read.value.content.forms.map((each) => each.id).toSorted()).toEqual(some.toSorted());
      }),
      { numRuns: 40 },
    );
  });

  it('is refused by the name of what is wrong', () => {
    expect(codesOf(without('manifest.json'))).toEqual(['bundle-without-manifest undefined']);
    expect(codesOf(files.map((file) => ({ ...file, name: `deal/${file.name}` })))).toEqual(['bundle-without-manifest undefined']);
    expect(codesOf(without('deal.bpmn'))).toEqual(['bundle-file-missing deal.bpmn']);
    expect(codesOf([...files, { name: 'more.json', content: '{}' }])).toEqual(['bundle-file-unknown more.json']);
    expect(codesOf([...files, { name: 'deal.bpmn', content: textIn('deal.bpmn') }])).toEqual(['bundle-file-twice deal.bpmn']);
    expect(codesOf(replaced('deal.bpmn', '<other/>'))).toEqual(['bundle-file-changed deal.bpmn']);
    expect(codesOf(replaced('manifest.json', '{'))).toEqual(['bundle-manifest-invalid manifest.json']);
    expect(codesOf(manifestWith((manifest) => Object.assign(manifest, { format: 'urn:fortnight:bundle:2' })))).toEqual([
      'bundle-manifest-invalid manifest.json',
    ]);
    expect(codesOf(manifestWith(({ files: [first] }) => Object.assign(first ?? {}, { path: '../deal.bpmn' })))).toContain(
      'bundle-path ../deal.bpmn',
    );
    expect(codesOf(manifestWith(({ files: [first] }) => Object.assign(first ?? {}, { path: 'deal.json' })))).toContain(
      'bundle-manifest-invalid deal.json',
    );
    expect(codesOf(manifestWith(({ files: entries }) => entries.push({ ...entries[0], path: 'DEAL.bpmn' })))).toContain(
      'bundle-file-twice DEAL.bpmn',
    );
  });
});

describe('a zip', () => {
  const zipOf = (entries: Record<string, Uint8Array>) => zipSync(entries);
  const codeOf = (zip: Uint8Array, most?: Parameters<typeof unpackZip>[1]) => {
    const read = unpackZip(zip, most);
    return read.ok ? 'ok' : read.error.code;
  };
  const some = (length: number) => new Uint8Array(length);
  const few = { files: 2, fileBytes: 4_000_000, bytes: 5_000_000, ratio: 200 };

  it('is looked through before it is unpacked', () => {
    expect(codeOf(zipOf({ a: some(9), b: some(9), c: some(9) }), few)).toBe('bundle-too-many-files');
    expect(codeOf(zipOf({ a: some(4_000_001) }), few)).toBe('bundle-too-large');
    expect(codeOf(zipOf({ a: some(2_600_000), b: some(2_600_000) }), { ...few, ratio: 5_000 })).toBe('bundle-too-large');
    expect(codeOf(zipOf({ a: some(3_000_000) }), few)).toBe('bundle-suspicious');
    for (const name of ['../a', '/a', 'a//b', 'a/../b', 'C:/a', 'a\\b', './a'])
      expect(codeOf(zipOf({ [name]: some(1) })), name).toBe('bundle-path');
    expect(codeOf(zipOf({ 'a.json': some(1), 'A.json': some(1) }))).toBe('bundle-file-twice');
  });

  it('that says less than it holds, or more, is refused while it is unpacked', () => {
    const zip = zipOf({ a: some(3_000_000) });
    const view = new DataView(zip.buffer);
    const entry = zip.length - 22 - 46 - 1;
    for (const bytes of [10, 900_000]) {
      view.setUint32(entry + 24, bytes, true);
      expect(codeOf(zip)).toBe('bundle-suspicious');
    }
    const stored = zipSync({ a: some(10) }, { level: 0 });
    new DataView(stored.buffer).setUint32(stored.length - 22 - 47 + 24, 9, true);
    expect(codeOf(stored)).toBe('bundle-suspicious');
  });

  it('that others would unpack to something else is refused', () => {
    const zip = packZip(files);
    const counting = (count: number) => {
      const changed = zip.slice();
      for (const at of [8, 10]) new DataView(changed.buffer).setUint16(changed.length - 22 + at, count, true);
      return changed;
    };
    expect(codeOf(counting(files.length))).toBe('ok');
    expect(codeOf(counting(files.length - 1))).toBe('bundle-not-a-zip');
    expect(codeOf(counting(files.length + 1))).toBe('bundle-not-a-zip');
    expect(codeOf(Uint8Array.of(...zip, 1, 2, 3))).toBe('bundle-not-a-zip');
  });

  it('that is none is refused', () => {
    expect(codeOf(some(0))).toBe('bundle-not-a-zip');
    expect(codeOf(some(100))).toBe('bundle-not-a-zip');
    const zip = packZip(files);
    expect(codeOf(zip.subarray(0, zip.length - 100))).toBe('bundle-not-a-zip');
    // Cut in the middle, with its directory kept.
    const torn = zip.slice();
    torn.fill(255, 40, 60);
    expect(codeOf(torn)).not.toBe('ok');
  });
});
