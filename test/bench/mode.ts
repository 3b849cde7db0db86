/** How much is measured: `--quick` takes some 40 s, nothing said at most 5 minutes, `--all` whatever the large sizes need. */
const said = (flag: string): boolean => process.argv.includes(flag);

export const isQuick = said('--quick');
export const isAll = said('--all');

/** The size for this run. */
export const sized = (sizes: { readonly quick: number; readonly usual: number; readonly all?: number }): number =>
  isQuick ? sizes.quick : isAll ? (sizes.all ?? sizes.usual) : sizes.usual;
