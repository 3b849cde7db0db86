/** How far a path can be compared: as far as something that bpmn-engine is known to do otherwise than BPMN says. */
import type { Program, ProgramElement } from '@fortnight/shared/kernel';
import { has, isDecided } from './definitions.ts';
import { Discards } from './discards.ts';
import { type Path, readText, type Turn } from './path.ts';
import { type Obstacle, obstacleAt } from './peer-rules.ts';

export interface Comparable {
  /** How many turns of the path can be compared. */
  readonly turns: number;
  /** What stands against the rest, and at which element; absent where there is no rest. */
  readonly obstacle?: { readonly code: Obstacle; readonly element: number };
}

export class Obstacles {
  private readonly program: Program;
  private readonly discards: Discards;
  /** By element. */
  readonly known: ReadonlyMap<number, Obstacle>;

  constructor(program: Program) {
    this.program = program;
    this.discards = new Discards(program);
    this.known = new Map(
      program.elements.flatMap((element) => {
        const obstacle = obstacleAt(element, program);
        return obstacle === undefined ? [] : [[element.index, obstacle] as const];
      }),
    );
  }

  comparable(path: Path): Comparable {
    for (const [turns, turn] of path.turns.entries()) {
      const obstacle = this.inTurn(turn);
      if (obstacle) return { turns, obstacle };
    }
    if (path.end !== 'runaway') return { turns: path.turns.length };
    const turns = path.turns.length - 1;
    return { turns, obstacle: { code: 'loop-without-wait', element: this.lastOf(path.turns[turns]) } };
  }

  private inTurn(turn: Turn): Comparable['obstacle'] {
    for (const { what, index } of turn.sight.seen.map(readText)) {
      // A token that arrives may wait there, and the other engine not.
      const element = what === 'taken' ? (this.program.flows[index]?.target ?? -1) : index;
      const code = this.known.get(element);
      if (code !== undefined) return { code, element };
    }
    const at = (code: Obstacle) => ({ code, element: this.lastOf(turn) });
    if (turn.error === 'ambiguous') return at('error-fits-several');
    if (turn.error === 'uncaught') return at('error-not-caught');
    if (turn.error === 'again') return at('happens-again');
    const ending = this.endingWhileOthersMove(turn);
    if (ending !== undefined) return { code: 'ends-while-others-move', element: ending };
    const join = this.discards.misledJoin(turn);
    if (join !== undefined) return { code: 'misled-join', element: join };
    const { open } = turn.sight;
    const twice = open.find((text, position) => open.indexOf(text) !== position);
    return twice === undefined ? undefined : { code: 'second-token', element: readText(twice).index };
  }

  /** An end that takes others away, in a turn in which one token became several. */
  private endingWhileOthersMove({ sight: { seen } }: Turn): number | undefined {
    const { elements, flows } = this.program;
    const happened = seen.map(readText);
    const ending = happened.find(({ what, index }) => what === 'entered' && takesOthersAway(elements[index]));
    if (!ending) return undefined;
    const sources = happened.flatMap(({ what, index, runs }) => (what === 'taken' ? [`${flows[index]?.source} ${runs}`] : []));
    const isSplit = sources.some((source, position) => sources.indexOf(source) !== position);
    const inRuns = happened.some(({ what, index }) => what === 'entered' && elements[index]?.plan.loop?.isSequential === false);
    return isSplit || inRuns ? ending.index : undefined;
  }

  /** The end event that threw in a turn, else what was acted on. */
  lastOf(turn: Turn | undefined): number {
    const throws = (index: number) => {
      const element = this.program.elements[index];
      return element !== undefined && isThrowing(element);
    };
    const thrower = turn?.sight.seen.map(readText).find(({ what, index }) => what === 'entered' && throws(index));
    return thrower?.index ?? turn?.act?.at.element ?? 0;
  }
}

const isThrowing = (element: ProgramElement): boolean =>
  has(element, 'errorEventDefinition') || has(element, 'escalationEventDefinition');

const takesOthersAway = (element: ProgramElement | undefined): boolean =>
  element !== undefined &&
  (element.kind === 'endEvent' || element.kind === 'intermediateThrowEvent') &&
  (has(element, 'terminateEventDefinition') || isThrowing(element) || isDecided(element));
