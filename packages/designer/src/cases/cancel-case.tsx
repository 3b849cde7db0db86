import type { InstanceDetail } from '@fortnight/shared/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Input, Modal, Radio, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useRefusalText } from '../client/index.ts';
import { ProblemBanner } from '../ui/index.ts';

/** The loss reasons of the stage that the case stands in, else of all its stages. */
export function lossReasonsOf(stages: InstanceDetail['stages']): readonly { readonly id: string; readonly name: string }[] {
  const here = stages.filter(({ state }) => state === 'now').flatMap(({ lossReasons }) => lossReasons);
  const found = here.length > 0 ? here : stages.flatMap(({ lossReasons }) => lossReasons);
  return [...new Map(found.map((reason) => [reason.id, reason])).values()];
}

/** Ends a case for good, as lost or without an outcome, with a reason on record; one's own, as lost alone. */
export function CancelCase(props: { instance: InstanceDetail; isAsLost: boolean; onClose: () => void }) {
  const { instance, isAsLost, onClose } = props;
  const { t } = useTranslation('cases');
  const id = useId();
  const client = useQueryClient();
  const { message } = App.useApp();
  const refusalText = useRefusalText();
  const reasons = lossReasonsOf(instance.stages);
  const [how, setHow] = useState<'lost' | 'plain'>(reasons.length > 0 ? 'lost' : 'plain');
  const [lossReason, setLossReason] = useState<string>();
  const [reason, setReason] = useState('');
  const cancel = useMutation({
    mutationFn: () =>
      api.cancelInstance(instance.id, {
        reason: reason.trim() || (how === 'lost' ? (reasons.find(({ id: known }) => known === lossReason)?.name ?? '') : ''),
        ...(how === 'lost' && lossReason !== undefined && { lossReason }),
      }),
    onSuccess: () => {
      for (const key of ['instances', 'tasks', 'home']) void client.invalidateQueries({ queryKey: [key] });
      void message.success(t(how === 'lost' ? 'closedAsLost' : 'cancelled'));
      onClose();
    },
  });
  const [isAsked, setAsked] = useState(false);
  const lacksLoss = how === 'lost' && lossReason === undefined;
  // What was lost says why by its loss reason, which stands for a comment that nobody wrote.
  const lacksReason = how === 'plain' && reason.trim() === '';
  const onOk = () => {
    setAsked(true);
    if (!lacksLoss && !lacksReason) cancel.mutate();
  };
  const said = (field: string) =>
    ({ 'aria-invalid': true, 'aria-describedby': `${id}-${field}-lacks`, status: 'error' }) as const;
  return (
    <Modal
      open
      title={t(isAsLost ? 'closeAsLostTitle' : 'cancelTitle', { name: instance.caseName || (instance.businessKey ?? '') })}
      okText={t(isAsLost ? 'closeAsLostDo' : 'cancelDo')}
      cancelText={t('keep')}
      okButtonProps={{ danger: true, loading: cancel.isPending }}
      onOk={onOk}
      onCancel={onClose}
    >
      <p className="case-dialog-note">{t('cancelEffect', { count: instance.openTaskCount })}</p>
      {reasons.length > 0 && !isAsLost && (
        <div className="case-field">
          <span id={`${id}-how`}>{t('cancelHow')}</span>
          <Radio.Group
            aria-labelledby={`${id}-how`}
            value={how}
            options={[
              { value: 'lost', label: t('cancelAsLost') },
              { value: 'plain', label: t('cancelPlain') },
            ]}
            onChange={({ target }) => setHow(target.value === 'lost' ? 'lost' : 'plain')}
          />
        </div>
      )}
      {how === 'lost' && (
        <div className="case-field">
          <label htmlFor={`${id}-loss`}>{t('cancelWhyLost')}</label>
          <Select
            id={`${id}-loss`}
            options={reasons.map((entry) => ({ value: entry.id, label: entry.name }))}
            value={lossReason ?? null}
            {...(isAsked && lacksLoss && said('loss'))}
            onChange={(value) => setLossReason(value ?? undefined)}
          />
          {isAsked && lacksLoss && (
            <small id={`${id}-loss-lacks`} className="case-problem" role="alert">
              {t('cancelLossNeeded')}
            </small>
          )}
        </div>
      )}
      <div className="case-field">
        <label htmlFor={`${id}-why`}>{t(how === 'lost' ? 'cancelMore' : 'cancelReason')}</label>
        <Input.TextArea
          id={`${id}-why`}
          rows={3}
          value={reason}
          {...(isAsked && lacksReason && said('why'))}
          onChange={({ target }) => setReason(target.value)}
        />
        {isAsked && lacksReason && (
          <small id={`${id}-why-lacks`} className="case-problem" role="alert">
            {t('cancelReasonNeeded')}
          </small>
        )}
      </div>
      {cancel.error && <ProblemBanner title={refusalText(cancel.error)} />}
    </Modal>
  );
}
