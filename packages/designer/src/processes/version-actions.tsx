import type { Review } from '@fortnight/shared/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Dropdown } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BlackoutChoice, useBlackoutWay } from '../blackout/index.ts';
import { api, queries } from '../client/index.ts';
import { Icon, useFormat } from '../ui/index.ts';
import { DecisionDialog } from './decision-dialog.tsx';
import { ScheduleDialog } from './schedule-dialog.tsx';

type Action = 'publish' | 'schedule' | 'unschedule' | 'override' | 'withdraw';

/** What this reader may do with a version that was proposed and is neither published nor closed. */
export function VersionActions({ review, isQuiet = false }: { readonly review: Review; readonly isQuiet?: boolean }) {
  const { t } = useTranslation('processes');
  const [open, setOpen] = useState<Action>();
  const { version } = review.version;
  const may = (action: Action) => review.can.includes(action);
  const rare: readonly Action[] = [
    ...(may('publish') ? (['schedule'] as const) : []),
    ...(['unschedule', 'withdraw', 'override'] as const).filter(may),
  ];
  return (
    <>
      {may('publish') && (
        <Button type={isQuiet ? 'default' : 'primary'} onClick={() => setOpen('publish')}>
          {t('versionAction.publish', { version })}
        </Button>
      )}
      {rare.length > 0 && (
        <Dropdown
          trigger={['click']}
          placement="bottomRight"
          menu={{
            items: rare.map((action) => ({ key: action, label: t(`versionAction.${action}`), danger: action === 'override' })),
            onClick: ({ key }) => setOpen(key as Action),
          }}
        >
          <Button icon={<Icon name="more" />} aria-label={t('versionAction.more', { version })} />
        </Dropdown>
      )}
      {open === 'schedule' && <ScheduleDialog version={review.version} onClose={() => setOpen(undefined)} />}
      {open && open !== 'schedule' && (
        <ActionDialog key={open} action={open} review={review} onClose={() => setOpen(undefined)} />
      )}
    </>
  );
}

const done = { publish: 'published', override: 'published', withdraw: 'withdrawn', unschedule: 'unscheduled' } as const;

interface DialogProps {
  readonly action: Exclude<Action, 'schedule'>;
  readonly review: Review;
  readonly onClose: () => void;
}

function ActionDialog({ action, review: { version: of }, onClose }: DialogProps) {
  const { t } = useTranslation('processes');
  const client = useQueryClient();
  const { message } = App.useApp();
  const { processId, version, proposal } = of;
  const { data: process } = useQuery(queries.process(processId));
  const { when } = useFormat();
  const isPublished = action === 'publish' || action === 'override';
  // What lacks its review can have no time.
  const way = useBlackoutWay(processId, { isOn: isPublished, canWait: action === 'publish' });
  const { waitsUntil } = way;
  const decide = useMutation<unknown, Error, string>({
    mutationFn: (said) => {
      if (action === 'unschedule') return api.unscheduleVersion(processId, version);
      if (action === 'withdraw') return api.withdrawVersion(processId, version, said === '' ? {} : { reason: said });
      if (waitsUntil) return api.publish(processId, { version, at: waitsUntil });
      return api.publish(processId, { version, ...way.body, ...(said !== '' && { overrideReason: said }) });
    },
    onSuccess: async () => {
      for (const key of ['processes', 'home']) await client.invalidateQueries({ queryKey: [key] });
      const said = waitsUntil
        ? t('schedule.done', { version, when: when(waitsUntil) })
        : t(`versionAction.${done[action]}`, { version });
      message.success(said, 6);
      onClose();
    },
  });
  const count = process?.runningCount ?? 0;
  const openComments = proposal?.openCommentCount ?? 0;
  const effect = waitsUntil ? t('schedule.effect') : t(`versionAction.${isPublished ? 'publish' : action}Effect`, { count });
  const warning = isPublished && openComments > 0 ? t('versionAction.openComments', { count: openComments }) : '';
  return (
    <DecisionDialog
      title={t(`versionAction.${action}Title`, { version })}
      effect={[effect, warning].filter((each) => each !== '').join(' ')}
      action={way.action ?? t(`versionAction.${action}Do`, { version })}
      {...((action === 'override' || action === 'withdraw') && { label: t(`versionAction.${action}Why`) })}
      isOptional={action === 'withdraw'}
      isDanger={action === 'override' || action === 'withdraw'}
      isBlocked={way.isBlocked}
      isBusy={decide.isPending}
      error={decide.error}
      onDecide={decide.mutate}
      onClose={onClose}
    >
      <BlackoutChoice way={way} />
    </DecisionDialog>
  );
}
