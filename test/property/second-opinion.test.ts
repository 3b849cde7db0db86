import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formOpinions } from '../../packages/runtime/src/second-opinion/index.ts';
import { type Block, blocks, bodyOf, roots } from '../support/blocks.ts';
import { roots as freeRoots } from '../support/events.ts';
import { freeProcesses } from '../support/free-process.ts';
import { xmlOf } from '../support/process.ts';
import { salesBlocks, salesBody } from '../support/sales-blocks.ts';

/** How many random processes; the same ones where none are asked for, so that a change of ours alone can turn it red. */
const asked = process.env.FORTNIGHT_OPINIONS;
const settings = asked === undefined ? { numRuns: 20, seed: 20261201 } : { numRuns: Number(asked) };

/** What bpmn-engine does otherwise (inclusive joins, loop conditions), or what it has not. */
const notThere: ReadonlySet<Block['kind']> = new Set([
  ...(['or', 'repeat', 'first', 'adHoc', 'inTurn', 'both', 'handled', 'overtaken', 'undo', 'transaction'] as const),
]);

function kindsOf(block: Block): readonly Block['kind'][] {
  const inside = 'blocks' in block ? block.blocks : 'block' in block ? [block.block] : [];
  return [block.kind, ...inside.flatMap(kindsOf)];
}

const anyShape = fc.oneof(
  freeProcesses.map((body) => xmlOf(body, '', freeRoots)),
  blocks.map((block) => xmlOf(bodyOf(block), '', roots)),
);
const comparable = blocks.filter((block) => !kindsOf(block).some((kind) => notThere.has(kind)));

describe('the kernel and bpmn-engine', () => {
  it('see the same on every path of a random process', { timeout: 3_600_000 }, async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(comparable, async (block) => {
        const question = { bpmn: xmlOf(bodyOf(block), '', roots), paths: 6, seconds: 60 };
        const [opinion] = await formOpinions(question, () => {});
        expect(opinion?.differences).toEqual([]);
        expect(opinion?.notCompared.filter(({ code }) => code === 'unknown-element')).toEqual([]);
        compared += opinion?.pathCount ?? 0;
      }),
      settings,
    );
    expect(compared).toBeGreaterThan(settings.numRuns);
  });

  it('see the same on a random process of any shape, as far as they can be compared', { timeout: 3_600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(anyShape, async (bpmn) => {
        const [opinion] = await formOpinions({ bpmn, paths: 6, seconds: 60 }, () => {});
        expect(opinion?.differences).toEqual([]);
      }),
      settings,
    );
  });

  it('see the same on every path of a random sales process', { timeout: 3_600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(salesBlocks, async (sales) => {
        const [opinion] = await formOpinions({ bpmn: xmlOf(salesBody(sales)), paths: 6, seconds: 60 }, () => {});
        expect(opinion?.differences).toEqual([]);
        expect((opinion?.pathCount ?? 0) + (opinion?.partialPathCount ?? 0)).toBeGreaterThan(0);
      }),
      { ...settings, numRuns: Math.ceil(settings.numRuns / 3) },
    );
  });
});
