import type { IterationRhythm } from '@fortnight/shared/contract';
import { Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useRefusalText } from '../client/index.ts';
import { ProblemBanner, useFormat } from '../ui/index.ts';
import { useIterationChange } from './use-iteration-change.ts';

/** On which day the fortnights of the workspace begin. */
export function RhythmDialog({ rhythm, onClose }: { rhythm: IterationRhythm; onClose: () => void }) {
  const { t } = useTranslation('iterations');
  const refusalText = useRefusalText();
  const { calendarDay } = useFormat();
  const id = useId();
  const [anchor, setAnchor] = useState(rhythm.anchor);
  const save = useIterationChange({
    change: () => api.setIterationRhythm({ anchor }),
    onDone: onClose,
    isTold: false,
  });
  return (
    <Modal
      open
      title={t('rhythm.title')}
      okText={t('rhythm.save')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: anchor === '', loading: save.isPending }}
      onOk={() => save.mutate()}
      onCancel={onClose}
    >
      <div className="iterations-form">
        <p className="ui-second">{t('rhythm.effect')}</p>
        <label htmlFor={id}>{t('rhythm.anchor')}</label>
        <Input id={id} type="date" value={anchor} onChange={({ target }) => setAnchor(target.value)} />
        <p className="ui-second ui-small">{t('rhythm.zone', { zone: rhythm.timeZone, calendar: rhythm.calendar })}</p>
        <p className="ui-small">{t('rhythm.asNow')}</p>
        <ul className="iterations-fortnights ui-small ui-num">
          {rhythm.fortnights.map(({ startsOn, endsOn, isMoved, dayCount }) => (
            <li key={startsOn}>
              {t('span', { from: calendarDay(startsOn).both, to: calendarDay(endsOn).both })}
              {isMoved && <span className="ui-second"> {t('rhythm.moved', { count: dayCount })}</span>}
            </li>
          ))}
        </ul>
        {save.error && <ProblemBanner title={refusalText(save.error)} />}
      </div>
    </Modal>
  );
}
