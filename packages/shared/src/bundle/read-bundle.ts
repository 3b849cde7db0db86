import { err, ok, type Result, sha256Hex } from '../base/index.ts';
import {
  type BundleFileEntry,
  type BundleManifest,
  bundleFormat,
  bundleManifestSchema,
  type DraftContent,
  type Form,
  limits,
  type Play,
  type WireProblem,
} from '../contract/index.ts';
import { folded, isPathInside } from './file-names.ts';
import { bundleProblem } from './problem.ts';
import { readForm } from './read-form.ts';
import { readPlays } from './read-plays.ts';
import type { BundleFile, Release } from './release.ts';

export const manifestName = 'manifest.json';

const endings: Readonly<Record<BundleFileEntry['kind'], RegExp>> = {
  bpmn: /\.bpmn$/i,
  form: /(?<!\.plays)\.json$/i,
  plays: /\.plays\.json$/i,
  decision: /\.dmn$/i,
};

/**
 * Reads the files of a bundle as the release that they are.
 *
 * Errors: every problem by its file: no manifest, or not one of this format; a file that the manifest does not name, or
 * that is missing, changed, named twice or outside the bundle; a form or tests that are none.
 * Not asked: whether the BPMN can be run.
 */
export function readBundle(files: readonly BundleFile[]): Result<Release, readonly WireProblem[]> {
  const manifestFile = files.find(({ name }) => name === manifestName);
  if (!manifestFile) return err([withoutManifest(files)]);
  const manifest = readManifest(manifestFile.content);
  if (!manifest.ok) return err([manifest.error]);
  const problems = [...problemsOfEntries(manifest.value), ...problemsOfFiles(manifest.value, files)];
  if (problems.length > 0) return err(problems);
  return readContent(manifest.value, files);
}

function readManifest(text: string): Result<BundleManifest, WireProblem> {
  const invalid = (message: string, hint?: string) =>
    err(bundleProblem('bundle-manifest-invalid', `${manifestName}: ${message}`, { file: manifestName, ...(hint && { hint }) }));
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return invalid(`expected JSON; ${error instanceof Error ? error.message : String(error)}.`);
  }
  const { format = 'none' } = (typeof json === 'object' && json !== null ? json : {}) as { readonly format?: unknown };
  if (format !== bundleFormat)
    return invalid(
      `format: expected ${bundleFormat}, found ${String(format).slice(0, 100)}.`,
      'A newer Fortnight may have made it: update this one.',
    );
  const parsed = bundleManifestSchema.safeParse(json);
  if (parsed.success) return ok(parsed.data);
  const [issue] = parsed.error.issues;
  return invalid(`${issue?.path.join('.') || 'the manifest'}: ${issue?.message ?? 'not a manifest'}.`);
}

function withoutManifest(files: readonly BundleFile[]): WireProblem {
  const nested = files.find(({ name }) => name.endsWith(`/${manifestName}`))?.name;
  const folder = nested?.slice(0, -manifestName.length - 1);
  return bundleProblem(
    'bundle-without-manifest',
    folder === undefined
      ? `Expected ${manifestName} in the bundle, found none.`
      : `Expected ${manifestName} at the top of the bundle, found it in "${folder}".`,
    { hint: folder === undefined ? 'Export the release again.' : `Pack what is in "${folder}", not the folder itself.` },
  );
}

function problemsOfEntries({ files }: BundleManifest): readonly WireProblem[] {
  const paths = [manifestName, ...files.map(({ path }) => path)];
  const again = paths.filter((path, index) => paths.findIndex((other) => folded(other) === folded(path)) < index);
  const ofKind = (kind: BundleFileEntry['kind']) => files.filter((entry) => entry.kind === kind);
  const invalid = (message: string, file: string) =>
    bundleProblem('bundle-manifest-invalid', `${manifestName}: ${message}`, { file });
  return [
    ...files.filter(({ path }) => !isPathInside(path)).map(({ path }) => outside(path)),
    ...again.map((path) => twice(path)),
    ...files
      .filter(({ kind, path }) => !endings[kind].test(path))
      .map(({ kind, path }) => invalid(`"${path}" has not the ending of its kind, ${kind}.`, path)),
    ...(ofKind('bpmn').length === 1 ? [] : [invalid(`expected one BPMN file, found ${ofKind('bpmn').length}.`, manifestName)]),
    ...(ofKind('plays').length > 1
      ? [invalid(`expected one file of tests at most, found ${ofKind('plays').length}.`, manifestName)]
      : []),
  ];
}

function problemsOfFiles({ files: entries }: BundleManifest, files: readonly BundleFile[]): readonly WireProblem[] {
  const named = new Map(entries.map((entry) => [entry.path, entry]));
  const names = files.map(({ name }) => name);
  return [
    ...names.filter((name, index) => names.indexOf(name) < index).map((name) => twice(name)),
    ...files.flatMap(({ name, content }) => {
      const entry = named.get(name);
      if (!entry) return name === manifestName ? [] : [unknown(name)];
      return asHashed(content, entry.sha256) === undefined ? [changed(name)] : [];
    }),
    ...entries.filter(({ path }) => !names.includes(path)).map(({ path }) => missing(path)),
  ];
}

/** The text that has this hash: as it stands, or with the ends of lines that a checkout by git took from it. */
function asHashed(text: string, sha256: string): string | undefined {
  if (sha256Hex(text) === sha256) return text;
  const withPlainLines = text.replaceAll('\r\n', '\n');
  return sha256Hex(withPlainLines) === sha256 ? withPlainLines : undefined;
}

function readContent(manifest: BundleManifest, files: readonly BundleFile[]): Result<Release, readonly WireProblem[]> {
  const problems: WireProblem[] = [];
  let bpmn = '';
  const forms: Form[] = [];
  const tests: Play[] = [];
  const decisions: DraftContent['decisions'] = [];
  for (const entry of manifest.files) {
    const text = asHashed(files.find(({ name }) => name === entry.path)?.content ?? '', entry.sha256) ?? '';
    if (text.length > limits.modelBytes) problems.push(tooLong(entry.path));
    if (entry.kind === 'bpmn') bpmn = text;
    if (entry.kind === 'decision') decisions.push({ id: entry.id, name: entry.name, content: text });
    if (entry.kind === 'form') {
      const read = readForm(entry.path, text);
      if ('problem' in read) problems.push(read.problem);
      else forms.push(read.form);
    }
    if (entry.kind === 'plays') {
      const read = readPlays(entry.path, text);
      if ('problem' in read) problems.push(read.problem);
      else tests.push(...read.plays);
    }
  }
  if (problems.length > 0) return err(problems);
  const { format: _, files: __, versionTag = null, note = null, settings = {}, ...said } = manifest;
  return ok({ ...said, versionTag, note, content: { bpmn, forms, decisions, tests, settings } });
}

const outside = (file: string) =>
  bundleProblem('bundle-path', `"${file}": expected a path inside the bundle.`, { file, hint: 'Export the release again.' });
const twice = (file: string) =>
  bundleProblem('bundle-file-twice', `"${file}": expected each file once, found it again.`, {
    file,
    hint: 'Upper and lower case count as the same, as they do where files are kept.',
  });
const unknown = (file: string) =>
  bundleProblem('bundle-file-unknown', `"${file}": expected only the files that ${manifestName} names.`, {
    file,
    hint: 'Leave it out.',
  });
const missing = (file: string) =>
  bundleProblem('bundle-file-missing', `"${file}": ${manifestName} names it, but it is not there.`, {
    file,
    hint: 'Export the release again.',
  });
const changed = (file: string) =>
  bundleProblem('bundle-file-changed', `"${file}" is not what ${manifestName} says: its hash differs.`, {
    file,
    hint: 'Export the release again, or deploy its files as they are now: without the manifest, --edited on the command line.',
  });
const tooLong = (file: string) =>
  bundleProblem('bundle-too-large', `"${file}": expected at most ${limits.modelBytes} characters.`, { file });
