import type { InstanceDetail, InstanceMigration, MigrationWishes } from '@fortnight/shared/contract';
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { App, Checkbox, Modal, Segmented, Select } from 'antd';
import { lazy, Suspense, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, queries } from '../../client/index.ts';
import { type ElementWords, nodesOf, useElementWords, useObstacleWords } from '../../naming/index.ts';
import { Icon, LoadingSkeleton, Pill, ProblemBanner, type Tone } from '../../ui/index.ts';
import { useVersionModel, type VersionModel } from '../version-model.ts';
import { OwedChecks, useAllowed } from './owed-checks.tsx';
import { isPlace } from './places.ts';
import { ReasonField } from './reason-field.tsx';
import { useSteerRefusal } from './steer-words.ts';
import { useSteered } from './use-steered.ts';

const CaseDiagram = lazy(async () => ({ default: (await import('../../modeler/index.ts')).CaseDiagram }));

const tones: Readonly<Record<InstanceMigration['outcome'], Tone>> = {
  unchanged: 'grey',
  migrates: 'green',
  'check-owed': 'teal',
  'needs-mapping': 'amber',
  blocked: 'red',
};

/** Lets a case go on by another version: the plan for where it stands, what is in the way, and the move. */
export function MigrateCase({ instance, onClose }: { readonly instance: InstanceDetail; readonly onClose: () => void }) {
  const { t } = useTranslation('steering');
  const { message } = App.useApp();
  const ids = useId();
  const steered = useSteered();
  const { id, processId, version } = instance;
  const { data: pages } = useInfiniteQuery(queries.versions(processId));
  const others = (pages?.pages.flatMap(({ items }) => items) ?? []).filter(
    (one) => one.publishedAt !== null && one.version !== version,
  );
  const [chosen, setChosen] = useState<number>();
  const toVersion = chosen ?? (others.find(({ state }) => state === 'live') ?? others[0])?.version;
  const [wishes, setWishes] = useState<MigrationWishes>({});
  const [reason, setReason] = useState('');
  const plan = useQuery({
    queryKey: ['instances', 'migration-plan', id, toVersion, wishes],
    queryFn: () => api.migrateInstance(id, { toVersion: toVersion ?? 0, plan: wishes, dryRun: true }),
    enabled: toVersion !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const after = useVersionModel(processId, toVersion).model;
  const was = useElementWords(useVersionModel(processId, version).model?.process);
  const is = useElementWords(after?.process);
  const refusal = useSteerRefusal(is);
  const told = plan.data;
  const owed = told?.outcome === 'check-owed' ? owedOf(told) : [];
  const allowed = useAllowed(id, owed);
  const canMove = told?.outcome === 'migrates' || told?.outcome === 'unchanged' || allowed !== undefined;
  const migrate = useMutation({
    mutationFn: () =>
      api.migrateInstance(id, {
        toVersion: toVersion ?? 0,
        plan: wishes,
        reason: reason.trim(),
        ...(allowed && { overrideId: allowed.id }),
      }),
    onSuccess: () => {
      steered();
      void message.success(t('migrated', { version: toVersion }));
      onClose();
    },
  });
  return (
    <Modal
      open
      width={860}
      title={t('migrateTitle', { name: instance.caseName || (instance.businessKey ?? ''), version })}
      okText={t(allowed ? 'migrateAllowed' : 'migrateDo', { version: toVersion ?? '' })}
      cancelText={t('cancel')}
      okButtonProps={{
        disabled: !canMove || reason.trim() === '' || plan.isPlaceholderData,
        loading: migrate.isPending,
      }}
      onOk={() => migrate.mutate()}
      onCancel={onClose}
    >
      <div className="steer">
        {pages && others.length === 0 && <p>{t('noOther')}</p>}
        <div className="steer-fields">
          <div className="case-field">
            <label htmlFor={`${ids}-version`}>{t('toVersion')}</label>
            <Select
              id={`${ids}-version`}
              value={toVersion ?? null}
              options={others.map((one) => ({
                value: one.version,
                label: one.state === 'live' ? t('versionLive', { version: one.version }) : t('version', { version: one.version }),
              }))}
              onChange={(value) => {
                setChosen(value ?? undefined);
                setWishes({});
              }}
            />
          </div>
        </div>
        {plan.error && <ProblemBanner title={refusal(plan.error)} onRetry={() => void plan.refetch()} />}
        {toVersion !== undefined && !told && !plan.error && <LoadingSkeleton lines={4} />}
        {told && after && (
          <div aria-busy={plan.isPlaceholderData} className="steer">
            <p>
              <Pill tone={tones[told.outcome]}>{t(`outcome.${told.outcome}`)}</Pill>
            </p>
            <Places instance={instance} told={told} after={after} was={was} is={is} wishes={wishes} onWish={setWishes} />
            <Obstacles told={told} was={was} is={is} />
            <div className="steer-drawing">
              <Suspense fallback={<LoadingSkeleton lines={6} />}>
                <CaseDiagram xml={after.bpmn} looks={landings(instance, told)} label={t('lands', { version: toVersion })} />
              </Suspense>
            </div>
          </div>
        )}
        <ReasonField reason={reason} onChange={setReason} />
        {owed.length > 0 && <OwedChecks instance={instance} checkpoints={owed} allowed={allowed} is={is} reason={reason} />}
        {migrate.error && <ProblemBanner title={refusal(migrate.error)} />}
      </div>
    </Modal>
  );
}

interface PlacesProps {
  readonly instance: InstanceDetail;
  readonly told: InstanceMigration;
  readonly after: VersionModel;
  readonly was: ElementWords;
  readonly is: ElementWords;
  readonly wishes: MigrationWishes;
  readonly onWish: (wishes: MigrationWishes) => void;
}

/** Where each token, and whatever has no place, would go on. */
function Places({ instance, told, after, was, is, wishes, onWish }: PlacesProps) {
  const { t } = useTranslation('steering');
  const before = useVersionModel(instance.processId, instance.version).model;
  const targets = after.process ? nodesOf(after.process) : [];
  const lost = told.obstacles.filter(({ kind, code }) => kind === 'needs-mapping' || codesAnew.has(code));
  const rows = [...new Set([...instance.tokens.map(({ elementId }) => elementId), ...lost.map(({ elementId }) => elementId)])];
  const isTimed = (from: string, to: string | undefined): boolean =>
    [before?.process && nodesOf(before.process).find(({ id }) => id === from), targets.find(({ id }) => id === to)].some(
      (node) => node?.extension.timing !== undefined,
    );
  return (
    <ul className="steer-places">
      {rows.map((from) => {
        const to = told.plan.mapping[from];
        const name = was.called(from)?.name ?? from;
        const isAnew = wishes.anew?.includes(from) === true;
        const mayBeginAnew = isAnew || lost.some((one) => one.elementId === from && codesAnew.has(one.code));
        return (
          <li key={from}>
            <b>{name}</b>
            <Icon name="arrow" />
            <Select
              aria-label={t('goesTo', { name })}
              className="steer-target"
              showSearch
              optionFilterProp="label"
              value={to ?? ''}
              options={[
                { value: '', label: t('noPlace') },
                ...targets
                  .filter((node) => node.id === to || isPlace(node))
                  .map((node) => ({ value: node.id, label: is.called(node.id)?.name ?? node.id })),
              ]}
              onChange={(value) => onWish({ ...wishes, mapping: { ...wishes.mapping, [from]: value || null } })}
            />
            {mayBeginAnew && (
              <Checkbox
                checked={isAnew}
                onChange={({ target }) =>
                  onWish({
                    ...wishes,
                    anew: [...(wishes.anew ?? []).filter((one) => one !== from), ...(target.checked ? [from] : [])],
                  })
                }
              >
                {t('anew')}
              </Checkbox>
            )}
            {isTimed(from, to) && (
              <Segmented
                aria-label={t('limitOf', { name })}
                size="small"
                value={wishes.timers?.[from] ?? 'keep'}
                options={(['keep', 'restart', 'redate'] as const).map((value) => ({ value, label: t(`limits.${value}`) }))}
                onChange={(value) => onWish({ ...wishes, timers: { ...wishes.timers, [from]: value as 'keep' } })}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** What a token can do where it can't stay what it is. */
const codesAnew: ReadonlySet<string> = new Set(['kind-differs', 'loop-differs', 'scope-differs', 'checkpoint-differs']);

function Obstacles({
  told,
  was,
  is,
}: {
  readonly told: InstanceMigration;
  readonly was: ElementWords;
  readonly is: ElementWords;
}) {
  const wordsOf = useObstacleWords({ was, is });
  const shown = told.obstacles.filter(({ kind }) => kind !== 'check-owed');
  if (shown.length === 0) return null;
  return (
    <ul className="steer-obstacles">
      {shown.map((obstacle) => (
        <li key={JSON.stringify(obstacle)}>
          <Icon name="warn" /> {wordsOf(obstacle)}
        </li>
      ))}
    </ul>
  );
}

const owedOf = ({ obstacles }: InstanceMigration): readonly string[] => [
  ...new Set(obstacles.flatMap(({ params }) => (Array.isArray(params?.checkpoints) ? params.checkpoints.map(String) : []))),
];

/** The other version, with the tokens where they would stand. */
function landings({ tokens }: InstanceDetail, { plan }: InstanceMigration) {
  const there = tokens.flatMap(({ elementId }) => plan.mapping[elementId] ?? []);
  return Object.fromEntries(
    there.map((id) => [id, { state: 'now' as const, tokens: there.filter((other) => other === id).length }]),
  );
}
