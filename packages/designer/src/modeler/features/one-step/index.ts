/** Several changes that are undone and redone together. */
import type { CommandStack } from '../../services.ts';

const command = 'fortnight.one-step';

class OneStepHandler {
  /** What it changes, it changes by other commands, which the stack then keeps with this one. */
  preExecute({ change }: { readonly change: () => void }): void {
    change();
  }
}

export class OneStep {
  static $inject = ['commandStack'];
  private readonly commandStack: CommandStack;

  constructor(commandStack: CommandStack) {
    this.commandStack = commandStack;
    commandStack.registerHandler(command, OneStepHandler);
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
}

export const oneStepModule = { __init__: ['oneStep'], oneStep: ['type', OneStep] };
