import type { ModdleElement } from './moddle-element.ts';
import type { Moddle } from './moddle-interface.ts';

/** Prefixes for namespaces that a document binds to a prefix of ours, such as `color` for another vocabulary of colours. */
export type OwnPrefixes = Readonly<Record<string, string>>;

const schemaInstance = 'http://www.w3.org/2001/XMLSchema-instance';

const declarations = /xmlns:([\w.-]+)=(?:"([^"]*)"|'([^']*)')/g;

/**
 * Finds the namespaces whose prefix moddle knows as another's, with a prefix of their own for each.
 *
 * Moddle renames such a prefix while it reads, forgets what the new one stands for, and drops its attributes on export.
 */
export function ownPrefixes(xml: string, moddle: Moddle): OwnPrefixes {
  const declared = [...xml.matchAll(declarations)].map(([, prefix = '', double, single]) => ({
    prefix,
    uri: double ?? single ?? '',
  }));
  const taken = new Set([...declared, ...moddle.getPackages()].map(({ prefix }) => prefix));
  const own: Record<string, string> = {};
  let number = 0;
  for (const { prefix, uri } of declared) {
    const known = prefix === 'xsi' ? schemaInstance : moddle.getPackage(prefix)?.uri;
    if (uri === '' || known === undefined || known === uri || moddle.getPackage(uri) || Object.hasOwn(own, uri)) continue;
    do number += 1;
    while (taken.has(`${prefix}${number}`));
    own[uri] = `${prefix}${number}`;
  }
  return own;
}

/** Declares them at the root of what was read, so that writing finds them. */
export function declarePrefixes(root: ModdleElement, own: OwnPrefixes): void {
  for (const [uri, prefix] of Object.entries(own)) if (root.$attrs) Object.assign(root.$attrs, { [`xmlns:${prefix}`]: uri });
}
