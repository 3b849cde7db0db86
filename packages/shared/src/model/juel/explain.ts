import { type AnyDoubt, type Place, readJuel } from './read-juel.ts';

/** Why a `${…}` is not read, for a problem of its element. */
export interface JuelProblem {
  /** `juel-method`, `juel-arithmetic` …: one a doubt; `expression-is-uel` where FEEL could say it, in a field that holds FEEL. */
  readonly code: string;
  /** What is in the way, as half a sentence. */
  readonly because: string;
  readonly hint: string;
  readonly params: { readonly found: string; readonly part: string; readonly instead: string };
}

const reasons: Readonly<Record<AnyDoubt, (part: string) => string>> = {
  method: (part) => `it calls the method ${part}, which runs code of another engine`,
  function: (part) => `it calls the function ${part}, which only another engine has`,
  arithmetic: (part) => `it counts with ${part}, where another engine takes what is missing for 0 and FEEL does not`,
  'engine-object': (part) => `it reads ${part}, an object of another engine and no variable of the case`,
  index: (part) => `it reads ${part}, which counts from 0 there and from 1 in FEEL`,
  'loop-counter': (part) => `it reads ${part}, which counts from 0 there and from 1 here`,
  text: (part) => `it takes "${part}" for true or false, which it is not in FEEL`,
  template: () => 'text and expressions are put together in it',
  syntax: () => 'it is written as no expression that is known here',
};

/** Says why a text that holds a `${…}` is not read as FEEL, and what may be written instead. */
export function explainJuel(text: string, place: Place): JuelProblem {
  const read = readJuel(text, place);
  const [first] = read.ok ? [] : read.doubts;
  const instead = read.ok ? read.feel : (read.instead ?? '');
  return {
    code: first ? `juel-${first.doubt}` : 'expression-is-uel',
    because: first ? reasons[first.doubt](first.part) : 'it stands where FEEL is written',
    hint:
      instead === '' ? 'Write it as FEEL, or let a worker compute it and read its result.' : `If it means that, write ${instead}`,
    params: { found: text, part: first?.part ?? text, instead: instead === '' ? '' : `: ${instead}` },
  };
}
