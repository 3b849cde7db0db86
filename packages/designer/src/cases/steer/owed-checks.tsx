import type { InstanceDetail, Override } from '@fortnight/shared/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, queries, useRefusalText } from '../../client/index.ts';
import type { ElementWords } from '../../naming/index.ts';
import { useDirectory, useMe } from '../../session/index.ts';
import { Icon, ProblemBanner, useFormat } from '../../ui/index.ts';

/** What a second person of the role risk allowed this case, is not used up, and covers what is owed. */
export function useAllowed(instanceId: string, checkpoints: readonly string[]): Override | undefined {
  const me = useMe();
  const { data } = useQuery({ ...queries.overrides(instanceId), enabled: checkpoints.length > 0 });
  return data?.items.find(
    (one) => one.usedAt === null && one.by !== me.userId && checkpoints.every((id) => one.checkpoints.includes(id)),
  );
}

interface OwedChecksProps {
  readonly instance: InstanceDetail;
  readonly checkpoints: readonly string[];
  readonly allowed: Override | undefined;
  readonly is: Pick<ElementWords, 'called'>;
  /** Why one wants to pass by; stands in what is asked. */
  readonly reason: string;
}

/** What the case would owe: who allowed it, or how one asks for that. */
export function OwedChecks({ instance, checkpoints, allowed, is, reason }: OwedChecksProps) {
  const { t } = useTranslation('steering');
  const { nameOf } = useDirectory();
  const { when } = useFormat();
  const client = useQueryClient();
  const refusalText = useRefusalText();
  const names = checkpoints.map((id) => is.called(id)?.name ?? id).join(t('join'));
  const ask = useMutation({
    mutationFn: () => api.commentInstance(instance.id, { text: t('askText', { checkpoints: names, reason: reason.trim() }) }),
    onSuccess: () => client.invalidateQueries({ queryKey: queries.comments(instance.id).queryKey }),
  });
  return (
    <div className="steer-owed" role="note">
      <Icon name="shield" />
      <div>
        <b>{t('owes', { checkpoints: names })}</b>
        {allowed ? (
          <p>{t('isAllowed', { name: nameOf(allowed.by), when: when(allowed.at), reason: allowed.reason })}</p>
        ) : (
          <>
            <p>{t('needsSecond')}</p>
            <Button
              size="small"
              disabled={reason.trim() === '' || ask.isSuccess}
              loading={ask.isPending}
              onClick={() => ask.mutate()}
            >
              {t('ask')}
            </Button>{' '}
            <span role="status" className="ui-small ui-second">
              {ask.isSuccess ? t('asked') : reason.trim() === '' ? t('askWantsReason') : ''}
            </span>
            {ask.error && <ProblemBanner title={refusalText(ask.error)} />}
          </>
        )}
      </div>
    </div>
  );
}
