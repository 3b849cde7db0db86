import './processes.css';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Input, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries, useRefusalText } from '../client/index.ts';
import { hasRole, useMe } from '../session/index.ts';
import {
  EmptyState,
  Icon,
  Kbd,
  LoadingSkeleton,
  PageHeader,
  ProblemBanner,
  useAppearance,
  useFormat,
  useMedia,
  useShortcuts,
} from '../ui/index.ts';
import { ImportButton } from './import-dialog.tsx';
import { NameDialog } from './name-dialog.tsx';
import { byUrgency, filters, isFilter, type ProcessFilter, shownProcesses } from './process-filters.ts';
import { ProcessTable } from './process-table.tsx';
import { TemplateGallery } from './template-gallery.tsx';
import { useCreateProcess } from './use-create-process.ts';

function useFilter() {
  const { show, q = '' } = useSearch({ from: '/inside/processes' });
  const navigate = useNavigate();
  const filter: ProcessFilter = isFilter(show) ? show : 'all';
  const change = (search: { show?: string; q?: string }) => void navigate({ to: '/processes', search, replace: true });
  return {
    filter,
    search: q,
    choose: (next: ProcessFilter) => change({ ...(next !== 'all' && { show: next }), ...(q !== '' && { q }) }),
    find: (text: string) => change({ ...(filter !== 'all' && { show: filter }), ...(text !== '' && { q: text }) }),
  };
}

function NewProcess() {
  const { t } = useTranslation('processes');
  const [isOpen, setOpen] = useState(false);
  const language = useAppearance((state) => state.language);
  const create = useCreateProcess();
  const refusalText = useRefusalText();
  useShortcuts(t('title'), [{ key: 'n', label: t('new.button'), run: () => setOpen(true) }]);
  return (
    <>
      <Button type="primary" icon={<Icon name="plus" />} onClick={() => setOpen(true)}>
        {t('new.button')}
      </Button>
      {isOpen && (
        <NameDialog
          title={t('new.title')}
          label={t('rename.label')}
          action={t('new.action')}
          refusal={create.error ? refusalText(create.error) : undefined}
          isBusy={create.isPending}
          onName={(name) => create.mutate({ name, lang: language })}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

/** All processes: which version starts new cases, what runs, what comes next. */
export function ProcessesScreen() {
  const { t } = useTranslation('processes');
  const { number } = useFormat();
  const me = useMe();
  const refusalText = useRefusalText();
  const { filter, search, choose, find } = useFilter();
  const listed = useQuery(queries.processes());
  const archived = useQuery({ ...queries.processes({ archived: true }), enabled: filter === 'archived' });
  const mayDraw = hasRole(me, 'owner', 'admin');
  // What would open then can't be drawn on there.
  const isNarrow = useMedia('(max-width: 700px)');
  const { data, error, refetch } = filter === 'archived' ? archived : listed;
  const all = listed.data?.items ?? [];
  const shown = shownProcesses(data?.items ?? [], { filter, search, myId: me.userId }).toSorted(byUrgency);
  const countOf = (one: ProcessFilter) => shownProcesses(all, { filter: one, search: '', myId: me.userId }).length;
  const running = all.reduce((sum, { runningCount }) => sum + runningCount, 0);
  const isEmpty = listed.data !== undefined && all.length === 0 && filter !== 'archived';
  return (
    <div className="processes-page">
      <PageHeader
        title={t('title')}
        note={listed.data && t('summary', { cases: number(running), count: all.length, processes: number(all.length) })}
      >
        {mayDraw && <ImportButton>{t('import.button')}</ImportButton>}
        {mayDraw && !isNarrow && <NewProcess />}
      </PageHeader>
      <div className="ui-row processes-filters">
        <Segmented<ProcessFilter>
          aria-label={t('show')}
          value={filter}
          onChange={choose}
          options={filters.map((one) => ({
            value: one,
            label: one === 'archived' || !listed.data ? t(`filter.${one}`) : `${t(`filter.${one}`)} ${countOf(one)}`,
          }))}
        />
        <span className="ui-grow" />
        <Input
          className="processes-search"
          data-search=""
          aria-label={t('find')}
          placeholder={t('find')}
          prefix={<Icon name="search" />}
          suffix={<Kbd>/</Kbd>}
          value={search}
          onChange={({ target }) => find(target.value)}
        />
      </div>
      {mayDraw && !isNarrow && isEmpty && <TemplateGallery />}
      {error && (
        <ProblemBanner title={t('failed')} onRetry={() => void refetch()}>
          {refusalText(error)}
        </ProblemBanner>
      )}
      {!data && !error && <LoadingSkeleton lines={8} />}
      {data && shown.length > 0 && <ProcessTable processes={shown} />}
      {data && shown.length === 0 && (
        <EmptyState title={isEmpty ? t('empty.title') : t('empty.none')}>
          {isEmpty ? t(isNarrow ? 'empty.wider' : 'empty.note') : t('empty.noneNote')}
        </EmptyState>
      )}
      {mayDraw && !isNarrow && !isEmpty && listed.data && <TemplateGallery />}
    </div>
  );
}
