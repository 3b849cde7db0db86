import type { CreateStop } from '@fortnight/shared/contract';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Input, Modal, Radio, Select } from 'antd';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useVersionModel } from '../cases/index.ts';
import { api, queries, useRefusalText } from '../client/index.ts';
import { nodesOf, useElementWords } from '../naming/index.ts';
import { hasRole, useMe } from '../session/index.ts';
import { instantOf, ProblemBanner, useFormat, useLocalName, useTimeZone } from '../ui/index.ts';
import { Field } from './person-fields.tsx';

type Kind = CreateStop['kind'];
type Holds = 'all' | 'starts' | 'cases';
const holdings: readonly Holds[] = ['all', 'starts', 'cases'];

interface Props {
  readonly processId?: string | undefined;
  readonly elementId?: string | undefined;
  readonly onClose: () => void;
}

/** The steps of a process's live version by name. */
function useSteps(processId: string | undefined, version: number | undefined) {
  const { model } = useVersionModel(processId ?? '', processId === undefined ? undefined : version);
  const { names } = useElementWords(model?.process);
  if (!model?.process) return [];
  return nodesOf(model.process).map(({ id, name }) => ({ value: id, label: names.get(id) ?? name ?? id }));
}

/** Every version that was published, the newest first. */
function useVersions(processId: string | undefined) {
  const { data, hasNextPage, isFetching, isFetchNextPageError, fetchNextPage } = useInfiniteQuery({
    ...queries.versions(processId ?? ''),
    enabled: processId !== undefined,
  });
  useEffect(() => {
    if (hasNextPage && !isFetching && !isFetchNextPageError) void fetchNextPage();
  }, [hasNextPage, isFetching, isFetchNextPageError, fetchNextPage]);
  return (data?.pages ?? [])
    .flatMap(({ items }) => items)
    .filter(({ publishedAt }) => publishedAt !== null)
    .map((each) => ({ value: each.version, label: `v${each.version}` }));
}

/** Stops a process, a version, a step or a type of job: what, why, and until when. */
export function StopDialog(props: Props) {
  const { t } = useTranslation('stops');
  const me = useMe();
  const nameOf = useLocalName();
  const { message } = App.useApp();
  const { when } = useFormat();
  const refusalText = useRefusalText();
  const client = useQueryClient();
  const zone = useTimeZone((state) => state.timeZone);
  const untilId = useId();
  const isAbove = hasRole(me, 'admin', 'risk');
  const [kind, setKind] = useState<Kind>(props.elementId === undefined ? 'process' : 'element');
  const [processId, setProcessId] = useState(props.processId);
  const [version, setVersion] = useState<number>();
  const [elementId, setElementId] = useState(props.elementId);
  const [holds, setHolds] = useState<Holds>('all');
  const [jobType, setJobType] = useState('');
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const { data: processes } = useQuery(queries.processes());
  const versions = useVersions(processId);
  const process = processes?.items.find(({ id }) => id === processId);
  const steps = useSteps(processId, version ?? process?.liveVersion?.version);
  const mine = (processes?.items ?? []).filter(({ owner }) => isAbove || owner === me.userId);

  const instant = until === '' ? undefined : instantOf(until, zone);
  const isUntilWrong = until !== '' && (instant === undefined || instant <= Date.now());
  const what = commandOf({ kind, processId, version, elementId, holds, jobType: jobType.trim() });
  const isReady = what !== undefined && reason.trim() !== '' && !isUntilWrong;
  const set = useMutation({
    mutationFn: (body: CreateStop) => api.createStop(body),
    onSuccess: async () => {
      for (const key of ['stops', 'instances', 'tasks']) await client.invalidateQueries({ queryKey: [key] });
      void message.success(
        instant === undefined ? t('set.done') : t('set.doneUntil', { when: when(new Date(instant).toISOString()) }),
      );
      props.onClose();
    },
  });
  const submit = () => {
    if (!what) return;
    const ends = instant === undefined ? {} : { until: new Date(instant).toISOString() };
    set.mutate({ ...what, reason: reason.trim(), ...ends });
  };
  const kinds: readonly Kind[] = isAbove ? ['process', 'version', 'element', 'jobType'] : ['process', 'version', 'element'];
  return (
    <Modal
      open
      title={t('set.title')}
      okText={t('set.action')}
      cancelText={t('cancel')}
      okButtonProps={{ danger: true, disabled: !isReady, loading: set.isPending }}
      onOk={submit}
      onCancel={props.onClose}
    >
      <div className="operations-form">
        <Radio.Group
          aria-label={t('set.what')}
          value={kind}
          onChange={({ target }) => setKind(target.value as Kind)}
          options={kinds.map((value) => ({ value, label: t(`set.kind.${value}`) }))}
        />
        {kind === 'jobType' ? (
          <Field label={t('set.jobType')}>
            {(id) => <Input id={id} maxLength={255} value={jobType} onChange={({ target }) => setJobType(target.value)} />}
          </Field>
        ) : (
          <Field label={t('set.process')}>
            {(id) => (
              <Select
                id={id}
                value={processId ?? null}
                onChange={(value) => {
                  setProcessId(value ?? undefined);
                  setVersion(undefined);
                  setElementId(undefined);
                }}
                options={mine.map((each) => ({ value: each.id, label: nameOf(each) }))}
              />
            )}
          </Field>
        )}
        {(kind === 'version' || kind === 'element') && (
          <Field label={t(kind === 'version' ? 'set.version' : 'set.inVersion')}>
            {(id) => (
              <Select
                id={id}
                value={version ?? null}
                onChange={(value) => setVersion(value ?? undefined)}
                options={kind === 'element' ? [{ value: null, label: t('set.everyVersion') }, ...versions] : versions}
              />
            )}
          </Field>
        )}
        {kind === 'element' && (
          <Field label={t('set.element')}>
            {(id) => (
              <Select
                id={id}
                showSearch={{ optionFilterProp: 'label' }}
                value={elementId ?? null}
                onChange={(value) => setElementId(value ?? undefined)}
                options={steps}
              />
            )}
          </Field>
        )}
        {(kind === 'process' || kind === 'version') && (
          <Field label={t('set.holds')}>
            {(id) => (
              <Select<Holds>
                id={id}
                value={holds}
                onChange={setHolds}
                options={holdings.map((value) => ({ value, label: t(`set.holding.${value}`) }))}
              />
            )}
          </Field>
        )}
        <Field label={t('set.reason')}>
          {(id) => (
            <Input.TextArea
              id={id}
              autoSize={{ minRows: 2, maxRows: 6 }}
              maxLength={4000}
              value={reason}
              onChange={({ target }) => setReason(target.value)}
            />
          )}
        </Field>
        <div className="operations-field">
          <label htmlFor={untilId}>{t('set.until', { zone: zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone })}</label>
          <Input
            id={untilId}
            type="datetime-local"
            value={until}
            aria-invalid={isUntilWrong}
            onChange={({ target }) => setUntil(target.value)}
          />
          {isUntilWrong && <small className="ui-second">{t('set.untilWrong')}</small>}
        </div>
        <p className="ui-second ui-small">{t(`set.effect.${kind}`)}</p>
        {set.error && <ProblemBanner title={refusalText(set.error)} />}
      </div>
    </Modal>
  );
}

interface Chosen {
  readonly kind: Kind;
  readonly processId: string | undefined;
  readonly version: number | undefined;
  readonly elementId: string | undefined;
  readonly holds: Holds;
  readonly jobType: string;
}
type WithoutWhy<T> = T extends CreateStop ? Omit<T, 'reason' | 'until'> : never;

/** Undefined as long as something is to be chosen. */
function commandOf({ kind, processId, version, elementId, holds, jobType }: Chosen): WithoutWhy<CreateStop> | undefined {
  if (kind === 'jobType') return jobType === '' ? undefined : { kind, jobType };
  if (processId === undefined) return undefined;
  if (kind === 'process') return { kind, processId, holds };
  if (kind === 'version') return version === undefined ? undefined : { kind, processId, version, holds };
  if (elementId === undefined) return undefined;
  return { kind, processId, elementId, ...(version !== undefined && { version }) };
}
