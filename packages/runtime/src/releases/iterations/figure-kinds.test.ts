import { figureIds, figureKinds } from '@fortnight/shared/contract';
import { metricKinds } from '@fortnight/shared/model';
import { expect, it } from 'vitest';

it('a document may have targets for every figure, written as its unit asks', () => {
  const writtenIn = { ms: 'duration', share: 'share', perHour: 'number' };
  expect(metricKinds).toEqual(
    Object.fromEntries(
      figureIds.map((id) => [id, { writtenIn: writtenIn[figureKinds[id].unit], isOfStep: figureKinds[id].isOfStep }]),
    ),
  );
});
