/** Plays decided paths on bpmn-engine, and tells what is seen there. The only file that knows its library. */
import { EventEmitter } from 'node:events';
import { Engine } from 'bpmn-engine';
import { type Act, type Choice, type Path, placeText, type Sight, seenText } from './path.ts';
import { eventCondition, type PeerDocument } from './peer-document.ts';
import type { Untold } from './untold.ts';

/** What bpmn-engine showed, turn by turn; shorter than the path where it could not go on. */
export interface PeerTurns {
  readonly sights: readonly Sight[];
  readonly end: 'completed' | 'failed' | 'open';
  /** Why the last turn could not be played. */
  readonly obstacle?: string;
}

interface Parent {
  readonly id?: string;
  readonly executionId?: string;
  readonly path?: readonly Parent[];
}
interface Content extends Parent {
  readonly parent?: Parent;
}
interface Api {
  readonly id: string;
  readonly executionId: string;
  readonly content: Content;
  signal(): void;
  sendApiMessage(action: string, content: object): void;
}

/** A document that bpmn-engine has read, for any number of instances. */
export interface PeerSource {
  readonly document: PeerDocument;
  readonly context: NonNullable<ConstructorParameters<typeof Engine>[0]>['sourceContext'];
}

/** Errors: rejects when bpmn-engine cannot read it. */
export async function readOnPeer(document: PeerDocument): Promise<PeerSource> {
  const [definition] = await new Engine({ name: 'second opinion', source: document.xml }).getDefinitions();
  return { document, context: definition?.environment.options.source };
}

/** Plays one path from a new instance to its last turn. */
export async function playOnPeer(source: PeerSource, path: Pick<Path, 'turns'>, untold: Untold): Promise<PeerTurns> {
  const peer = new Peer(source, untold);
  const sights: Sight[] = [];
  const obstacle = await peer
    .play(path, (sight) => sights.push(sight))
    .catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
  return { sights, end: peer.end, ...(obstacle === undefined ? {} : { obstacle }) };
}

class Peer {
  end: PeerTurns['end'] = 'open';
  private readonly source: PeerSource;
  private readonly untold: Untold;
  private readonly listener = new EventEmitter();
  private readonly seen: string[] = [];
  private readonly live = new Map<
    string,
    { readonly place: string; readonly index: number; readonly around: readonly string[] }
  >();
  private readonly waits = new Map<string, Api[]>();
  private readonly timers = new Map<object, { readonly executionId: string; readonly fire: () => void }>();
  private readonly timerPlaces = new Map<string, string>();
  private choices: Choice[] = [];
  private readonly answered = new Map<string, ReadonlySet<number>>();
  private happening: string | undefined;
  private failure: string | undefined;

  constructor(source: PeerSource, untold: Untold) {
    this.source = source;
    this.untold = untold;
    this.listen();
  }

  /** Answers why a turn could not be played; undefined where all were. */
  async play({ turns }: Pick<Path, 'turns'>, tell: (sight: Sight) => void): Promise<string | undefined> {
    for (const { act, choices } of turns) {
      this.choices = [...choices];
      this.seen.length = 0;
      if (!act) await this.start();
      else if (this.end !== 'open') return `it is ${this.end} already`;
      else if (!this.carryOut(act)) return 'nothing waits there';
      if (this.failure !== undefined) return this.failure;
      tell(this.sight());
    }
    return undefined;
  }

  private async start(): Promise<void> {
    const engine = new Engine({
      name: 'second opinion',
      sourceContext: this.source.context,
      expressions: {
        resolveExpression: (text: unknown, message: { content?: Content }) => this.resolve(text, message.content ?? {}),
      },
      // No script is in the document; were there one, nobody would run it.
      scripts: { register: () => undefined, getScript: () => undefined },
      timers: {
        executing: [],
        register: (owner: Content) => ({
          setTimeout: (fire: () => void) => this.schedule(owner, fire),
          clearTimeout: (timer: object) => this.timers.delete(timer),
        }),
        setTimeout: () => ({}),
        clearTimeout: (timer: object) => this.timers.delete(timer),
      },
    } as unknown as ConstructorParameters<typeof Engine>[0]);
    const end = (how: 'completed' | 'failed') => () => {
      if (this.end === 'open') this.end = how;
    };
    engine.on('error', end('failed'));
    engine.on('end', end('completed'));
    await engine.execute({ listener: this.listener });
  }

  private schedule({ executionId = '' }: Content, fire: () => void): object {
    const timer = {};
    this.timers.set(timer, { executionId, fire });
    return timer;
  }

  private listen(): void {
    const on = (event: string, then: (api: Api) => void) =>
      this.listener.on(event, (api: Api) => this.end === 'open' && then(api));
    on('activity.enter', ({ content, executionId }) => {
      const index = indexOf(content.id);
      this.live.set(executionId, { place: this.placeOf(content), index, around: ancestorsOf(content) });
      if (!this.untold.entered.has(index)) this.seen.push(seenText('entered', index, runsOf(parentsOf(content))));
      if (this.source.document.overAt.has(index)) this.end = 'completed';
    });
    on('activity.end', ({ content }) => {
      const index = indexOf(content.id);
      if (!this.untold.completed.has(index)) this.seen.push(seenText('completed', index, runsOf(parentsOf(content))));
    });
    on('activity.leave', ({ executionId }) => {
      for (const [id, { around }] of this.live) if (around.some((one) => isOrIsRunOf(one, executionId))) this.live.delete(id);
      this.live.delete(executionId);
    });
    // In which runs it is stands in what is told, which may be later than its setting, and not in what it is set with.
    on('activity.timer', ({ content }) => this.timerPlaces.set(content.executionId ?? '', this.placeOf(content)));
    on('activity.wait', (api) => {
      const place = placeText({ element: indexOf(api.id), runs: runsOf([api.content, ...parentsOf(api.content)]) });
      this.waits.set(place, [...(this.waits.get(place) ?? []), api]);
    });
    on('flow.take', ({ content }) => {
      const index = indexOf(content.id);
      if (!this.untold.flows.has(index)) this.seen.push(seenText('taken', index, runsOf(parentsOf(content))));
    });
  }

  private carryOut(act: Act): boolean {
    const place = placeText(act.at);
    const timer = [...this.timers].find(([, { executionId }]) => this.timerPlaces.get(executionId) === place);
    if (act.do === 'occur' && timer) {
      this.timers.delete(timer[0]);
      timer[1].fire();
      return true;
    }
    const waiting = (this.waits.get(place) ?? []).filter((api) => this.isLive(api));
    const [api] = waiting;
    if (!api) return false;
    this.waits.set(place, waiting.slice(1));
    this.happening = api.id;
    if (act.do === 'throw') api.sendApiMessage('error', { code: this.codeOf(act.code), message: 'thrown' });
    else api.signal();
    this.happening = undefined;
    return true;
  }

  private codeOf(code: string): string {
    const at = this.source.document.codes.indexOf(code);
    return at < 0 ? 'any other' : `c${at}`;
  }

  private isLive({ executionId }: Api): boolean {
    return [...this.live.keys()].some((id) => isOrIsRunOf(executionId, id));
  }

  /** Conditions are answered by what was chosen for that place, each visit by the next choice; all other texts mean themselves. */
  private resolve(text: unknown, content: Content): unknown {
    if (text === eventCondition) {
      const happens = content.id !== undefined && this.happening === content.id;
      // It turned true once: where a loop leads back to it, it is waited for again.
      if (happens) this.happening = undefined;
      return happens;
    }
    const [, flow] = typeof text === 'string' ? (/^flow (\d+)$/.exec(text) ?? []) : [];
    if (flow === undefined) return text;
    return this.choiceFor(content).has(Number(flow));
  }

  private choiceFor(content: Content): ReadonlySet<number> {
    const visit = content.executionId ?? '';
    const known = this.answered.get(visit);
    if (known) return known;
    const place = this.live.get(visit)?.place ?? '';
    const at = this.choices.findIndex((choice) => placeText(choice.at) === place);
    const [choice] = at < 0 ? [] : this.choices.splice(at, 1);
    if (!choice) this.failure = `it decides at ${place} once more`;
    const flows = new Set(choice?.flows);
    this.answered.set(visit, flows);
    return flows;
  }

  private sight(): Sight {
    const open = [...this.live.values()].filter(({ index }) => !this.untold.entered.has(index)).map(({ place }) => place);
    return { seen: [...this.seen].sort(), open: this.end === 'open' ? open.sort() : [] };
  }

  private placeOf(content: Content): string {
    return placeText({ element: indexOf(content.id), runs: runsOf(parentsOf(content)) });
  }
}

/** A run's execution is named after its activity's, with its number behind: `e3_5f0c_0`. The nearest comes first. */
const runsOf = (executions: readonly Parent[]): readonly number[] =>
  executions
    .flatMap(({ executionId }) => {
      const number = /^e\d+_[0-9a-f]+_(\d+)$/.exec(executionId ?? '')?.[1];
      return number === undefined ? [] : [Number(number) + 1];
    })
    .reverse();

const parentsOf = ({ parent }: Content): readonly Parent[] => (parent ? [parent, ...(parent.path ?? [])] : []);
const ancestorsOf = (content: Content): readonly string[] => parentsOf(content).flatMap(({ executionId }) => executionId ?? []);
const isOrIsRunOf = (executionId: string, other: string): boolean => executionId === other || executionId.startsWith(`${other}_`);
const indexOf = (id: string | undefined): number => Number(/^[ef](\d+)$/.exec(id ?? '')?.[1] ?? Number.NaN);
