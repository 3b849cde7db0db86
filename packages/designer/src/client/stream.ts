/** The event stream: that something changed, and whose; what changed is asked for. */
import type { StreamEvent } from '@fortnight/shared/contract';
import { addressOf } from './request.ts';

const reopenAfterMs = 5_000;

function read(data: string): StreamEvent | undefined {
  try {
    return JSON.parse(data) as StreamEvent;
  } catch {
    return undefined;
  }
}

export interface StreamListener {
  readonly onEvent: (event: StreamEvent) => void;
  /** The line stands. `isNew`: it was opened anew, so that changes in between may have been missed. */
  readonly onOpen: (isNew: boolean) => void;
  /** The line broke; it is tried again. */
  readonly onLost: () => void;
}

/**
 * Listens until the returned function is called. `isAgain`: one listened before, and stopped for a while.
 *
 * The browser reconnects by itself after a broken line, and says where it stopped; after a refusal it gives up, so we
 * open anew.
 */
export function subscribe({ onEvent, onOpen, onLost }: StreamListener, isAgain = false): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const open = (isNew: boolean) => {
    let isFresh = isNew;
    source = new EventSource(addressOf('/events/stream'));
    source.onopen = () => {
      onOpen(isFresh);
      isFresh = false;
    };
    source.onmessage = ({ data }: MessageEvent<string>) => {
      const event = read(data);
      if (event) onEvent(event);
    };
    source.onerror = () => {
      onLost();
      if (source?.readyState !== EventSource.CLOSED) return;
      clearTimeout(timer);
      timer = setTimeout(() => open(true), reopenAfterMs);
    };
  };
  open(isAgain);
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}
