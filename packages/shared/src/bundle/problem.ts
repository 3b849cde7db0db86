import type { WireProblem } from '../contract/index.ts';

/** What is wrong with a bundle. */
export type BundleProblemCode =
  | 'bundle-file-changed'
  | 'bundle-file-missing'
  | 'bundle-file-twice'
  | 'bundle-file-unknown'
  | 'bundle-manifest-invalid'
  | 'bundle-not-a-zip'
  | 'bundle-path'
  | 'bundle-suspicious'
  | 'bundle-too-large'
  | 'bundle-too-many-files'
  | 'bundle-without-manifest';

/** A problem of a bundle, or of one of its files. */
export const bundleProblem = (
  code: BundleProblemCode,
  message: string,
  { file, hint, params }: Pick<WireProblem, 'file' | 'hint' | 'params'> = {},
): WireProblem => ({
  code,
  severity: 'error',
  message,
  ...(file !== undefined && { file }),
  ...(hint !== undefined && { hint }),
  params: { ...(file !== undefined && { file }), ...params },
});
