/** Forms the second opinion on a document: finds paths, plays each on both engines, compares. */
import {
  limits,
  type NotCompared,
  type OpinionDifference,
  type OpinionFailure,
  type OpinionObstacle,
  type SecondOpinion,
} from '@fortnight/shared/contract';
import { compile, type Program } from '@fortnight/shared/kernel';
import { readXml } from '@fortnight/shared/model';
import { alikeOf } from './alike.ts';
import { compare } from './compare.ts';
import { type Bound, type Bounds, explore } from './explore.ts';
import { Obstacles } from './obstacles.ts';
import { type Path, readText } from './path.ts';
import { peerDocument } from './peer-document.ts';
import { playOnPeer, readOnPeer } from './peer-play.ts';
import { issues, type LeftOut, leftOut, type Obstacle, reasons } from './peer-rules.ts';
import { plainOf } from './plain.ts';
import { skeletonOf } from './skeleton.ts';
import { tellDifference, tellFailure } from './tell.ts';
import { untoldOf } from './untold.ts';

export interface Question {
  readonly bpmn: string;
  /** Only this process of the document; all executable ones when absent. */
  readonly processId?: string;
  /** How many paths from each start event are played at most. */
  readonly paths: number;
  /** How long paths are looked for, in all. */
  readonly seconds: number;
}

export const engine = { name: 'bpmn-engine', version: '25.0.1' } as const;

/** Decisions in one path. */
const longestPath = 200;
/** Differences, and places of harm, that are told; more of them tell nobody more. */
const mostDifferences = 10;

/** Answers one opinion a process; `tell` hears how far they are after each path, in case nothing more is heard. */
export async function formOpinions(
  question: Question,
  tell: (soFar: readonly SecondOpinion[]) => void,
): Promise<SecondOpinion[]> {
  const until = performance.now() + question.seconds * 1000;
  const { model, problems } = await readXml(question.bpmn, {
    characters: limits.modelBytes,
    elements: limits.modelElements,
    depth: limits.modelDepth,
    attributesPerElement: limits.modelAttributes,
  });
  const asked = model.processes.filter(({ id, isExecutable }) =>
    question.processId === undefined ? isExecutable : id === question.processId,
  );
  if (asked.length === 0) {
    const message =
      problems.find(({ severity }) => severity === 'error')?.message ?? 'Expected an executable process, found none.';
    return [new Forming(question.processId ?? '').refused('has-errors', message)];
  }
  const opinions: SecondOpinion[] = [];
  for (const { id } of asked) {
    const forming = new Forming(id);
    const compiled = compile(model, { processId: id });
    if (!compiled.ok) opinions.push(forming.refused('has-errors', compiled.problems[0]?.message ?? 'The process has errors.'));
    else {
      const bounds = { paths: question.paths, decisions: longestPath, isLate: () => performance.now() > until };
      await forming.play(compiled.value, bounds, () => tell([...opinions, forming.opinion()]));
      opinions.push(forming.opinion());
    }
  }
  return opinions;
}

interface Playing {
  readonly program: Program;
  readonly plain: Program;
  readonly bounds: Bounds;
  readonly obstacles: Obstacles;
  readonly told: () => void;
}

/** Everything that a case may begin with. */
const beginnings = ({ elements, starts, triggers }: Program): readonly number[] => [
  ...starts,
  ...triggers.flatMap(({ elementId }) => elements.find(({ id }) => id === elementId)?.index ?? []),
];

/** The opinion on one process, as far as it is formed. */
class Forming {
  private readonly processId: string;
  private program: Program | undefined;
  private pathCount = 0;
  private partialPathCount = 0;
  private readonly bounds = new Set<Bound>();
  private readonly compared = new Set<number>();
  private readonly differences: OpinionDifference[] = [];
  private readonly failures = new Map<string, OpinionFailure>();
  private readonly notCompared = new Map<string, NotCompared>();

  constructor(processId: string) {
    this.processId = processId;
  }

  opinion(): SecondOpinion {
    const isAgreed = this.pathCount > 0;
    return {
      processId: this.processId,
      verdict: this.differences.length > 0 ? 'differs' : isAgreed ? 'agrees' : 'not-compared',
      engine,
      pathCount: this.pathCount,
      partialPathCount: this.partialPathCount,
      elementCount: this.program?.elements.length ?? 0,
      comparedElementCount: this.compared.size,
      bounds: [...this.bounds],
      differences: this.differences,
      failures: [...this.failures.values()],
      notCompared: [...this.notCompared.values()],
    };
  }

  refused(code: OpinionObstacle, message: string): SecondOpinion {
    this.notCompared.set(code, { code, message });
    return this.opinion();
  }

  async play(version: Program, bounds: Bounds, told: () => void): Promise<void> {
    const program = alikeOf(version);
    this.program = program;
    const plain = plainOf(program);
    const obstacles = new Obstacles(program);
    for (const [element, code] of obstacles.known) this.note(code, element);
    for (const element of program.elements) for (const code of leftOut(element)) this.note(code, element.index);
    for (const start of plain.starts) await this.playFrom(start, { program, plain, bounds, obstacles, told });
    for (const start of beginnings(program)) if (!plain.starts.includes(start)) this.note('unknown-element', start);
  }

  private async playFrom(start: number, { program, plain, bounds, obstacles, told }: Playing): Promise<void> {
    const untold = untoldOf(program);
    const source = await readOnPeer(peerDocument(plain, start));
    const paths = explore(skeletonOf(plain), program.elements[start]?.id ?? '', bounds);
    for (let next = paths.next(); ; next = paths.next()) {
      if (next.done) {
        for (const bound of next.value) this.bounds.add(bound);
        return;
      }
      const path = next.value;
      const failure = tellFailure(program, path, (turn) => obstacles.lastOf(turn));
      if (failure && this.failures.size < mostDifferences) this.failures.set(`${failure.what} ${failure.elementId}`, failure);
      const { turns, obstacle } = obstacles.comparable(path);
      if (obstacle) this.note(obstacle.code, obstacle.element);
      if (turns > 0) {
        const difference = compare(program, path, await playOnPeer(source, { turns: path.turns.slice(0, turns) }, untold), turns);
        if (difference && this.differences.length < mostDifferences)
          this.differences.push(tellDifference(program, path, difference));
        if (!difference) this.agreed(path, turns);
      }
      told();
    }
  }

  private agreed(path: Path, turns: number): void {
    if (turns === path.turns.length) this.pathCount += 1;
    else this.partialPathCount += 1;
    for (const { sight } of path.turns.slice(0, turns))
      for (const { what, index } of sight.seen.map(readText)) if (what !== 'taken') this.compared.add(index);
  }

  private note(code: Obstacle | LeftOut, element: number): void {
    const { id, name } = this.program?.elements[element] ?? {};
    const issue = issues[code];
    this.notCompared.set(`${code} ${id}`, {
      code,
      ...(id === undefined ? {} : { elementId: id }),
      ...(name === undefined ? {} : { elementName: name }),
      message: reasons[code],
      ...(issue === undefined ? {} : { issue }),
    });
  }
}
