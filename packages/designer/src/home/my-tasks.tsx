import type { Home, Task } from '@fortnight/shared/contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useDirectory } from '../session/index.ts';
import { Card, Countdown, EmptyState, Icon, type IconName, Pill, useFormat, useRowFocus } from '../ui/index.ts';
import { useWords } from './words.tsx';

const icons = { approval: 'stamp', review: 'shield', task: 'user' } as const satisfies Record<Task['kind'], IconName>;

function TaskRow({ task }: { task: Task }) {
  const { t } = useTranslation('home');
  const { nameOf } = useDirectory();
  const { due } = useFormat();
  const words = useWords();
  return (
    <li>
      <Link to="/inbox/$taskId" params={{ taskId: task.id }} className="home-task" data-row="">
        <span className={`home-sign home-sign-${task.kind}`}>
          <Icon name={icons[task.kind]} label={t(`kind.${task.kind}`)} />
        </span>
        <span className="home-task-what">
          <b className="ui-trunc">{words.element(task, task.elementId, task.name)}</b>
          <span className="ui-second ui-small ui-trunc">
            {[
              task.caseName,
              words.process(task, task.processName),
              task.requestedBy && t('from', { name: nameOf(task.requestedBy) }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </span>
        <span className="home-task-due ui-small">
          <Countdown of={task} />
          {task.dueAt && <span className="ui-second ui-num">{due(task.dueAt)}</span>}
        </span>
      </Link>
    </li>
  );
}

/** My tasks, the next due first. */
export function MyTasks({ tasks }: { tasks: Home['tasks'] }) {
  const { t } = useTranslation('home');
  const list = useRowFocus<HTMLUListElement>(t('tasks.title'));
  const own = tasks.items.filter(({ assignee }) => assignee !== null);
  const others = tasks.items.filter(({ assignee }) => assignee === null);
  const note = tasks.overdueCount > 0 && (
    <Pill tone="red" icon="clock">
      {t('tasks.overdue', { count: tasks.overdueCount })}
    </Pill>
  );
  return (
    <Card title={t('tasks.title')} note={note} aside={<Link to="/inbox">{t('tasks.all', { count: tasks.mineCount })}</Link>}>
      {tasks.items.length === 0 ? (
        <EmptyState
          title={t('tasks.none')}
          action={
            tasks.groupsCount > 0 && (
              <Link to="/inbox" search={{ scope: 'groups' }}>
                {t('tasks.groups', { count: tasks.groupsCount })}
              </Link>
            )
          }
        />
      ) : (
        <>
          <ul className="home-tasks" ref={list}>
            {own.map((task) => (
              <TaskRow key={task.id} task={task} />
            ))}
            {others.length > 0 && own.length > 0 && <li className="home-between">{t('tasks.ofGroups')}</li>}
            {others.map((task) => (
              <TaskRow key={task.id} task={task} />
            ))}
          </ul>
          {tasks.groupsCount > 0 && (
            <p className="home-foot">
              <Link to="/inbox" search={{ scope: 'groups' }}>
                {t('tasks.groups', { count: tasks.groupsCount })}
              </Link>
            </p>
          )}
        </>
      )}
    </Card>
  );
}
