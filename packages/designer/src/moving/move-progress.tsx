import type { Migration } from '@fortnight/shared/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, useRefusalText } from '../client/index.ts';
import { useDirectory } from '../session/index.ts';
import { Card, Icon, ProblemBanner, useFormat } from '../ui/index.ts';
import { useRate } from './use-rate.ts';
import { Whereabouts } from './whereabouts.tsx';

const acts = { pause: api.pauseMigration, resume: api.resumeMigration, retry: api.retryMigration, undo: api.undoMigration };
type Act = keyof typeof acts;

/** How far a migration is, who stays and why, and the way back. */
export function MoveProgress({ migration, onNew }: { readonly migration: Migration; readonly onNew: () => void }) {
  const { t } = useTranslation('moving');
  const { number, when } = useFormat();
  const { nameOf } = useDirectory();
  const refusalText = useRefusalText();
  const client = useQueryClient();
  const { id, state, total, moved, unchanged, failed, undone, toGo, undoable, fromVersion, toVersion } = migration;
  const act = useMutation({
    mutationFn: (what: Act) => acts[what](id),
    onSettled: () => client.invalidateQueries({ queryKey: ['processes'] }),
  });
  const share = (part: number): string => `${total === 0 ? 0 : (100 * part) / total}%`;
  const done = total === 0 ? 100 : Math.round((100 * (total - toGo)) / total);
  const button = (what: Act, label: string, isMain = false) => (
    <Button
      key={what}
      type={isMain ? 'primary' : 'default'}
      loading={act.isPending && act.variables === what}
      {...(what === 'undo' && { icon: <Icon name="undo" /> })}
      onClick={() => act.mutate(what)}
    >
      {label}
    </Button>
  );
  const isOver = state === 'done' || state === 'undone';
  return (
    <>
      <Card
        title={t('progress', { count: total, cases: number(total), from: fromVersion, to: toVersion })}
        note={t('progressNote', { name: nameOf(migration.by), when: when(migration.startedAt), reason: migration.reason })}
        aside={
          <span className="ui-row">
            <Rate migration={migration} />
            {undoable > 0 && state !== 'undoing' && button('undo', t('undo', { count: undoable, cases: number(undoable) }))}
            {failed > 0 && state === 'done' && button('retry', t('retry', { count: failed, cases: number(failed) }))}
            {state === 'running' && button('pause', t('pause'), true)}
            {state === 'paused' && button('resume', t('resume'), true)}
            {isOver && <Button onClick={onNew}>{t('newPlan')}</Button>}
          </span>
        }
      >
        <div
          className="moving-bar"
          role="progressbar"
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={done}
          aria-label={t(`states.${state}`)}
        >
          <span className="moving-bar-moved" style={{ width: share(moved) }} />
          <span className="moving-bar-failed" style={{ width: share(failed) }} />
          <span className="moving-bar-unchanged" style={{ width: share(unchanged + undone) }} />
        </div>
        <p className="moving-counts ui-num">
          <b>{t('percent', { value: number(done) })}</b>
          <span>{t(`states.${state}`)}</span>
          <span className="moving-moved">{t('counts.moved', { count: moved, cases: number(moved) })}</span>
          {failed > 0 && <span className="moving-failed">{t('counts.failed', { count: failed, cases: number(failed) })}</span>}
          {unchanged > 0 && <span>{t('counts.unchanged', { count: unchanged, cases: number(unchanged) })}</span>}
          {undone > 0 && <span>{t('counts.undone', { count: undone, cases: number(undone) })}</span>}
          {!isOver && <span>{t('counts.toGo', { count: toGo, cases: number(toGo) })}</span>}
          {moved > undoable && (
            <span className="ui-second">
              {t('undoNote', { count: moved - undoable, others: number(moved - undoable), undoable: number(undoable) })}
            </span>
          )}
        </p>
        {act.error && <ProblemBanner title={refusalText(act.error)} />}
      </Card>
      <Whereabouts migration={migration} />
    </>
  );
}

/** How fast it goes, as it is measured, and how long it will take. */
function Rate({ migration }: { readonly migration: Migration }) {
  const { t } = useTranslation('moving');
  const { number } = useFormat();
  const { perMinute, minutesLeft } = useRate(migration);
  if (perMinute === undefined) return null;
  return (
    <small className="ui-second ui-num moving-rate">
      {t('measured', { count: perMinute, rate: number(perMinute) })}
      {minutesLeft !== undefined && (
        <>
          <br />
          {minutesLeft < 1 ? t('underAMinute') : t('minutesLeft', { count: minutesLeft, minutes: number(minutesLeft) })}
        </>
      )}
    </small>
  );
}
