import type { SyntaxNode } from '@lezer/common';
import type { Source } from './syntax.ts';
import type { TypeSpec } from './tree.ts';
import { isContext, isList, type TypeName, typeOf, type Value } from './value.ts';

const names: ReadonlySet<string> = new Set<TypeName | 'Any' | 'Null'>([
  'Any',
  'Null',
  'null',
  'boolean',
  'number',
  'string',
  'list',
  'context',
  'date',
  'time',
  'date and time',
  'years and months duration',
  'days and time duration',
  'range',
  'function',
]);

/** Reads the type after `instance of`. */
export function readType(source: Source, type: SyntaxNode): TypeSpec {
  const node = source.child(type, 0);
  if (node.name === 'ListType') return { kind: 'list', of: readType(source, source.child(node, 2)) };
  if (node.name === 'ContextType') {
    const entries = node.getChild('ContextEntryTypes')?.getChildren('ContextEntryType') ?? [];
    const members = entries.map((entry) => ({
      name: source.of(source.child(entry, 0)),
      type: readType(source, source.child(entry, 1)),
    }));
    return { kind: 'context', members };
  }
  if (node.name === 'FunctionType') return { kind: 'named', name: 'function' };
  const name = source.of(node).replace(/\s+/g, ' ');
  if (!names.has(name)) {
    throw source.refuse(type, 'syntax', `"${name}" is no type; expected one of ${[...names].join(', ')}.`);
  }
  return { kind: 'named', name };
}

export function isInstance(value: Value, type: TypeSpec): boolean {
  if (type.kind === 'list') return isList(value) && value.every((item) => isInstance(item, type.of));
  if (type.kind === 'context') {
    return isContext(value) && type.members.every(({ name, type }) => isInstance(value[name] ?? null, type));
  }
  if (type.name === 'Any') return value !== null;
  return typeOf(value) === (type.name === 'Null' ? 'null' : type.name);
}
