import type { BlackoutPeriod } from '@fortnight/shared/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Checkbox, Input, Modal, Select } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, queries, useRefusalText } from '../client/index.ts';
import { ProblemBanner, useLocalName } from '../ui/index.ts';

interface Props {
  /** Absent: a new one. */
  readonly period?: BlackoutPeriod | undefined;
  readonly onClose: () => void;
}

/** Which days are closed, each year or once, and for which processes. */
export function PeriodDialog({ period, onClose }: Props) {
  const { t } = useTranslation('blackout');
  const client = useQueryClient();
  const refusalText = useRefusalText();
  const localName = useLocalName();
  const { message } = App.useApp();
  const ids = { form: useId(), name: useId(), startsOn: useId(), endsOn: useId(), which: useId() };
  const [name, setName] = useState(period?.name ?? '');
  const [startsOn, setStartsOn] = useState(period?.startsOn ?? '');
  const [endsOn, setEndsOn] = useState(period?.endsOn ?? '');
  const [isYearly, setYearly] = useState(period?.isYearly ?? false);
  const [processIds, setProcessIds] = useState<readonly string[]>(period?.processIds ?? []);
  const { data: processes } = useQuery(queries.processes());
  const save = useMutation({
    mutationFn: () => {
      const body = {
        name: name.trim(),
        startsOn,
        endsOn,
        isYearly,
        processIds: processIds.length === 0 ? null : [...processIds],
      };
      return period ? api.changeBlackoutPeriod(period.id, body) : api.addBlackoutPeriod(body);
    },
    onSuccess: async (saved) => {
      for (const key of ['blackout', 'processes', 'iterations']) await client.invalidateQueries({ queryKey: [key] });
      message.success(
        [t('saved', { name: saved.name }), ...(saved.holds.length > 0 ? [t('holds', { count: saved.holds.length })] : [])].join(
          t('apart'),
        ),
        6,
      );
      onClose();
    },
  });
  const isReady = name.trim() !== '' && startsOn !== '' && endsOn >= startsOn;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) save.mutate();
  };
  return (
    <Modal
      open
      title={period ? t('changeTitle', { name: period.name }) : t('addTitle')}
      okText={t('save')}
      cancelText={t('cancel')}
      okButtonProps={{ htmlType: 'submit', form: ids.form, disabled: !isReady, loading: save.isPending }}
      onCancel={onClose}
    >
      <form id={ids.form} className="operations-period" onSubmit={submit}>
        {save.error && <ProblemBanner title={refusalText(save.error)} />}
        <div>
          <label htmlFor={ids.name}>{t('name')}</label>
          <Input
            id={ids.name}
            autoFocus
            maxLength={255}
            placeholder={t('nameHint')}
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
        </div>
        <div className="operations-days">
          <div>
            <label htmlFor={ids.startsOn}>{t('startsOn')}</label>
            <Input id={ids.startsOn} type="date" value={startsOn} onChange={({ target }) => setStartsOn(target.value)} />
          </div>
          <div>
            <label htmlFor={ids.endsOn}>{t('endsOn')}</label>
            <Input id={ids.endsOn} type="date" min={startsOn} value={endsOn} onChange={({ target }) => setEndsOn(target.value)} />
          </div>
        </div>
        <Checkbox checked={isYearly} onChange={({ target }) => setYearly(target.checked)}>
          {t('isYearly')}
        </Checkbox>
        <div>
          <label htmlFor={ids.which}>{t('which')}</label>
          <Select
            id={ids.which}
            mode="multiple"
            placeholder={t('every')}
            value={processIds}
            onChange={setProcessIds}
            optionFilterProp="label"
            options={(processes?.items ?? []).map((process) => ({ value: process.id, label: localName(process) }))}
          />
        </div>
      </form>
    </Modal>
  );
}
