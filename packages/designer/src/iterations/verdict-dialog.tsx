import type { EvidenceStage, Iteration, VerdictOutcome } from '@fortnight/shared/contract';
import { Input, Modal, Radio } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useRefusalText } from '../client/index.ts';
import { ProblemBanner } from '../ui/index.ts';
import { outcomes } from './state-pill.tsx';
import { useIterationChange } from './use-iteration-change.ts';

interface Props {
  readonly iteration: Iteration;
  /** Chosen already; without it, one is chosen here. */
  readonly outcome?: VerdictOutcome;
  /** What the change is looked at again against; absent: the iteration ends with this. */
  readonly stage?: EvidenceStage;
  readonly onClose: () => void;
}

/** Gives the verdict, or a later one on what was kept; either wants a reason, and says what it does. */
export function VerdictDialog({ iteration, outcome: given, stage, onClose }: Props) {
  const { t } = useTranslation('iterations');
  const refusalText = useRefusalText();
  const id = useId();
  const [outcome, setOutcome] = useState<VerdictOutcome>(given ?? 'keep');
  const [reason, setReason] = useState('');
  const [followUp, setFollowUp] = useState('');
  const [askAgainOn, setAskAgainOn] = useState('');
  const close = useIterationChange({
    change: () =>
      stage
        ? api.comeBack(iteration.id, { stage, outcome, reason: reason.trim() })
        : api.giveVerdict(iteration.id, {
            outcome,
            reason: reason.trim(),
            ...(outcome === 'keepUnproven' && askAgainOn !== '' && { askAgainOn }),
            ...(followUp.trim() !== '' && { followUp: followUp.trim() }),
          }),
    onDone: onClose,
    isTold: false,
  });
  const live = iteration.versions.find(({ state }) => state === 'live' || state === 'rollingOut')?.version;
  return (
    <Modal
      open
      title={t('verdict.dialog', { number: iteration.number })}
      okText={t(`outcomeDo.${outcome}`)}
      cancelText={t('cancel')}
      okButtonProps={{ danger: outcome === 'rollBack', disabled: reason.trim() === '', loading: close.isPending }}
      onOk={() => close.mutate()}
      onCancel={onClose}
    >
      <div className="iterations-form">
        {!given && (
          <Radio.Group
            aria-label={t('verdict.title')}
            value={outcome}
            onChange={({ target }) => setOutcome(target.value as VerdictOutcome)}
            options={outcomes.map((value) => ({ value, label: t(`outcomeDo.${value}`) }))}
          />
        )}
        <p className="ui-second">{t(stage ? 'verdict.comeBackEffect' : `verdict.effect.${outcome}`, { version: live ?? '' })}</p>
        <label htmlFor={`${id}-why`}>{t('verdict.why')}</label>
        <Input.TextArea
          id={`${id}-why`}
          autoFocus
          autoSize={{ minRows: 2, maxRows: 8 }}
          maxLength={4000}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        {!stage && (
          <>
            <label htmlFor={`${id}-next`}>{t('verdict.followUp')}</label>
            <Input.TextArea
              id={`${id}-next`}
              autoSize={{ minRows: 1, maxRows: 4 }}
              maxLength={4000}
              value={followUp}
              onChange={({ target }) => setFollowUp(target.value)}
            />
          </>
        )}
        {!stage && outcome === 'keepUnproven' && (
          <>
            <label htmlFor={`${id}-again`}>{t('verdict.askAgainOn')}</label>
            <Input id={`${id}-again`} type="date" value={askAgainOn} onChange={({ target }) => setAskAgainOn(target.value)} />
          </>
        )}
        {close.error && <ProblemBanner title={refusalText(close.error)} />}
      </div>
    </Modal>
  );
}
