import type { Rollout } from '@fortnight/shared/contract';
import { Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useRefusalText } from '../client/index.ts';
import { instantOf, ProblemBanner, useTimeZone, wallClockAt } from '../ui/index.ts';
import { useIterationChange } from './use-iteration-change.ts';

export interface Step {
  readonly share: number;
  /** When it is to be taken. */
  readonly at: string;
}

interface Props {
  readonly rollout: Rollout;
  readonly step: Step;
  /** The day that it was dropped on; its own unless given. */
  readonly date?: string | undefined;
  readonly onClose: () => void;
}

/** Takes a step of a roll-out at another time; on Versions it is the same step. */
export function MoveStepDialog({ rollout, step, date, onClose }: Props) {
  const { t } = useTranslation('iterations');
  const refusalText = useRefusalText();
  const id = useId();
  const timeZone = useTimeZone((state) => state.timeZone);
  const { version } = rollout;
  const { share } = step;
  const [at, setAt] = useState(() => {
    const now = wallClockAt(Date.parse(step.at), timeZone);
    return date === undefined ? now : `${date}${now.slice(10)}`;
  });
  const instant = instantOf(at, timeZone);
  const isOver = instant === undefined || instant <= Date.now();
  const move = useIterationChange({
    change: (moved: string) =>
      api.rollOut(rollout.processId, {
        version,
        share: rollout.share,
        isPaused: rollout.isPaused,
        steps: rollout.steps.map((each) => (each.share === share ? { share, at: moved } : each)),
      }),
    onDone: onClose,
    isTold: false,
  });
  return (
    <Modal
      open
      title={t('step.title', { version, share })}
      okText={t('step.do')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: isOver, loading: move.isPending }}
      onOk={() => instant !== undefined && move.mutate(new Date(instant).toISOString())}
      onCancel={onClose}
    >
      <div className="iterations-form">
        <p className="ui-second">{t('step.effect')}</p>
        <label htmlFor={id}>{t('step.when', { zone: timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone })}</label>
        <Input id={id} type="datetime-local" value={at} onChange={({ target }) => setAt(target.value)} />
        {isOver && <p className="ui-second ui-small">{t('step.over')}</p>}
        {move.error && <ProblemBanner title={refusalText(move.error)} />}
      </div>
    </Modal>
  );
}
