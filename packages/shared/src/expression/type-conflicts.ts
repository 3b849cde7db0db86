import { readTemporal } from './temporal/read.ts';
import type { Expression, Node } from './tree.ts';
import type { TypeName } from './value.ts';

/** A comparison of values of two types: it is null, whatever they are. */
export interface TypeConflict {
  readonly left: TypeName;
  readonly right: TypeName;
}

const dataTypes: Readonly<Record<string, TypeName>> = {
  text: 'string',
  choice: 'string',
  person: 'string',
  number: 'number',
  money: 'number',
  percent: 'number',
  boolean: 'boolean',
  date: 'date',
  time: 'time',
  dateTime: 'date and time',
  list: 'list',
  context: 'context',
};

const answers: Readonly<Record<string, TypeName>> = {
  ...Object.fromEntries(
    ['count', 'sum', 'mean', 'abs', 'floor', 'ceiling', 'string length', 'number'].map((name) => [name, 'number']),
  ),
  ...Object.fromEntries(['string', 'upper case', 'lower case', 'substring', 'day of week'].map((name) => [name, 'string'])),
  ...Object.fromEntries(
    ['contains', 'starts with', 'ends with', 'matches', 'list contains', 'not'].map((name) => [name, 'boolean']),
  ),
  today: 'date',
  date: 'date',
  time: 'time',
  now: 'date and time',
  'date and time': 'date and time',
};

type Types = Readonly<Record<string, string>>;

/** The type that an expression has for sure; undefined where that depends on values. `types` as `fortnight:data` has them. */
export const typeOfExpression = ({ root }: Expression, types: Types): TypeName | undefined => typeOfNode(root, types);

/** Comparisons in an expression whose sides have different types for sure. */
export function typeConflicts({ root }: Expression, types: Types): readonly TypeConflict[] {
  const found: TypeConflict[] = [];
  const check = (one: Node, other: Node): void => {
    const [left, right] = [typeOfNode(one, types), typeOfNode(other, types)];
    if (left !== undefined && right !== undefined && left !== right) found.push({ left, right });
  };
  const visit = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    if ('kind' in part) compared(part as Node, check);
    for (const member of Object.values(part)) visit(member);
  };
  visit(root);
  return found;
}

function compared(node: Node, check: (one: Node, other: Node) => void): void {
  if (node.kind === 'compare') check(node.left, node.right);
  if (node.kind === 'between') for (const end of [node.low, node.high]) check(node.value, end);
  if (node.kind !== 'in') return;
  for (const test of node.tests) {
    if (test.kind === 'test') check(node.value, test.operand);
    else if (test.kind === 'range') for (const end of [test.low, test.high]) check(node.value, end);
    else if (test.kind === 'literal' || test.kind === 'temporal') check(node.value, test);
  }
}

function typeOfNode(node: Node, types: Types): TypeName | undefined {
  switch (node.kind) {
    case 'literal':
      return node.value === null ? undefined : (typeof node.value as TypeName);
    case 'number':
      return 'number';
    case 'temporal':
      return readTemporal(node.text)?.type;
    case 'variable':
      return Object.hasOwn(types, node.name) ? dataTypes[types[node.name] ?? ''] : undefined;
    case 'negate':
      return typeOfNode(node.operand, types);
    case 'arithmetic': {
      const operands = [node.first, ...node.rest.map(({ operand }) => operand)].map((operand) => typeOfNode(operand, types));
      return operands.every((type) => type === 'number') ? 'number' : undefined;
    }
    case 'if': {
      const [then, otherwise] = [typeOfNode(node.consequence, types), typeOfNode(node.otherwise, types)];
      return then === otherwise ? then : undefined;
    }
    case 'and':
    case 'or':
    case 'compare':
    case 'between':
    case 'in':
    case 'some':
    case 'every':
    case 'instanceOf':
      return 'boolean';
    case 'list':
    case 'context':
    case 'range':
    case 'function':
      return node.kind;
    case 'call':
      return answers[node.name];
    default:
      return undefined;
  }
}
