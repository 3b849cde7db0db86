import type { MigrationImpact, Version, WayBack } from '@fortnight/shared/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { App, Input, Modal, Radio } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, queries, useRefusalText } from '../client/index.ts';
import { LoadingSkeleton, ProblemBanner, useFormat } from '../ui/index.ts';
import { useVersionNames } from './version-names.ts';

interface BackDialogProps {
  readonly version: Version;
  /** The version that takes every new case again. */
  readonly to: number;
  /** Other versions that are rolled out, and stay so. */
  readonly others?: readonly number[];
  readonly onClose: () => void;
}

/** Goes back at once, with a reason; says what becomes of the cases that run. */
export function BackDialog({ version, to, others = [], onClose }: BackDialogProps) {
  const { t } = useTranslation('rollout');
  const refusalText = useRefusalText();
  const client = useQueryClient();
  const { message } = App.useApp();
  const { number } = useFormat();
  const named = useVersionNames();
  const [reason, setReason] = useState('');
  const id = useId();
  const navigate = useNavigate();
  const { processId } = version;
  const [isMoved, setMoved] = useState(false);
  const { data: way } = useQuery(queries.wayBack(processId, version.version));
  const back = useMutation({
    mutationFn: () =>
      api.rollBack(processId, {
        reason: reason.trim(),
        from: version.version,
        ...(isMoved && { cases: { includeUnchanged: true } }),
      }),
    onSuccess: async ({ liveVersion, migration }) => {
      for (const key of ['processes', 'home']) await client.invalidateQueries({ queryKey: [key] });
      message.success(
        others.length > 0
          ? t('isBackBeside', { version: version.version })
          : t('isBack', { version: liveVersion?.version ?? '' }),
        6,
      );
      onClose();
      if (migration)
        void navigate({
          to: '/processes/$processId/move',
          params: { processId },
          search: { from: String(migration.fromVersion), to: String(migration.toVersion) },
        });
    },
  });
  return (
    <Modal
      open
      title={t('backTo', { version: to })}
      okText={t(isMoved ? 'backAndMove' : 'backDo')}
      cancelText={t('cancel')}
      okButtonProps={{ danger: true, disabled: reason.trim() === '', loading: back.isPending }}
      onOk={() => back.mutate()}
      onCancel={onClose}
    >
      <div className="rollout-form">
        <p className="ui-second">
          {others.length > 0 ? t('backEffectBeside', { version: to, others: named(others) }) : t('backEffect', { version: to })}
        </p>
        {version.runningCount > 0 && (
          <>
            <span id={`${id}-cases`}>
              {t('inFlight', { count: version.runningCount, cases: number(version.runningCount), version: version.version })}
            </span>
            <Radio.Group
              aria-labelledby={`${id}-cases`}
              vertical
              value={isMoved}
              options={[
                { value: false, label: t('finishThere') },
                { value: true, label: t('moveBack', { version: to }) },
              ]}
              onChange={({ target }) => setMoved(target.value === true)}
            />
            {isMoved && way && <MovedBack processId={processId} way={way} />}
          </>
        )}
        <label htmlFor={id}>{t('backWhy')}</label>
        <Input.TextArea
          id={id}
          autoFocus
          autoSize={{ minRows: 2, maxRows: 8 }}
          maxLength={4000}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        {back.error && <ProblemBanner title={refusalText(back.error)} />}
      </div>
    </Modal>
  );
}

/** The dry run of moving them back, and the way to its plan. */
function MovedBack({ processId, way }: { readonly processId: string; readonly way: WayBack }) {
  const { t } = useTranslation('rollout');
  const { number } = useFormat();
  const refusalText = useRefusalText();
  const { from, to } = way;
  const { data, error, refetch } = useQuery(queries.caseMigrationPlan(processId, { fromVersion: from, toVersion: to }));
  if (error) return <ProblemBanner title={refusalText(error)} onRetry={() => void refetch()} />;
  if (!data) return <LoadingSkeleton lines={2} />;
  return (
    <div className="rollout-moved-back" role="status">
      <p>{sayMoved(data)}</p>
      <Link to="/processes/$processId/move" params={{ processId }} search={{ from: String(from), to: String(to) }}>
        {t('backPlan')}
      </Link>
    </div>
  );

  function sayMoved({ total, outcomes }: MigrationImpact): string {
    const parts = [
      t('backMoves', { count: total, moves: number(outcomes.migrates + outcomes.unchanged), total: number(total) }),
      ...(outcomes['check-owed'] > 0
        ? [t('backOwed', { count: outcomes['check-owed'], cases: number(outcomes['check-owed']) })]
        : []),
      ...(outcomes['needs-mapping'] > 0
        ? [t('backMapping', { count: outcomes['needs-mapping'], cases: number(outcomes['needs-mapping']) })]
        : []),
      ...(outcomes.blocked > 0 ? [t('backBlocked', { count: outcomes.blocked, cases: number(outcomes.blocked) })] : []),
    ];
    return parts.join(t('backJoin'));
  }
}
