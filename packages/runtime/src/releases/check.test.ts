import { describe, expect, it } from 'vitest';
import { bpmn, openTestReleases } from './releases.double.ts';

describe('a large document', () => {
  it('is checked beside, while others are answered', async () => {
    const { releases } = openTestReleases();
    const doc = (note: string) =>
      bpmn('large').replace(
        '<endEvent id="end"/>',
        `<endEvent id="end"/><textAnnotation id="note"><text>${note}</text></textAnnotation>`,
      );
    const turns: string[] = [];
    const checking = releases.validate({ bpmn: doc('x'.repeat(120_000)) }).then((found) => {
      turns.push('checked');
      return found;
    });
    await new Promise((resolve) => setImmediate(resolve));
    turns.push('answered');
    expect(await checking).toEqual(await releases.validate({ bpmn: doc('x') }));
    expect(turns).toEqual(['answered', 'checked']);
  });
});
