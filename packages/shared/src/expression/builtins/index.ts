/** The functions that expressions may call. */
import './numbers.ts';
import './aggregates.ts';
import './text.ts';
import './lists.ts';
import './contexts.ts';
import './dates.ts';
import './ranges.ts';

export { builtins, orderParameters } from './define.ts';
