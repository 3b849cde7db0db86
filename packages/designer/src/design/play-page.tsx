import type { ProcessDetail } from '@fortnight/shared/contract';
import { PlayScreen } from '../play/index.ts';
import type { DraftSession } from './use-draft.ts';
import { useDrawing } from './use-drawing.ts';

interface PlayPageProps {
  readonly process: ProcessDetail;
  readonly session: DraftSession;
  /** The test to open with, where there is one of that id. */
  readonly testId: string;
  readonly onLeave: () => void;
}

/** What is drawn now, played; the drawing waits behind it as it was left. */
export function PlayPage({ process, session, testId, onLeave }: PlayPageProps) {
  const drawing = useDrawing(session);
  return <PlayScreen process={process} drawing={drawing} onTests={session.setTests} onLeave={onLeave} testId={testId} />;
}
