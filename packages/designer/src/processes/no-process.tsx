import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState, usePageTitle } from '../ui/index.ts';

/** Instead of a process's pages, where there is no such process, or none that the reader may see. */
export function NoProcess() {
  const { t } = useTranslation('processes');
  usePageTitle(t('title'));
  return (
    <>
      <h1 className="ui-unseen">{t('title')}</h1>
      <EmptyState title={t('notThere.title')} action={<Link to="/processes">{t('notThere.back')}</Link>}>
        {t('notThere.note')}
      </EmptyState>
    </>
  );
}
