import type { InstanceDetail, TaskDetail } from '@fortnight/shared/contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { CaseStages, type VersionWords } from '../cases/index.ts';
import { useFormat } from '../ui/index.ts';
import { KindPill } from './kind-sign.tsx';
import { SuggestButton } from './suggest-button.tsx';

interface Props {
  readonly task: TaskDetail;
  readonly instance: InstanceDetail | undefined;
  readonly words: VersionWords;
}

/** Which task of which deal, how much it is about, and where the deal stands. */
export function TaskHead({ task, instance, words }: Props) {
  const { t } = useTranslation('inbox');
  const format = useFormat();
  const amount = words.amount(task);
  const stages = instance?.stages.map((stage) => ({ ...stage, name: words.element(task, stage.elementId, stage.name) }));
  return (
    <header className="inbox-task-head">
      <div className="ui-row ui-small">
        <KindPill kind={task.kind} />
        <span className="ui-second inbox-process-name">
          {words.process(task, task.processName)} v{task.version}
        </span>
        {task.businessKey && <span className="ui-second ui-num">{task.businessKey}</span>}
        <span className="ui-grow" />
        <SuggestButton task={task} step={words.element(task, task.elementId, task.name)} />
        <Link to="/cases/$instanceId" params={{ instanceId: task.instanceId }}>
          {t('openCase')}
        </Link>
      </div>
      <div className="inbox-task-title">
        <h1 id="inbox-task">{words.element(task, task.elementId, task.name)}</h1>
        <span className="ui-grow ui-second">{task.caseName}</span>
        {amount && <b className="ui-num inbox-amount">{format.money(amount.amount, amount.currency)}</b>}
      </div>
      {stages && <CaseStages stages={stages} />}
    </header>
  );
}
