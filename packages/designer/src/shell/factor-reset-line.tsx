import type { Me } from '@fortnight/shared/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, queries } from '../client/index.ts';
import { useDirectory } from '../session/index.ts';
import { ProblemBanner, useFormat } from '../ui/index.ts';

/** Tells a person that their second factor was turned off for them, until they say that they know. */
export function FactorResetLine({ reset }: { reset: Me['secondFactorReset'] }) {
  const { t } = useTranslation('shell');
  const { when } = useFormat();
  const { nameOf } = useDirectory();
  const client = useQueryClient();
  const seen = useMutation({
    mutationFn: () => api.acknowledgeSecondFactorReset(),
    onSettled: () => client.invalidateQueries({ queryKey: queries.me().queryKey }),
  });
  if (!reset) return null;
  const title = reset.by === null ? t('factorReset.byKey') : t('factorReset.byPerson', { name: nameOf(reset.by) });
  return (
    <div className="shell-notice">
      <ProblemBanner tone="amber" title={title}>
        {t('factorReset.note', { when: when(reset.at) })}
        <div className="shell-notice-actions">
          <Link to="/account">{t('factorReset.setUp')}</Link>
          <Button size="small" loading={seen.isPending} onClick={() => seen.mutate()}>
            {t('factorReset.seen')}
          </Button>
        </div>
      </ProblemBanner>
    </div>
  );
}
