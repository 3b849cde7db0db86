import type { Release } from '@fortnight/shared/bundle';

/** `contract, version 7 (2026-w49)` */
export const labelOf = ({ processId, version, versionTag }: Pick<Release, 'processId' | 'version' | 'versionTag'>): string =>
  `${processId}, version ${version}${versionTag === null ? '' : ` (${versionTag})`}`;
