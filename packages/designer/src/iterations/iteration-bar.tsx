import type { Iteration } from '@fortnight/shared/contract';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { App, Button, Dropdown } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, queries } from '../client/index.ts';
import { Icon, useShortcuts } from '../ui/index.ts';
import { CardDialog } from './card-dialog.tsx';
import { SuggestionsDialog } from './suggestions-dialog.tsx';
import { useIterationChange } from './use-iteration-change.ts';
import { useProcessName } from './use-process-name.ts';

const PlanDialog = lazy(async () => ({ default: (await import('./plan-dialog.tsx')).PlanDialog }));
const BaselinesDialog = lazy(async () => ({ default: (await import('./baselines-dialog.tsx')).BaselinesDialog }));
const tabs = [undefined, 'notes', 'history'] as const;

/** The top of an iteration's pages: where one is, its tabs, and what one can do. */
export function IterationBar({ iteration }: { iteration: Iteration | undefined }) {
  const { t } = useTranslation('iterations');
  const { iterationId } = useParams({ from: '/inside/iterations/$iterationId' });
  const name = iteration ? t('name', { number: iteration.number }) : '';
  return (
    <header className="iterations-bar">
      <nav className="iterations-where" aria-label={t('where')}>
        <Link to="/iterations">{t('title')}</Link>
        <span className="ui-third" aria-hidden="true">
          /
        </span>
        <b>{name}</b>
      </nav>
      <nav className="iterations-tabs" aria-label={name || t('title')}>
        {tabs.map((tab) => (
          <Link
            key={tab ?? 'board'}
            to="/iterations/$iterationId"
            params={{ iterationId }}
            search={tab === undefined ? {} : { tab }}
            activeOptions={{ exact: true, includeSearch: true }}
            replace
          >
            {t(`tab.${tab ?? 'board'}`)}
          </Link>
        ))}
      </nav>
      {iteration && <Actions iteration={iteration} />}
    </header>
  );
}

function Actions({ iteration }: { iteration: Iteration }) {
  const { t } = useTranslation('iterations');
  const [open, setOpen] = useState<'suggestions' | 'change' | 'plan' | 'baselines'>();
  const { can, openSuggestionCount } = iteration;
  const mayAdd = can.includes('addCard');
  const processName = useProcessName();
  const close = () => setOpen(undefined);
  useShortcuts(t('title'), mayAdd ? [{ key: 'c', label: t('planChange'), run: () => setOpen('change') }] : []);
  return (
    <div className="iterations-actions">
      <Button icon={<Icon name="bulb" />} onClick={() => setOpen('suggestions')}>
        {t('openSuggestions', { count: openSuggestionCount })}
      </Button>
      {mayAdd && (
        <Button type="primary" icon={<Icon name="plus" />} onClick={() => setOpen('change')}>
          {t('planChange')}
        </Button>
      )}
      <More iteration={iteration} onOpen={setOpen} />
      {open === 'suggestions' && <SuggestionsDialog iteration={iteration} onClose={close} />}
      {open === 'change' && <CardDialog iteration={iteration} column="plan" kind="change" onClose={close} />}
      <Suspense fallback={null}>
        {open === 'baselines' && (
          <BaselinesDialog processId={iteration.processId} processName={processName(iteration)} onClose={close} />
        )}
      </Suspense>
      <Suspense fallback={null}>{open === 'plan' && <ChangePlan iteration={iteration} onClose={close} />}</Suspense>
    </div>
  );
}

function More({ iteration, onOpen }: { iteration: Iteration; onOpen: (what: 'plan' | 'baselines') => void }) {
  const { t } = useTranslation('iterations');
  const navigate = useNavigate();
  const { modal } = App.useApp();
  const discard = useIterationChange({
    change: () => api.discardIteration(iteration.id),
    onDone: () => void navigate({ to: '/iterations' }),
  });
  const items = [
    ...(iteration.can.includes('change')
      ? [
          { key: 'plan', label: t('changePlan') },
          { key: 'baselines', label: t('baselines.menu') },
        ]
      : []),
    ...(iteration.can.includes('discard') ? [{ key: 'discard', label: t('discard.menu'), danger: true }] : []),
  ];
  if (items.length === 0) return null;
  const ask = () =>
    void modal.confirm({
      title: t('discard.title', { number: iteration.number }),
      content: t('discard.effect'),
      okText: t('discard.do'),
      okButtonProps: { danger: true },
      cancelText: t('cancel'),
      icon: null,
      onOk: () => discard.mutateAsync().catch(() => undefined),
    });
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{ items, onClick: ({ key }) => (key === 'plan' || key === 'baselines' ? onOpen(key) : ask()) }}
    >
      <Button type="text" icon={<Icon name="more" />} aria-label={t('moreActions')} />
    </Dropdown>
  );
}

function ChangePlan({ iteration, onClose }: { iteration: Iteration; onClose: () => void }) {
  const { data } = useQuery(queries.process(iteration.processId));
  return data ? <PlanDialog processes={[data]} iteration={iteration} onClose={onClose} /> : null;
}
