import type { Iteration, PlanIteration, Process } from '@fortnight/shared/contract';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Input, InputNumber, Modal, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, queries, useRefusalText } from '../client/index.ts';
import { useDirectory } from '../session/index.ts';
import { ProblemBanner, useFormat, useLocalName } from '../ui/index.ts';
import { BaselinesDialog } from './baselines-dialog.tsx';
import { type DraftTarget, draftOf, inputOf, TargetFields, usualDraft } from './target-fields.tsx';
import { useIterationChange } from './use-iteration-change.ts';

interface Props {
  readonly processes: readonly Process[];
  readonly processId?: string | undefined;
  /** The one that is changed; absent: another is planned. */
  readonly iteration?: Iteration;
  readonly onClose: () => void;
}

/** What a fortnight is for: a sentence that may turn out wrong, the figures that tell, and what is shipped to try it. */
export function PlanDialog({ processes, processId: asked, iteration, onClose }: Props) {
  const { t } = useTranslation('iterations');
  const refusalText = useRefusalText();
  const navigate = useNavigate();
  const nameOf = useLocalName();
  const id = useId();
  const only = processes.length === 1 ? processes[0]?.id : undefined;
  const [processId, setProcessId] = useState(iteration?.processId ?? asked ?? only);
  const [areBaselinesOpen, setBaselinesOpen] = useState(false);
  const process = processes.find((each) => each.id === processId);
  const [startsOn, setStartsOn] = useState(iteration?.startsOn);
  const [hypothesis, setHypothesis] = useState(iteration?.hypothesis ?? '');
  const [targets, setTargets] = useState<readonly DraftTarget[]>(() =>
    iteration ? iteration.targets.map(draftOf) : usualTargets(processes.find(({ id: each }) => each === (asked ?? only))),
  );
  const [versions, setVersions] = useState<number[]>(
    () => iteration?.versions.filter(({ isPlanned }) => isPlanned).map(({ version }) => version) ?? [],
  );
  const [ownerId, setOwnerId] = useState(iteration?.ownerId ?? undefined);
  const [more, setMore] = useState<Measures>(() => ({
    sampleCases: iteration?.sampleCases,
    maturityDays: iteration?.maturityDays,
    targetDays: iteration?.targetDays,
    benchmark: iteration?.benchmark,
  }));
  const save = useIterationChange({
    change: async () => {
      const body: PlanIteration = {
        hypothesis: hypothesis.trim(),
        ...(startsOn !== undefined && startsOn !== iteration?.startsOn && { startsOn }),
        ...(ownerId !== undefined && { ownerId }),
        targets: targets.flatMap(inputOf),
        plannedVersions: versions,
        ...given(more),
      };
      return iteration ? api.changeIteration(iteration.id, body) : api.planIteration(processId ?? '', body);
    },
    onDone: ({ id: iterationId }) => {
      onClose();
      if (!iteration) void navigate({ to: '/iterations/$iterationId', params: { iterationId } });
    },
    isTold: false,
  });
  const isComplete = processId !== undefined && hypothesis.trim() !== '' && targets.every((target) => inputOf(target).length > 0);
  return (
    <Modal
      open
      width={680}
      title={iteration ? t('plan.titleChange', { number: iteration.number }) : t('plan.title')}
      okText={t(iteration ? 'plan.save' : 'plan.do')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: !isComplete, loading: save.isPending }}
      onOk={() => save.mutate()}
      onCancel={onClose}
    >
      <div className="iterations-form">
        <div className="iterations-pair">
          <div>
            <label htmlFor={`${id}-process`}>{t('process')}</label>
            <Select
              id={`${id}-process`}
              disabled={iteration !== undefined}
              placeholder={t('plan.which')}
              value={processId ?? null}
              options={processes.map((one) => ({ value: one.id, label: nameOf(one) }))}
              onChange={(next) => {
                setProcessId(next ?? undefined);
                setTargets(usualTargets(processes.find((each) => each.id === next)));
                setVersions([]);
              }}
            />
          </div>
          {(!iteration || iteration.state === 'planned') && (
            <Fortnight id={`${id}-when`} value={startsOn} onChange={setStartsOn} />
          )}
        </div>
        <label htmlFor={`${id}-hypothesis`}>{t('plan.hypothesis')}</label>
        <Input.TextArea
          id={`${id}-hypothesis`}
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={4000}
          placeholder={t('plan.example')}
          value={hypothesis}
          onChange={({ target }) => setHypothesis(target.value)}
        />
        <TargetFields processId={processId} targets={targets} onChange={setTargets} />
        {process && (
          <button type="button" className="ui-linklike iterations-to-baselines" onClick={() => setBaselinesOpen(true)}>
            {t('baselines.open')}
          </button>
        )}
        {process && areBaselinesOpen && (
          <BaselinesDialog processId={process.id} processName={nameOf(process)} onClose={() => setBaselinesOpen(false)} />
        )}
        <Versions id={`${id}-versions`} processId={processId} value={versions} onChange={setVersions} />
        <Owner id={`${id}-owner`} value={ownerId} onChange={setOwnerId} />
        <details>
          <summary>{t('plan.measure')}</summary>
          <MeasureFields id={id} value={more} onChange={setMore} />
        </details>
        {save.error && <ProblemBanner title={refusalText(save.error)} />}
      </div>
    </Modal>
  );
}

/** What the process is to reach, as its live version says. */
const usualTargets = (process: Process | undefined): readonly DraftTarget[] =>
  process?.liveVersion ? (process.outline?.targets ?? []).map(usualDraft) : [];

interface FieldProps<T> {
  readonly id: string;
  readonly value: T;
  readonly onChange: (value: T) => void;
}

function Fortnight({ id, value, onChange }: FieldProps<string | undefined>) {
  const { t } = useTranslation('iterations');
  const { calendarDay } = useFormat();
  const { data } = useQuery(queries.iterationRhythm());
  const slots = (data?.fortnights ?? []).map(({ startsOn, endsOn }, index) => ({
    value: startsOn,
    label: t(index === 0 ? 'plan.slotNow' : 'span', { from: calendarDay(startsOn).both, to: calendarDay(endsOn).both }),
  }));
  return (
    <div>
      <label htmlFor={id}>{t('plan.when')}</label>
      <Select
        id={id}
        allowClear
        placeholder={t('plan.firstFree')}
        value={value ?? null}
        options={slots}
        onChange={(next?: string | null) => onChange(next ?? undefined)}
      />
    </div>
  );
}

function Versions({ id, processId, value, onChange }: FieldProps<number[]> & { processId: string | undefined }) {
  const { t } = useTranslation('iterations');
  const { data } = useInfiniteQuery({ ...queries.versions(processId ?? ''), enabled: processId !== undefined });
  const versions = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <label htmlFor={id}>{t('plan.versions')}</label>
      <Select
        id={id}
        mode="multiple"
        placeholder={t('plan.noVersions')}
        value={value}
        onChange={onChange}
        optionFilterProp="label"
        options={versions.map(({ version, note }) => ({
          value: version,
          label: note === null ? t('version', { version }) : t('versionNoted', { version, note }),
        }))}
      />
    </>
  );
}

function Owner({ id, value, onChange }: FieldProps<string | undefined>) {
  const { t } = useTranslation('iterations');
  const { people } = useDirectory();
  return (
    <>
      <label htmlFor={id}>{t('plan.owner')}</label>
      <Select
        id={id}
        showSearch={{ optionFilterProp: 'label' }}
        allowClear
        placeholder={t('plan.ownerDefault')}
        value={value ?? null}
        options={people.map((person) => ({ value: person.id, label: person.name }))}
        onChange={(next?: string | null) => onChange(next ?? undefined)}
      />
    </>
  );
}

interface Measures {
  readonly sampleCases: number | undefined;
  readonly maturityDays: number | undefined;
  readonly targetDays: number | undefined;
  readonly benchmark: string | null | undefined;
}
const counts = ['sampleCases', 'maturityDays', 'targetDays'] as const;
const mostOf = { sampleCases: 100_000, maturityDays: 365, targetDays: 365 } as const;

function given({ sampleCases, maturityDays, targetDays, benchmark }: Measures) {
  return {
    ...(sampleCases !== undefined && { sampleCases }),
    ...(maturityDays !== undefined && { maturityDays }),
    ...(targetDays !== undefined && { targetDays }),
    ...(benchmark !== undefined && { benchmark }),
  };
}

/** From when on the figures tell, and what stands for the industry. */
function MeasureFields({ id, value, onChange }: FieldProps<Measures>) {
  const { t } = useTranslation(['iterations', 'iteration']);
  const { data } = useQuery(queries.benchmarkPacks());
  return (
    <div className="iterations-measures">
      {counts.map((name) => (
        <div key={name}>
          <label htmlFor={`${id}-${name}`}>{t(`plan.${name}`)}</label>
          <InputNumber
            id={`${id}-${name}`}
            min={1}
            max={mostOf[name]}
            precision={0}
            placeholder={t('plan.usual')}
            value={value[name] ?? null}
            onChange={(next) => onChange({ ...value, [name]: next ?? undefined })}
          />
        </div>
      ))}
      <div>
        <label htmlFor={`${id}-benchmark`}>{t('plan.benchmark')}</label>
        <Select
          id={`${id}-benchmark`}
          allowClear
          placeholder={t('plan.noBenchmark')}
          value={value.benchmark ?? null}
          options={(data?.items ?? []).map((pack) => ({
            value: pack.id,
            label: t(`iteration:benchmark.${pack.industry}`, { year: pack.year }),
          }))}
          onChange={(next?: string | null) => onChange({ ...value, benchmark: next ?? null })}
        />
      </div>
    </div>
  );
}
