import type { Stop } from '@fortnight/shared/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStopNames } from '../cases/index.ts';
import { queries } from '../client/index.ts';
import { hasRole, useMe, watchingRoles } from '../session/index.ts';
import { EndStopDialog, StopBanner, type StopNames } from '../stops/index.ts';
import { useFormat } from '../ui/index.ts';

function OneStop({ stop, names }: { stop: Stop; names: StopNames }) {
  const { t } = useTranslation('stops');
  const { number } = useFormat();
  const isWatching = hasRole(useMe(), ...watchingRoles);
  const [isEnding, setEnding] = useState(false);
  const { waiting, state } = stop;
  return (
    <StopBanner stop={stop} names={names}>
      {waiting !== null && isWatching && (
        <Link to="/operations/stops" className="stop-waiting ui-num">
          {t(state === 'goingOn' ? 'left' : 'waiting', { count: waiting, cases: number(waiting) })}
        </Link>
      )}
      {stop.can.includes('end') && (
        <Button size="small" onClick={() => setEnding(true)}>
          {t('end.action')}
        </Button>
      )}
      {isEnding && <EndStopDialog stop={stop} names={names} onClose={() => setEnding(false)} />}
    </StopBanner>
  );
}

/** What is stopped in a process, above its pages. */
export function ProcessStops({ processId }: { processId: string }) {
  const { data } = useQuery(queries.stops({ processId, limit: 20 }));
  const namesOf = useStopNames(data?.items ?? none);
  if (!data || data.items.length === 0) return null;
  return (
    <div className="stop-banners">
      {data.items.map((stop) => (
        <OneStop key={stop.id} stop={stop} names={namesOf(stop)} />
      ))}
    </div>
  );
}

const none: readonly Stop[] = [];
