import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemError, queries, useRefusalText } from '../client/index.ts';
import { EmptyState, Icon, LoadingSkeleton, ProblemBanner } from '../ui/index.ts';
import type { Decision } from './held-decisions.ts';
import { TaskWork } from './task-work.tsx';
import { TimeLimit } from './time-limit.tsx';

export interface TaskPaneProps {
  readonly taskId: string;
  readonly isPhone: boolean;
  /** What was decided about it and is on its way. */
  readonly onItsWay: Decision | undefined;
  /** Several are selected: keys act on those. */
  readonly isSelecting: boolean;
  readonly onDecide: (decision: Decision) => void;
  readonly onBack: () => void;
  readonly onNext: (() => void) | undefined;
}

/** One task beside the list; on a phone, instead of it. */
export function TaskPane({ taskId, isPhone, onItsWay, isSelecting, onDecide, onBack, onNext }: TaskPaneProps) {
  const { t } = useTranslation('inbox');
  const refusalText = useRefusalText();
  const { data: task, error, refetch } = useQuery(queries.task(taskId));
  const isGone = error instanceof ProblemError && error.status === 404;
  return (
    <article className="inbox-task" {...(task && { 'aria-labelledby': 'inbox-task' })}>
      <div className="inbox-phone-bar">
        <Button type="text" icon={<Icon name="left" />} aria-label={t('back')} onClick={onBack} />
        <span className="ui-grow">{task?.state === 'open' && !isGone && <TimeLimit task={task} />}</span>
        <Button type="text" icon={<Icon name="down" />} aria-label={t('next')} disabled={!onNext} onClick={onNext} />
      </div>
      {task && <TaskWork key={task.id} task={task} {...{ isPhone, isGone, onItsWay, isSelecting, onDecide, onBack }} />}
      {!task && !error && <LoadingSkeleton lines={9} />}
      {isGone && !task && (
        <EmptyState title={t('gone')} action={<Button onClick={onBack}>{t('back')}</Button>}>
          {t('goneText')}
        </EmptyState>
      )}
      {error && !isGone && !task && (
        <div className="inbox-trouble">
          <ProblemBanner title={refusalText(error)} onRetry={() => void refetch()} />
        </div>
      )}
    </article>
  );
}
