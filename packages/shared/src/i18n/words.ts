/** The same keys as English, each a text: a language that lacks one does not compile. */
export type Words<T> = { readonly [K in keyof T]: T[K] extends string ? string : Words<T[K]> };
