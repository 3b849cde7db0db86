import type { Version } from '@fortnight/shared/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BlackoutChoice, useBlackoutWay } from '../blackout/index.ts';
import { api, useRefusalText } from '../client/index.ts';
import { instantOf, ProblemBanner, useFormat, useTimeZone, wallClockAt } from '../ui/index.ts';

const hourMs = 3_600_000;

/** Sets the time at which an approved version is published. */
export function ScheduleDialog({ version: of, onClose }: { readonly version: Version; readonly onClose: () => void }) {
  const { t } = useTranslation(['processes', 'blackout']);
  const { when } = useFormat();
  const refusalText = useRefusalText();
  const client = useQueryClient();
  const { message } = App.useApp();
  const id = useId();
  const timeZone = useTimeZone((state) => state.timeZone);
  const { processId, version, proposal } = of;
  const [at, setAt] = useState(() => wallClockAt(Date.parse(proposal?.publishAt ?? '') || Date.now() + 24 * hourMs, timeZone));
  const instant = instantOf(at, timeZone);
  const isOver = instant === undefined || instant <= Date.now();
  const way = useBlackoutWay(processId, { at: instant, isOn: !isOver, canWait: false });
  const free = way.closure?.nextFreeAt;
  const schedule = useMutation({
    mutationFn: (publishAt: string) => api.publish(processId, { version, at: publishAt, ...way.body }),
    onSuccess: async (_, publishAt) => {
      for (const key of ['processes', 'home']) await client.invalidateQueries({ queryKey: [key] });
      message.success(t('schedule.done', { version, when: when(publishAt) }), 6);
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t('schedule.title', { version })}
      okText={t('schedule.action')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: isOver || way.isBlocked, loading: schedule.isPending }}
      onOk={() => instant !== undefined && schedule.mutate(new Date(instant).toISOString())}
      onCancel={onClose}
    >
      <div className="processes-form">
        <p className="ui-second">{t('schedule.effect')}</p>
        <label htmlFor={id}>{t('schedule.when', { zone: timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone })}</label>
        <Input id={id} type="datetime-local" value={at} onChange={({ target }) => setAt(target.value)} />
        {isOver && <p className="ui-second ui-small">{t('schedule.over')}</p>}
        <BlackoutChoice way={way}>
          {free && (
            <Button type="primary" onClick={() => setAt(wallClockAt(Date.parse(free), timeZone))}>
              {t('blackout:takeFree', { when: when(free) })}
            </Button>
          )}
        </BlackoutChoice>
        {schedule.error && <ProblemBanner title={refusalText(schedule.error)} />}
      </div>
    </Modal>
  );
}
