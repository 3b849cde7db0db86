import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VersionWords } from '../cases/index.ts';
import { TaskRow } from './task-row.tsx';
import type { TaskGroup } from './use-tasks.ts';

interface Props {
  readonly groups: readonly TaskGroup[];
  readonly openId: string | undefined;
  readonly marked: ReadonlySet<string>;
  readonly words: VersionWords;
  readonly onMark: (taskId: string) => void;
  readonly onMore?: (() => void) | undefined;
}

/** The tasks by how soon they are due; what is due later is folded while there is anything sooner. */
export function TaskList({ groups, openId, marked, words, onMark, onMore }: Props) {
  const { t } = useTranslation('inbox');
  return (
    <div className="inbox-rows">
      {groups.map(({ group, tasks }) => (
        <DueSection
          key={group}
          {...{ group, tasks, openId, marked, words, onMark }}
          isFoldable={group === 'later' && groups.length > 1}
        />
      ))}
      {onMore && (
        <Button type="link" onClick={onMore}>
          {t('more')}
        </Button>
      )}
    </div>
  );
}

type SectionProps = TaskGroup & Pick<Props, 'openId' | 'marked' | 'words' | 'onMark'> & { readonly isFoldable: boolean };

function DueSection({ group, tasks, openId, marked, words, onMark, isFoldable }: SectionProps) {
  const { t } = useTranslation('inbox');
  const [isUnfolded, setUnfolded] = useState(false);
  const isShown = !isFoldable || isUnfolded || tasks.some(({ id }) => id === openId);
  const name = group === 'all' ? t('byAge') : t(`due.${group}`);
  return (
    <section aria-label={`${name} ${tasks.length}`}>
      <h2 className={`inbox-due inbox-due-${group}`}>
        {name} <span className="ui-num">{tasks.length}</span>
      </h2>
      {isShown ? (
        <ul>
          {tasks.map((task) => (
            <TaskRow
              key={task.id}
              task={task}
              isOpen={task.id === openId}
              isMarked={marked.has(task.id)}
              isMarking={marked.size > 0}
              words={words}
              onMark={() => onMark(task.id)}
            />
          ))}
        </ul>
      ) : (
        <Button type="link" size="small" className="inbox-unfold" onClick={() => setUnfolded(true)}>
          {t('showLater', { count: tasks.length })}
        </Button>
      )}
    </section>
  );
}
