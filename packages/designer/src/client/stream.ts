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

/**
 * Calls `onEvent` for each change that the server tells, until the returned function is called.
 *
 * The browser reconnects by itself after a broken line; after a refusal it gives up, so we open anew.
 */
export function subscribe(onEvent: (event: StreamEvent) => void): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const open = () => {
    source = new EventSource(addressOf('/events/stream'));
    source.onmessage = ({ data }: MessageEvent<string>) => {
      const event = read(data);
      if (event) onEvent(event);
    };
    source.onerror = () => {
      if (source?.readyState !== EventSource.CLOSED) return;
      clearTimeout(timer);
      timer = setTimeout(open, reopenAfterMs);
    };
  };
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}
