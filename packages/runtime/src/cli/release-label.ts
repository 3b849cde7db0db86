import type { Release } from '@fortnight/shared/bundle';

/** Without what a console would act on: a release comes from elsewhere. */
export const plain = (text: string): string => text.replace(/[^\P{Cc}\n\t]/gu, '\uFFFD');

/** `contract, version 7 (2026-w49)` */
export const labelOf = ({ processId, version, versionTag }: Pick<Release, 'processId' | 'version' | 'versionTag'>): string =>
  plain(`${processId}, version ${version}${versionTag === null ? '' : ` (${versionTag})`}`);
