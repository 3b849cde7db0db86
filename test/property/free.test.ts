import fc from 'fast-check';
import { describe, it } from 'vitest';
import { roots as blockRoots, blocks, bodyOf } from '../support/blocks.ts';
import { roots } from '../support/events.ts';
import { freeProcesses } from '../support/free-process.ts';
import { checkRun } from '../support/laws.ts';
import { program } from '../support/process.ts';

const choices = fc.array(fc.nat(100_000), { minLength: 1, maxLength: 80, size: 'max' });

describe('the kernel', () => {
  it(
    'keeps its laws on processes of any shape, under any schedule',
    () =>
      fc.assert(
        fc.asyncProperty(freeProcesses, choices, async (body, picked) => {
          checkRun(await program(body, '', roots), picked, (step) => step % 10 === 0);
        }),
        { numRuns: 150 },
      ),
    120_000,
  );

  it(
    'keeps its laws on processes of blocks, under any schedule',
    () =>
      fc.assert(
        fc.asyncProperty(blocks, choices, async (block, picked) => {
          checkRun(await program(bodyOf(block), '', blockRoots), picked, (step) => step % 10 === 0);
        }),
        { numRuns: 100 },
      ),
    120_000,
  );
});
