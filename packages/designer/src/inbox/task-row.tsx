import type { Task } from '@fortnight/shared/contract';
import { Link } from '@tanstack/react-router';
import { Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import type { VersionWords } from '../cases/index.ts';
import { useDirectory } from '../session/index.ts';
import { Countdown, useFormat } from '../ui/index.ts';
import { KindSign } from './kind-sign.tsx';

interface Props {
  readonly task: Task;
  readonly isOpen: boolean;
  readonly isMarked: boolean;
  readonly isMarking: boolean;
  readonly words: VersionWords;
  readonly onMark: () => void;
}

/** A task in three lines: what and how long, which deal, from whom and until when. */
export function TaskRow({ task, isOpen, isMarked, isMarking, words, onMark }: Props) {
  const { t } = useTranslation('inbox');
  const format = useFormat();
  const amount = words.amount(task);
  const name = words.element(task, task.elementId, task.name);
  const classes = ['inbox-row', isOpen && 'is-open', isMarked && 'is-marked', isMarking && 'is-marking']
    .filter(Boolean)
    .join(' ');
  return (
    <li className={classes} data-task={task.id}>
      <span className="inbox-mark">
        <KindSign kind={task.kind} />
        <Checkbox checked={isMarked} onChange={onMark} aria-label={t('select', { name: `${name}, ${task.caseName}` })} />
      </span>
      <Link
        to="/inbox/$taskId"
        params={{ taskId: task.id }}
        search={(before) => before}
        className="inbox-lines"
        {...(isOpen && { 'aria-current': 'true' as const })}
      >
        <b className="ui-trunc">{name}</b>
        <span>
          <Countdown of={task} />
        </span>
        <span className="ui-trunc">{task.caseName}</span>
        <span className="ui-num">{amount && format.money(amount.amount, amount.currency)}</span>
        <Origin task={task} />
        <span className="ui-num">{task.dueAt && format.due(task.dueAt)}</span>
      </Link>
    </li>
  );
}
/** Who asked; of a checkpoint, what failed. */
function Origin({ task }: { task: Task }) {
  const { t } = useTranslation('inbox');
  const { nameOf } = useDirectory();
  const from = task.requestedBy ? nameOf(task.requestedBy) : undefined;
  if (task.kind === 'review' && task.failedRules?.length) {
    const failed = t('rulesFailed', { count: task.failedRules.length });
    return <span className="ui-trunc">{from === undefined ? failed : `${failed} · ${from}`}</span>;
  }
  return <span className="ui-trunc">{from === undefined ? t('fromNobody') : t('from', { name: from })}</span>;
}
