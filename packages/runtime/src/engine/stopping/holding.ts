/** What meets a stop when its time has come is laid aside, so that it is not looked at again until that ends. */
import type { EngineTransaction } from '../host.ts';
import type { Knowledge } from '../knowledge.ts';
import { EngineRefused } from '../refusal.ts';

/** The stop that something was refused for. */
export function stopOf(error: unknown): string | undefined {
  if (!(error instanceof EngineRefused) || error.code !== 'stopped') return undefined;
  const stop = error.params?.stop;
  return typeof stop === 'string' ? stop : undefined;
}

/** False where it ended meanwhile: what met it is still due, and finds the way free. */
const isInForce = ({ stops }: Knowledge, stop: string): boolean => stops.get(stop) !== undefined;

export function holdTimer(tx: EngineTransaction, knowledge: Knowledge, id: string, stop: string): void {
  if (isInForce(knowledge, stop) && tx.timers.get(id)) tx.timers.update(id, { isHeld: 1, heldBy: stop });
}

export function holdTrigger(tx: EngineTransaction, knowledge: Knowledge, id: string, stop: string): void {
  if (isInForce(knowledge, stop) && tx.triggers.get(id)) tx.triggers.update(id, { heldBy: stop });
}

export function holdEntry(tx: EngineTransaction, knowledge: Knowledge, id: string, stop: string): void {
  if (isInForce(knowledge, stop) && tx.outbox.get(id)) tx.outbox.update(id, { isHeld: 1, heldBy: stop });
}
