import { sha256Hex } from '../base/index.ts';
import { type BundleFileEntry, type BundleManifest, bundleFormat } from '../contract/index.ts';
import { fileNameOf } from './file-names.ts';
import { toPlainJson } from './plain-json.ts';
import { manifestName } from './read-bundle.ts';
import type { BundleFile, Release } from './release.ts';

const byId = (left: { readonly id: string }, right: { readonly id: string }): number => (left.id < right.id ? -1 : 1);
const byName = (left: BundleFile, right: BundleFile): number => (left.name < right.name ? -1 : 1);

type Entry<E = BundleFileEntry> = E extends unknown ? Omit<E, 'path' | 'sha256'> : never;

/** The files of a release, by name. Pure: the same release, whatever the order of its forms and tests, is the same text. */
export function writeBundle({ content, ...release }: Release): readonly BundleFile[] {
  const { processId, name, version, contentHash, createdAt, versionTag, note, server } = release;
  const { bpmn, tests, settings } = content;
  const [forms, decisions] = [firstOfEach(content.forms), firstOfEach(content.decisions)];
  const base = fileNameOf(processId);
  const files: { readonly file: BundleFile; readonly entry: Entry }[] = [
    { file: { name: `${base}.bpmn`, content: bpmn }, entry: { kind: 'bpmn' } },
    ...forms.map((form) => ({
      file: { name: `forms/${fileNameOf(form.id, idsOf(forms))}.json`, content: toPlainJson(form) },
      entry: { kind: 'form' as const },
    })),
    ...decisions.map(({ id, name: called, content: text }) => ({
      file: { name: `decisions/${fileNameOf(id, idsOf(decisions))}.dmn`, content: text },
      entry: { kind: 'decision' as const, id, name: called },
    })),
    ...(tests.length > 0
      ? [
          {
            file: { name: `${base}.plays.json`, content: toPlainJson(tests.toSorted(byId)) },
            entry: { kind: 'plays' as const },
          },
        ]
      : []),
  ];
  const sorted = files.toSorted((left, right) => byName(left.file, right.file));
  const manifest: BundleManifest = {
    format: bundleFormat,
    processId,
    name,
    version,
    ...(versionTag !== null && { versionTag }),
    ...(note !== null && { note }),
    contentHash,
    createdAt,
    ...(server !== undefined && { server }),
    ...(Object.keys(settings).length > 0 && { settings }),
    files: sorted.map(({ file, entry }) => ({ ...entry, path: file.name, sha256: sha256Hex(file.content) })),
  };
  return [{ name: manifestName, content: toPlainJson(manifest) }, ...sorted.map(({ file }) => file)].toSorted(byName);
}

/** Of two with one id, whoever runs it finds the first. */
const firstOfEach = <T extends { readonly id: string }>(things: readonly T[]): readonly T[] =>
  things.filter(({ id }, index) => things.findIndex((other) => other.id === id) === index);
const idsOf = (things: readonly { readonly id: string }[]): readonly string[] => things.map(({ id }) => id);
