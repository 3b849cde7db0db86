import { sha256Hex } from '@fortnight/shared/base';
import { limits, type OpinionState, type SecondOpinion } from '@fortnight/shared/contract';
import { Refused } from '../base/index.ts';
import { type Asking, askSecondOpinion } from './ask.ts';

/** How many opinions are remembered. */
const remembered = 200;

/** Too many wait for their turn. */
export class OpinionRefused extends Refused {
  override readonly name = 'OpinionRefused';

  constructor(message: string) {
    super(503, 'second-opinion-busy', message);
  }
}

/** The documents that one process or version is made of, as far as an opinion asks. */
interface Asked {
  readonly bpmn: string;
  readonly processId: string;
}

export type SecondOpinions = ReturnType<typeof createSecondOpinions>;

/**
 * Keeps second opinions by content: one is formed at a time, and what was formed once is not formed again.
 *
 * Cost: `ask` answers at once; the work is a thread's.
 * Errors: `ask` refuses with 503 when too many wait already.
 */
export function createSecondOpinions(form: (asking: Asking) => Promise<SecondOpinion[]> = askSecondOpinion) {
  const done = new Map<string, SecondOpinion>();
  const waiting = new Map<string, Asked>();
  const stopping = new AbortController();
  let work: Promise<void> | undefined;

  const keyOf = ({ bpmn, processId }: Asked): string => sha256Hex(`${processId}\n${bpmn}`);

  const look = (asked: Asked): OpinionState => {
    const key = keyOf(asked);
    if (waiting.has(key)) return { state: 'running', opinion: null };
    const opinion = done.get(key);
    return opinion ? { state: 'done', opinion } : { state: 'none', opinion: null };
  };

  /** One after another; the one that is formed stands first in the list. */
  async function workOff(): Promise<void> {
    for (let next = waiting.entries().next().value; next && !stopping.signal.aborted; next = waiting.entries().next().value) {
      const [key, { bpmn, processId }] = next;
      const [opinion] = await form({ bpmn, processId, signal: stopping.signal });
      waiting.delete(key);
      if (opinion) done.set(key, opinion);
      const [oldest] = done.keys();
      if (done.size > remembered && oldest !== undefined) done.delete(oldest);
    }
  }

  function begin(): void {
    if (stopping.signal.aborted || waiting.size === 0) return;
    work ??= workOff().finally(() => {
      work = undefined;
      begin();
    });
  }

  return {
    /** What is known, without asking. */
    look,
    /** Has it formed where it is not yet, or was cut off; answers how far it is. */
    ask(asked: Asked): OpinionState {
      const known = look(asked);
      if (known.state === 'running' || (known.opinion && !wasCutOff(known.opinion))) return known;
      if (waiting.size >= limits.opinionsWaiting)
        throw new OpinionRefused(`${limits.opinionsWaiting} second opinions wait to be formed already; ask again in a minute.`);
      waiting.set(keyOf(asked), asked);
      begin();
      return look(asked);
    },
    /** Ends the thread that is at work. */
    async close(): Promise<void> {
      stopping.abort();
      await work;
    },
  };
}

const cutOff: ReadonlySet<string> = new Set(['takes-too-long', 'too-much-memory', 'other-engine-failed']);
const wasCutOff = ({ notCompared }: SecondOpinion): boolean => notCompared.some(({ code }) => cutOff.has(code));
