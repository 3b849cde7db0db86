import type { ProcessDetail } from '@fortnight/shared/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { App, Input, Modal, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, queries, useRefusalText } from '../client/index.ts';
import { FormFields, textIn, useForm } from '../forms/index.ts';
import { StopBanner } from '../stops/index.ts';
import { EmptyState, LoadingSkeleton, ProblemBanner, useAppearance, useTimeZone } from '../ui/index.ts';
import { useDataOf } from './version-model.ts';

/** Starts a case by the process's start form. */
export function StartCase({ processId, onClose }: { processId?: string | undefined; onClose: () => void }) {
  const { t } = useTranslation('cases');
  const id = useId();
  const language = useAppearance((state) => state.language);
  const [chosen, setChosen] = useState(processId);
  const { data: startable } = useQuery(queries.processes({ startable: true }));
  const [only] = startable?.items.length === 1 ? startable.items : [];
  const process = chosen ?? only?.id;
  const { data: detail } = useQuery({ ...queries.process(process ?? ''), enabled: process !== undefined });
  const options = (startable?.items ?? []).map(({ id: value, name, labels }) => ({ value, label: labels[language] ?? name }));

  if (startable && startable.items.length === 0)
    return (
      <Modal open title={t('start')} footer={null} onCancel={onClose}>
        <EmptyState title={t('startNothing')} />
      </Modal>
    );
  const choice = (
    <div className="case-field">
      <label htmlFor={`${id}-process`}>{t('startWhich')}</label>
      <Select
        id={`${id}-process`}
        options={options}
        value={process ?? null}
        onChange={(value) => setChosen(value ?? undefined)}
      />
    </div>
  );
  if (process !== undefined && detail?.id === process)
    return (
      <StartForm key={detail.id} process={detail} onClose={onClose}>
        {choice}
      </StartForm>
    );
  return (
    <Modal open title={t('start')} footer={null} onCancel={onClose}>
      {choice}
      {process !== undefined && <LoadingSkeleton lines={4} />}
    </Modal>
  );
}

type StartFormProps = { process: ProcessDetail; onClose: () => void; children: React.ReactNode };
function StartForm({ process, onClose, children }: StartFormProps) {
  const { t } = useTranslation(['cases', 'stops']);
  const id = useId();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const refusalText = useRefusalText();
  const language = useAppearance((state) => state.language);
  const timeZone = useTimeZone((state) => state.timeZone);
  const data = useDataOf(process.id, process.liveVersion?.version);
  const form = useForm(process.form ?? undefined, noVariables, { data, timeZone });
  const [businessKey, setBusinessKey] = useState('');
  const start = useMutation({
    mutationFn: api.startInstance,
    onSuccess: ({ id: instanceId }) => {
      void message.success(t('started'));
      onClose();
      void navigate({ to: '/cases/$instanceId', params: { instanceId } });
    },
  });
  const { data: stops } = useQuery(queries.stops({ processId: process.id }));
  const stop = stops?.items.find(({ kind, holds, state }) => kind === 'process' && holds !== 'cases' && state === 'inForce');
  const submit = () => {
    const variables = form.take();
    if (!variables) return;
    const key = businessKey.trim();
    start.mutate({ processId: process.id, variables, ...(key !== '' && { businessKey: key }) });
  };
  return (
    <Modal
      open
      width={640}
      title={t('startOf', { process: process.labels[language] ?? process.name })}
      okText={t('startNow')}
      cancelText={t('close')}
      confirmLoading={start.isPending}
      onOk={submit}
      onCancel={onClose}
      {...(stop && { footer: null })}
    >
      {children}
      {stop && <StopBanner stop={stop} title={t('stops:noStart')} />}
      <div className="case-field">
        <label htmlFor={`${id}-key`}>{t('businessKey')}</label>
        <Input
          id={`${id}-key`}
          aria-describedby={`${id}-key-help`}
          maxLength={255}
          value={businessKey}
          onChange={({ target }) => setBusinessKey(target.value)}
        />
        <small id={`${id}-key-help`} className="ui-second">
          {t('businessKeyHelp')}
        </small>
      </div>
      {process.form ? (
        <section aria-label={textIn(process.form.name, language, process.lang, process.name)}>
          <FormFields handle={form} lang={process.lang} data={data} />
        </section>
      ) : (
        <p className="ui-second">{t('noForm')}</p>
      )}
      {start.error && <ProblemBanner title={refusalText(start.error)} />}
    </Modal>
  );
}

const noVariables = {};
