/** A law of comparing models: what runs otherwise is told, whatever was edited; what is only drawn otherwise is not. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toCanonicalJson } from '@fortnight/shared/base';
import { compile } from '@fortnight/shared/kernel';
import { diffModels, isSame, type ModelDiff } from '@fortnight/shared/migration';
import { type Model, readXml } from '@fortnight/shared/model';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';

const examples = join(import.meta.dirname, '../../examples');
const documents = readdirSync(examples, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.bpmn'))
  .map((name) => ({ name, xml: readFileSync(join(examples, name), 'utf8') }));

/** A value in the text of a document, with the ids of the elements around it. */
interface Place {
  /** Its tag and attribute. */
  readonly kind: string;
  readonly from: number;
  readonly to: number;
  readonly around: readonly string[];
}

/** The values of attributes and the texts of tags, of the flow or of the diagram. */
function placesIn(xml: string): { readonly flow: readonly Place[]; readonly diagram: readonly Place[] } {
  const flow: Place[] = [];
  const diagram: Place[] = [];
  const around: string[][] = [];
  const labels = new Set<number>();
  for (const match of xml.matchAll(/<(\/)?([\w:]+)((?:\s+[\w:]+="[^"]*")*)\s*(\/)?>([^<]*)/g)) {
    const [, closes, tag = '', attributes = '', isEmpty, text = ''] = match;
    if (closes) {
      around.pop();
      labels.delete(around.length);
      continue;
    }
    const id = /\sid="([^"]*)"/.exec(attributes)?.[1];
    const inside = [...(around.at(-1) ?? []), ...(id === undefined ? [] : [id])];
    if (/BPMNLabel$/.test(tag)) labels.add(around.length);
    const into = /^(bpmndi|dc|di):/.test(tag) ? diagram : flow;
    // Where a name is written counts as no drawing.
    const isLabel = [...labels].some((depth) => depth < around.length);
    const start = match.index + 1 + tag.length;
    for (const { 1: name = '', 2: value = '', index } of attributes.matchAll(/\s([\w:]+)="([^"]*)"/g)) {
      const from = start + index + name.length + 3;
      const isMeasure = /^(x|y|width|height)$/.test(name);
      if (!/^xmlns|^xsi:|^targetNamespace$|^id$/.test(name) && (into === flow || (isMeasure && !isLabel)))
        into.push({ kind: `${tag} ${name}`, from, to: from + value.length, around: inside });
    }
    const textAt = match.index + match[0].length - text.length;
    if (text.trim() !== '' && into === flow) flow.push({ kind: tag, from: textAt, to: textAt + text.length, around: inside });
    if (!isEmpty) around.push(inside);
  }
  return { flow, diagram };
}

/** What a value becomes: another of its kind where it has one, other words, or nothing. */
const edits: readonly ((value: string) => string)[] = [
  (value) => ({ true: 'false', false: 'true' })[value] ?? `${value}x`,
  (value) => value.replace(/\d+/, (digits) => String(Number(digits) + 1)),
  (value) => value.slice(1),
  () => '',
];

const edited = (xml: string, { from, to }: Place, value: string) => xml.slice(0, from) + value + xml.slice(to);

/** All that the compiler reads: the nodes, and what comes of them. */
function behaviourOf(model: Model): string {
  const { document: _, ...nodes } = model;
  const compiled = model.processes.map(({ id }) => compile(model, { processId: id }));
  const maps = Object.entries(nodes).map(([name, value]) => [name, value instanceof Map ? [...value] : value]);
  return toCanonicalJson(JSON.parse(JSON.stringify([Object.fromEntries(maps), compiled])));
}

const toldOf = ({ added, removed, changed }: ModelDiff): readonly string[] => [
  ...[...added, ...removed].map(({ id }) => id),
  ...changed.flatMap(({ before, after }) => [before.id, after.id]),
];

interface Document {
  readonly xml: string;
  readonly before: Model;
  readonly behaviour: string;
}

/** Edits one place, and asks that it is told; false where it is read as before, or not at all. */
async function isTold({ xml, before, behaviour }: Document, place: Place, change: (value: string) => string): Promise<boolean> {
  const { model } = await readXml(edited(xml, place, change(xml.slice(place.from, place.to))));
  if (model.processes.length === 0 || behaviourOf(model) === behaviour) return false;
  const told = toldOf(diffModels(before, model));
  expect(
    told.some((id) => place.around.includes(id)),
    `${place.kind} at ${place.around}: ${told}`,
  ).toBe(true);
  return true;
}

describe('every kind of attribute that an example has', () => {
  it('is told where it was edited', async () => {
    const seen = new Set<string>();
    const tried = new Map<string, number>();
    for (const { xml } of documents) {
      const { model: before } = await readXml(xml);
      const document = { xml, before, behaviour: behaviourOf(before) };
      for (const place of placesIn(xml).flow) {
        const { kind } = place;
        // Some are read by nobody, some values are the default; three of a kind tell.
        const times = tried.get(kind) ?? 0;
        if (seen.has(kind) || times >= 3) continue;
        tried.set(kind, times + 1);
        for (const change of edits) if (!seen.has(kind) && (await isTold(document, place, change))) seen.add(kind);
      }
    }
    expect(seen).toContain('fortnight:approver who');
    expect(seen).toContain('bpmn:exclusiveGateway default');
  });
});

describe.each(documents)('$name', ({ xml }) => {
  let before: Model;
  const { flow, diagram } = placesIn(xml);
  beforeAll(async () => {
    before = (await readXml(xml)).model;
  });

  it('says nothing of itself', async () => {
    const diff = diffModels(before, (await readXml(xml)).model);
    expect([isSame(diff), diff.redrawn]).toEqual([true, []]);
  });

  it('says what was edited where it is read otherwise, at the element that holds it', async () => {
    const behaviour = behaviourOf(before);
    const edit = fc.record({ place: fc.constantFrom(...flow), change: fc.constantFrom(...edits) });
    await fc.assert(
      fc.asyncProperty(edit, async ({ place, change }) => {
        fc.pre(await isTold({ xml, before, behaviour }, place, change));
      }),
      { numRuns: 8 },
    );
  });

  it('says that it is drawn otherwise, and no more', async () => {
    const moved = fc.constantFrom(...diagram);
    await fc.assert(
      fc.asyncProperty(moved, async (place) => {
        const value = Number(xml.slice(place.from, place.to)) + 7;
        const diff = diffModels(before, (await readXml(edited(xml, place, String(value)))).model);
        expect([isSame(diff), diff.redrawn.length]).toEqual([true, 1]);
      }),
      { numRuns: 10 },
    );
  });
});
