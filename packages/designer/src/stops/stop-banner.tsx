import './stops.css';
import type { StopNote } from '@fortnight/shared/contract';
import type { ReactNode } from 'react';
import { Icon } from '../ui/index.ts';
import { type StopNames, useStopWords } from './stop-words.ts';

interface Props {
  readonly stop: StopNote;
  readonly names?: StopNames;
  /** What the stop means here, before who stopped what. */
  readonly title?: string;
  readonly children?: ReactNode;
}

/** Why nothing goes on here: who stopped what, when, why, and until when. */
export function StopBanner({ stop, names = {}, title, children }: Props) {
  const words = useStopWords();
  const said = words.said(stop, names);
  return (
    <div className="ui-banner ui-banner-amber stop-banner" role="status">
      <Icon name="pause" />
      <div className="ui-grow">
        <b>{title ?? said}</b>
        {title !== undefined && <div>{said}</div>}
        <div className="ui-second ui-small">{words.lasting(stop)}</div>
      </div>
      {children}
    </div>
  );
}
