import { compensationProblems } from '../../model/index.ts';
import type { Rule } from '../process-view.ts';

/** Compensation and transactions are drawn so that they can be carried out; the compiler says the same. */
export const compensation: Rule = ({ process }) => compensationProblems(process);
