import { limits } from '@fortnight/shared/contract';
import type { PrescanLimits } from '@fortnight/shared/model';

/** How much of a document is read before anybody trusts it. */
export const readingLimits: PrescanLimits = {
  characters: limits.modelBytes,
  elements: limits.modelElements,
  depth: limits.modelDepth,
  attributesPerElement: limits.modelAttributes,
};
