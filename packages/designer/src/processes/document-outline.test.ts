import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readOutline } from './document-outline.ts';

const example = (path: string): string => readFileSync(join(import.meta.dirname, '../../../../examples', path), 'utf8');

describe('the outline of a BPMN file', () => {
  it('names its stages in their order, in every language, and counts what decides', async () => {
    const outline = await readOutline(example('2-contract-approval/2-two-of-three.bpmn'));
    expect(outline?.name).toBe('Contract approval');
    expect(outline?.stages.map(({ name }) => name)).toEqual(['Draft', 'Approve', 'Sign', 'Deliver']);
    expect(outline?.stages.map(({ labels }) => labels['zh-Hans'])).toEqual(['起草', '审批', '签约', '交付']);
    expect(outline).toMatchObject({ approvalCount: 2, checkpointCount: 1 });
  });
  it('is nothing where there is no process', async () => {
    expect(
      await readOutline('<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t"/>'),
    ).toBeUndefined();
  });
});
