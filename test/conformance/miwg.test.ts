import { readFileSync } from 'node:fs';
import { hasLayout, layOut, readXml, writeXml } from '@fortnight/shared/model';
import { describe, expect, it } from 'vitest';
import { canonicalXml } from './canonical-xml.ts';
import { filesIn, hasCorpus, howToGet } from './miwg-corpus.ts';

if (!hasCorpus) it.skip(howToGet, () => {});

describe.skipIf(!hasCorpus)('an interchange reference model', () => {
  it.for(filesIn('reference'))('survives reading and writing without loss: $name', async ({ path }) => {
    const xml = readFileSync(path, 'utf8');
    const { model, problems } = await readXml(xml);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(canonicalXml(await writeXml(model))).toEqual(canonicalXml(xml));
  });
});

describe.skipIf(!hasCorpus)('the export of another tool', () => {
  it.for(filesIn('tools'))('is read and written, or refused with a problem: $name', async ({ path }) => {
    const { model, problems } = await readXml(readFileSync(path, 'utf8'));
    if (model.document === undefined) expect(problems.some(({ severity }) => severity === 'error')).toBe(true);
    else expect(await writeXml(model)).toContain('definitions');
  });
});

/** The document without its diagrams, as a tool without a canvas writes it. */
const withoutLayout = (xml: string) => xml.replace(/<(\w+:)?BPMNDiagram[\s\S]*<\/(\w+:)?BPMNDiagram>/, '');

describe.skipIf(!hasCorpus)('a model without layout', () => {
  it.for(filesIn('reference'))('gets one, and keeps everything else: $name', async ({ path }) => {
    const bare = withoutLayout(readFileSync(path, 'utf8'));
    const { model } = await readXml(bare);
    expect(hasLayout(model)).toBe(false);
    const written = await writeXml(await layOut(model));
    const { model: laidOut, problems } = await readXml(written);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(hasLayout(laidOut)).toBe(true);
    expect(canonicalXml(withoutLayout(written))).toEqual(canonicalXml(bare));
  });
});
