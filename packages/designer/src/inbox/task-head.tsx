import type { InstanceDetail, TaskDetail } from '@fortnight/shared/contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { CaseStages } from '../cases/index.ts';
import { useFormat } from '../ui/index.ts';
import { amountOf } from './inbox-filters.ts';
import { KindPill } from './kind-sign.tsx';

/** Which task of which deal, how much it is about, and where the deal stands. */
export function TaskHead({ task, instance }: { task: TaskDetail; instance: InstanceDetail | undefined }) {
  const { t } = useTranslation('inbox');
  return (
    <header className="inbox-task-head">
      <div className="ui-row ui-small">
        <KindPill kind={task.kind} />
        <span className="ui-second inbox-process-name">
          {task.processName} v{task.version}
        </span>
        {task.businessKey && <span className="ui-second ui-num">{task.businessKey}</span>}
        <span className="ui-grow" />
        <Link to="/cases/$instanceId" params={{ instanceId: task.instanceId }}>
          {t('openCase')}
        </Link>
      </div>
      <div className="inbox-task-title">
        <h1 id="inbox-task">{task.name}</h1>
        <span className="ui-grow ui-second">{task.caseName}</span>
        <Amount task={task} instance={instance} />
      </div>
      {instance && <CaseStages stages={instance.stages} />}
    </header>
  );
}

function Amount({ task, instance }: { task: TaskDetail; instance: InstanceDetail | undefined }) {
  const format = useFormat();
  const declared = instance?.data.find(({ type, value }) => type === 'money' && typeof value === 'number');
  const found = amountOf(task);
  const amount = found?.amount ?? (typeof declared?.value === 'number' ? declared.value : undefined);
  if (amount === undefined) return null;
  return <b className="ui-num inbox-amount">{format.money(amount, found?.currency ?? declared?.currency)}</b>;
}
