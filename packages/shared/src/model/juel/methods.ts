import { type Feel, feel, feelName, within } from './feel-text.ts';
import type { Juel } from './tree.ts';

type Method = Extract<Juel, { kind: 'method' }>;

/** What an author may write instead: it means the same where nothing is missing and the types are as they look. */
type Counterpart = (object: Feel, parameters: readonly Feel[]) => Feel | undefined;
const counterparts: Readonly<Record<string, Counterpart>> = {
  equals: (object, [other]) => other && feel('compare', `${within('add', object)} = ${within('add', other)}`),
  equalsIgnoreCase: (object, [other]) => other && feel('compare', `lower case(${object.text}) = lower case(${other.text})`),
  size: (object) => feel('operand', `count(${object.text})`),
  length: (object) => feel('operand', `string length(${object.text})`),
  isEmpty: (object) => feel('compare', `${within('add', object)} in ["", [], {}]`),
  startsWith: (object, [start]) => start && feel('operand', `starts with(${object.text}, ${start.text})`),
  endsWith: (object, [end]) => end && feel('operand', `ends with(${object.text}, ${end.text})`),
  contains: (object, [part]) => part && feel('operand', `contains(${object.text}, ${part.text})`),
  toUpperCase: (object: Feel) => feel('operand', `upper case(${object.text})`),
  toLowerCase: (object: Feel) => feel('operand', `lower case(${object.text})`),
  toString: (object: Feel) => feel('operand', `string(${object.text})`),
};

/** They give what they are asked of, in another form: FEEL has one kind of number, and reads JSON as it is. */
const conversions = /^(int|long|short|double|float|big|string|number|bool|boolean)?[vV]alue$|^elements$|^mapToObject$/;

/** FEEL that may stand for a method call; undefined where there is none that could be proposed. */
export function methodAsFeel(node: Method, write: (node: Juel) => Feel): Feel | undefined {
  const { name, parameters } = node;
  const [first] = parameters;
  const variable = readVariable(node);
  if (variable !== undefined) return feel('compare', `${feelName(variable)} != null`);
  const object = write(node.object);
  const counterpart = Object.hasOwn(counterparts, name) ? counterparts[name] : undefined;
  if (counterpart) return counterpart(object, parameters.map(write));
  if (conversions.test(name) && parameters.length === 0) return object;
  const member = memberOf(name, first, parameters.length);
  return member === undefined ? undefined : feel('operand', `${within('operand', object)}.${feelName(member)}`);
}

/** `getX()` and `isX()` are the member x; so are `get("x")` and `prop("x")`. */
function memberOf(name: string, first: Juel | undefined, count: number): string | undefined {
  const [, property] = /^(?:get|is)(\p{Lu}.*)$/u.exec(name) ?? [];
  if (property !== undefined && count === 0) return property.charAt(0).toLowerCase() + property.slice(1);
  const isRead = (name === 'get' || name === 'prop') && count === 1;
  return isRead && first?.kind === 'literal' && typeof first.value === 'string' ? first.value : undefined;
}

/** `execution.hasVariable("x")`. */
function readVariable({ object, name, parameters: [first, ...others] }: Method): string | undefined {
  const isAsked = object.kind === 'name' && object.name === 'execution' && name === 'hasVariable';
  return isAsked && others.length === 0 ? textOf(first) : undefined;
}

const textOf = (node: Juel | undefined): string | undefined =>
  node?.kind === 'literal' && typeof node.value === 'string' ? node.value : undefined;

/** `execution.getVariable("x")` is the variable x, missing or not. */
export const variableRead = ({ object, name, parameters: [first, ...others] }: Method): string | undefined =>
  object.kind === 'name' && /^(execution|task)$/.test(object.name) && name === 'getVariable' && others.length === 0
    ? textOf(first)
    : undefined;
