import { type binding, type Feel, feel, feelLiteral, feelName, within } from './feel-text.ts';
import { functionAsFeel } from './functions.ts';
import { methodAsFeel, variableRead } from './methods.ts';
import type { Juel } from './tree.ts';

/** Why a part of an expression can't be said in FEEL such that it always means the same. */
export type Doubt = 'method' | 'function' | 'arithmetic' | 'engine-object' | 'index' | 'text' | 'loop-counter';

/** What is in doubt, as it is written. */
interface Doubted {
  readonly doubt: Doubt;
  readonly part: string;
}

/** Objects of an engine that an expression may read there, and that are none of the case's variables. */
const engineObjects: ReadonlySet<string> = new Set(
  'execution task caseExecution variableContainer authenticatedUserId environment content variables root parent'.split(' '),
);

/** What a multi-instance activity counts: numbers that are never missing. */
const counters: ReadonlySet<string> = new Set(['nrOfInstances', 'nrOfActiveInstances', 'nrOfCompletedInstances']);

const opposites = { '<': '>=', '<=': '>', '>': '<=', '>=': '<' } as const;
const nothing = '[null, "", [], {}]';

type Of<Kind extends Juel['kind']> = Extract<Juel, { kind: Kind }>;

/**
 * Writes JUEL trees as FEEL.
 *
 * JUEL counts what is missing as false where FEEL leaves it open; so a negation is written as what is true then, and a
 * truth that is a value ends in true or false. What stays in doubt is written as FEEL would have it, and listed.
 */
export class FeelWriter {
  readonly doubts: Doubted[] = [];
  /** Something has no counterpart: the text is none that could be proposed. */
  isIncomplete = false;
  readonly #renamed: ReadonlyMap<string, string>;

  /** `renamed`: variables that have another name here. */
  constructor(renamed: ReadonlyMap<string, string>) {
    this.#renamed = renamed;
  }

  /** FEEL that is true exactly where the expression is (not, when negated); else it is false or null. */
  truth(node: Juel, isNegated = false): Feel {
    switch (node.kind) {
      case 'literal':
        if (typeof node.value === 'string' || typeof node.value === 'number') this.#noCounterpart('text', node.text);
        return feel('operand', String((node.value === true) !== isNegated));
      case 'not':
        return this.truth(node.operand, !isNegated);
      case 'and':
      case 'or': {
        const joint = (node.kind === 'and') === isNegated ? 'or' : 'and';
        const sides = [node.left, node.right].map((side) => within(joint, this.truth(side, isNegated)));
        return feel(joint, sides.join(` ${joint} `));
      }
      case 'compare':
        return this.#comparison(node, isNegated);
      case 'empty': {
        const test = `${this.#written('add', node.operand)} in ${nothing}`;
        return isNegated ? feel('operand', `not(${test})`) : feel('compare', test);
      }
      case 'choice':
        return this.#choice(node, (side) => this.truth(side, isNegated));
      default:
        return isNegated ? feel('compare', `${this.#written('add', node)} != true`) : this.value(node);
    }
  }

  /** FEEL with the expression's value. */
  value(node: Juel): Feel {
    switch (node.kind) {
      case 'literal':
        return feel('operand', feelLiteral(node.value));
      case 'name':
        return this.#name(node.name);
      case 'member':
        return feel('operand', `${this.#written('operand', node.object)}.${feelName(node.name)}`);
      case 'index':
        return this.#index(node);
      case 'method':
        return this.#method(node);
      case 'function':
        this.#doubt('function', `${node.name}()`);
        return this.#proposed(
          functionAsFeel(
            node.name,
            node.parameters.map((one) => this.value(one)),
          ),
        );
      case 'minus':
        if (!isNumber(node.operand)) this.#doubt('arithmetic', '-');
        return feel('multiply', `-${this.#written('operand', node.operand)}`);
      case 'arithmetic':
        return this.#arithmetic(node);
      case 'choice':
        return this.#choice(node, (side) => this.value(side));
      case 'empty':
        return this.truth(node);
      case 'compare':
        if (node.operator === '=' || node.operator === '!=') return this.truth(node);
    }
    return feel('compare', `${within('operand', this.truth(node))} = true`);
  }

  #doubt(doubt: Doubt, part: string): void {
    this.doubts.push({ doubt, part });
  }

  #noCounterpart(doubt: Doubt, part: string): void {
    this.#doubt(doubt, part);
    this.isIncomplete = true;
  }

  /** A value where something of that binding stands. */
  #written(place: keyof typeof binding, node: Juel): string {
    return within(place, this.value(node));
  }

  #choice({ condition, yes, no }: Of<'choice'>, write: (side: Juel) => Feel): Feel {
    return feel('choice', `if ${this.truth(condition).text} then ${write(yes).text} else ${write(no).text}`);
  }

  #comparison({ operator, left, right }: Of<'compare'>, isNegated: boolean): Feel {
    const [a, b] = [this.#written('add', left), this.#written('add', right)];
    if (operator === '=' || operator === '!=')
      return feel('compare', `${a} ${isNegated === (operator === '=') ? '!=' : '='} ${b}`);
    for (const side of [left, right])
      if (side.kind === 'literal' && (side.value === null || typeof side.value === 'boolean'))
        this.#noCounterpart('text', side.text);
    // What is missing is in no order with anything; but two that are missing are equal. A literal is never missing.
    const missing = [...(left.kind === 'literal' ? [] : [`${a} = null`]), ...(right.kind === 'literal' ? [] : [`${b} = null`])];
    const maybeBoth = missing.length === 2 && operator.endsWith('=');
    if (!isNegated) {
      const test = `${a} ${operator} ${b}`;
      return maybeBoth ? feel('or', `${test} or ${missing.join(' and ')}`) : feel('compare', test);
    }
    const test = `${a} ${opposites[operator]} ${b}`;
    if (maybeBoth) return feel('or', `(${missing.join(') != (')}) or ${test}`);
    return missing.length === 0 ? feel('compare', test) : feel('or', [...missing, test].join(' or '));
  }

  #name(name: string): Feel {
    if (engineObjects.has(name)) this.#doubt('engine-object', name);
    if (name === 'loopCounter') {
      this.#doubt('loop-counter', name);
      return feel('add', `${name} - 1`);
    }
    return feel('operand', feelName(this.#renamed.get(name) ?? name));
  }

  /** `x["name"]` is the member; a number counts from 0 there and from 1 here; a variable may be either. */
  #index({ object, index }: Of<'index'>): Feel {
    const of = this.#written('operand', object);
    if (index.kind === 'literal' && typeof index.value === 'string') return feel('operand', `${of}.${feelName(index.value)}`);
    if (isNumber(index) && Number.isInteger(index.value)) return feel('operand', `${of}[${index.value + 1}]`);
    const place = this.value(index);
    this.#doubt('index', `[${place.text}]`);
    return feel('operand', `${of}[${within('add', place)} + 1]`);
  }

  #method(node: Of<'method'>): Feel {
    const variable = variableRead(node);
    if (variable !== undefined) return this.#name(variable);
    this.#doubt('method', `${node.name}()`);
    return this.#proposed(methodAsFeel(node, (part) => this.value(part)));
  }

  #proposed(counterpart: Feel | undefined): Feel {
    if (!counterpart) this.isIncomplete = true;
    return counterpart ?? feel('operand', '?');
  }

  /** What is missing counts as 0 there; only numbers and counters are never missing. */
  #arithmetic(node: Of<'arithmetic'>): Feel {
    const { operator, left, right } = node;
    if (!isSurelyNumber(node)) this.#doubt('arithmetic', operator);
    if (operator === '%') return feel('operand', `modulo(${this.value(left).text}, ${this.value(right).text})`);
    const isSum = operator === '+' || operator === '-';
    const place = isSum ? 'add' : 'multiply';
    return feel(place, `${this.#written(place, left)} ${operator} ${this.#written(isSum ? 'multiply' : 'operand', right)}`);
  }
}

const isNumber = (node: Juel): node is Of<'literal'> & { readonly value: number } =>
  node.kind === 'literal' && typeof node.value === 'number';

/** Division by what may be 0 is endless there and nothing here; a multi-instance activity never counts 0 in all. */
function isSurelyNumber(node: Juel): boolean {
  if (node.kind === 'name') return counters.has(node.name);
  if (node.kind !== 'arithmetic') return isNumber(node);
  const { operator, left, right } = node;
  const divides = operator === '/' || operator === '%';
  const isSafe = !divides || (isNumber(right) ? right.value !== 0 : right.kind === 'name' && right.name === 'nrOfInstances');
  return isSafe && isSurelyNumber(left) && isSurelyNumber(right);
}
