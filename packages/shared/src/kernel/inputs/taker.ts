/** What takes one type of input: emits events, or answers why it is not taken. */
import type { Input, InputOf, InputType, Rejection } from '../input.ts';
import type { Run } from '../parts/run.ts';

export type TakenType = Exclude<InputType, 'start'>;
export type Taker<T extends TakenType> = (run: Run, input: InputOf<T>) => Rejection | undefined;
export type Takers = { readonly [T in TakenType]?: Taker<T> };
export type TakenInput = Exclude<Input, { type: 'start' }>;
