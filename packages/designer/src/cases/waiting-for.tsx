import type { InstanceDetail, Task } from '@fortnight/shared/contract';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useRefusalText } from '../client/index.ts';
import { useDirectory, useMe } from '../session/index.ts';
import { Avatar, Countdown, Icon } from '../ui/index.ts';
import { isRunning } from './called-cases.tsx';
import type { Namer } from './sentence.ts';
import { useGroupName } from './use-group-names.ts';
import { Withdraw } from './withdraw.tsx';

/** Who is to act now, how long they have, and a reminder to all of them. */
export function WaitingFor({ instance, namer }: { instance: InstanceDetail; namer: Namer }) {
  const { t } = useTranslation('cases');
  const open = instance.tasks.filter(({ state }) => state === 'open');
  const asked = open.find(({ kind }) => kind === 'approval')?.elementId;
  const [isWithdrawing, setWithdrawing] = useState(false);
  const remind = useRemind(open);
  const me = useMe();
  const navigate = useNavigate();
  if (instance.endedAt !== null) return null;
  const places = placesOf(instance, namer);
  const called = instance.children.filter(isRunning).length;
  const nobody = called > 0 ? t('waitingForCalled', { count: called }) : t('waitingForNobody');
  const mine = open.every(({ assignee }) => assignee !== null && assignee === me.userId) ? open[0] : undefined;
  return (
    <section className="case-waiting">
      <h2>{open.length > 0 ? t('waitingFor', { count: open.length }) : nobody}</h2>
      {open.length === 0 && places.length > 0 && (
        <p className="ui-small ui-second">{t('waitsAt', { places: places.join(', ') })}</p>
      )}
      <ul>
        {open.map((task) => (
          <WaitingRow key={task.id} task={task} namer={namer} />
        ))}
      </ul>
      {mine && (
        <Button size="small" type="primary" onClick={() => void navigate({ to: '/inbox/$taskId', params: { taskId: mine.id } })}>
          {t('openTask')}
        </Button>
      )}
      {open.length > 0 && !mine && instance.can.includes('remind') && (
        <Button
          size="small"
          type={instance.openIncidentCount > 0 ? 'default' : 'primary'}
          icon={<Icon name="clock" />}
          loading={remind.isPending}
          onClick={() => remind.mutate()}
        >
          {t('remind')}
        </Button>
      )}
      {instance.can.includes('withdraw') && asked !== undefined && (
        <Button size="small" type="text" onClick={() => setWithdrawing(true)}>
          {t('withdraw')}
        </Button>
      )}
      {isWithdrawing && asked !== undefined && (
        <Withdraw instanceId={instance.id} elementId={asked} name={namer.element(asked)} onClose={() => setWithdrawing(false)} />
      )}
    </section>
  );
}

/** Where a case stands, in words: at its tokens, and at what stands still. */
export function placesOf({ tokens, incidents }: Pick<InstanceDetail, 'tokens' | 'incidents'>, namer: Namer): readonly string[] {
  const standing = [...tokens, ...incidents.filter(({ state }) => state === 'open')];
  return [...new Set(standing.map(({ elementId }) => namer.element(elementId)))];
}

function WaitingRow({ task, namer }: { task: Task; namer: Namer }) {
  const { t } = useTranslation('cases');
  const { nameOf } = useDirectory();
  const users = task.assignee === null ? task.candidateUsers : [task.assignee];
  const groupName = useGroupName();
  const groups = task.candidateGroups.map(groupName).join(', ');
  const nobody = groups === '' ? t('anybody') : t('groups', { groups });
  const who = users.length > 0 ? users.map(nameOf).join(', ') : nobody;
  return (
    <li className="case-who">
      {users.length > 0 || groups !== '' ? (
        <Avatar name={users.length === 0 ? groups : who} {...(users[0] !== undefined && { id: users[0] })} />
      ) : (
        <Icon name="user" />
      )}
      <span className="ui-grow">
        <b>{who}</b>{' '}
        <Link to="/inbox/$taskId" params={{ taskId: task.id }} className="ui-small">
          {namer.element(task.elementId) === task.elementId ? task.name : namer.element(task.elementId)}
        </Link>
      </span>
      <Countdown of={task} />
    </li>
  );
}

function useRemind(tasks: readonly Task[]) {
  const { t } = useTranslation('cases');
  const { message } = App.useApp();
  const refusalText = useRefusalText();
  return useMutation({
    mutationFn: () => Promise.all(tasks.map(({ id }) => api.remindTask(id))),
    onSuccess: () => void message.success(t('reminded')),
    onError: (error) => void message.error(refusalText(error)),
  });
}
