import { Link, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useRefusalText } from '../client/index.ts';
import { EmptyState, ProblemBanner } from '../ui/index.ts';

/** An address that leads nowhere. */
export function NotFound() {
  const { t } = useTranslation('shell');
  return (
    <div className="shell-alone">
      <EmptyState title={t('notFound.title')} action={<Link to="/">{t('notFound.home')}</Link>}>
        {t('notFound.note')}
      </EmptyState>
    </div>
  );
}

/** A screen that could not be shown; trying again loads it anew. */
export function Broken({ error }: { error: unknown }) {
  const { t } = useTranslation('shell');
  const router = useRouter();
  const refusalText = useRefusalText();
  return (
    <div className="shell-alone">
      <ProblemBanner title={t('broken.title')} onRetry={() => void router.invalidate()}>
        {refusalText(error)}
      </ProblemBanner>
    </div>
  );
}
