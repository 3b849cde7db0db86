/** Several changes that are undone and redone together. */
import type { CommandStack } from '../../services.ts';

const command = 'fortnight.one-step';
const outsideCommand = 'fortnight.outside';

class OneStepHandler {
  /** What it changes, it changes by other commands, which the stack then keeps with this one. */
  preExecute({ change }: { readonly change: () => void }): void {
    change();
  }
}

/** A change outside of the document that shares its undo order, such as one of a form. */
export interface OutsideChange {
  readonly apply: () => void;
  readonly revert: () => void;
}

class OutsideHandler {
  execute(change: OutsideChange): readonly never[] {
    change.apply();
    return [];
  }

  revert(change: OutsideChange): readonly never[] {
    change.revert();
    return [];
  }
}

export class OneStep {
  static $inject = ['commandStack'];
  private readonly commandStack: CommandStack;

  constructor(commandStack: CommandStack) {
    this.commandStack = commandStack;
    commandStack.registerHandler(command, OneStepHandler);
    commandStack.registerHandler(outsideCommand, OutsideHandler);
  }

  run<T>(change: () => T): T {
    const result: { value?: T } = {};
    this.commandStack.execute(command, {
      change: () => {
        result.value = change();
      },
    });
    return result.value as T;
  }

  outside(change: OutsideChange): void {
    this.commandStack.execute(outsideCommand, change);
  }
}

export const oneStepModule = { __init__: ['oneStep'], oneStep: ['type', OneStep] };
