import type { MigrationImpact, MigrationWishes } from '@fortnight/shared/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Input, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useRefusalText } from '../client/index.ts';
import { Card, ProblemBanner, useFormat } from '../ui/index.ts';

interface StartMoveProps {
  readonly processId: string;
  readonly versions: { readonly fromVersion: number; readonly toVersion: number };
  readonly wishes: MigrationWishes;
  readonly impact: MigrationImpact;
  readonly isStale: boolean;
  /** The version was never live: what is shown is tried, and moves nobody. */
  readonly isProposed: boolean;
}

const rates = [0, 20, 120, 600] as const;

/** Why, how fast, and the button: nothing moves before. */
export function StartMove({ processId, versions, wishes, impact, isStale, isProposed }: StartMoveProps) {
  const { t } = useTranslation('moving');
  const { number } = useFormat();
  const refusalText = useRefusalText();
  const client = useQueryClient();
  const ids = { reason: useId(), rate: useId() };
  const [reason, setReason] = useState('');
  const [rate, setRate] = useState<number>(0);
  const [includeUnchanged, setIncludeUnchanged] = useState(false);
  const { migrates, unchanged } = impact.outcomes;
  const count = migrates + (includeUnchanged ? unchanged : 0);
  const start = useMutation({
    mutationFn: () =>
      api.startMigration(processId, {
        ...versions,
        plan: wishes,
        reason: reason.trim(),
        includeUnchanged,
        ...(rate > 0 && { rate }),
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['processes'] }),
  });
  return (
    <Card title={t('start')}>
      <div className="moving-form">
        <label htmlFor={ids.reason}>{t('reason')}</label>
        <Input.TextArea
          id={ids.reason}
          autoSize={{ minRows: 1, maxRows: 6 }}
          maxLength={4000}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        <label htmlFor={ids.rate}>{t('rate')}</label>
        <Select
          id={ids.rate}
          value={rate}
          onChange={setRate}
          options={rates.map((value) => ({
            value,
            label: value === 0 ? t('rateFree') : t('rateOf', { count: value, rate: number(value) }),
          }))}
        />
        {unchanged > 0 && (
          <Checkbox checked={includeUnchanged} onChange={({ target }) => setIncludeUnchanged(target.checked)}>
            {t('includeUnchanged', { count: unchanged, cases: number(unchanged) })}
          </Checkbox>
        )}
        {start.error && <ProblemBanner title={refusalText(start.error)} />}
        <Button
          type="primary"
          disabled={count === 0 || reason.trim() === '' || isStale || isProposed}
          loading={start.isPending}
          onClick={() => start.mutate()}
        >
          {t('move', { count, cases: number(count) })}
        </Button>
        <small className="ui-second">
          {isProposed ? t('notYet', { version: versions.toVersion }) : t(count === 0 ? 'nobodyCan' : 'moveNote')}
        </small>
      </div>
    </Card>
  );
}
