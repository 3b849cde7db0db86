/** How a case has gone through the elements of its diagram, or how they differ from another: what the renderer colours them by. */

/** What a case did with one element, or what was done to it; an element without a look is to come, or as it was. */
export interface CaseLook {
  readonly state: 'done' | 'now' | 'ended' | 'notTaken' | 'failed' | 'added' | 'removed' | 'changed';
  /** How many tokens stand here, from 1 on; shown as a badge. */
  readonly tokens?: number;
  /** One short line beside the badge, such as how long it has waited. */
  readonly note?: string;
}

export type CaseLooks = Readonly<Record<string, CaseLook>>;

export class Looks {
  private looks: CaseLooks = {};

  of(elementId: string): CaseLook | undefined {
    return this.looks[elementId];
  }

  /** Takes the new looks and says which elements look different now. */
  replace(looks: CaseLooks): readonly string[] {
    const before = this.looks;
    this.looks = looks;
    const ids = new Set([...Object.keys(before), ...Object.keys(looks)]);
    return [...ids].filter((id) => before[id]?.state !== looks[id]?.state);
  }
}

export const looksModule = { looks: ['type', Looks] };
