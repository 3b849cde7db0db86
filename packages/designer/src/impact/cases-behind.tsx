import type { CaseAhead, MigrationOutcome } from '@fortnight/shared/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { useVersionModel } from '../cases/index.ts';
import { queries, useRefusalText } from '../client/index.ts';
import { useElementWords, useObstacleWords } from '../naming/index.ts';
import { LoadingSkeleton, ProblemBanner } from '../ui/index.ts';
import type { ImpactOf } from './impact.tsx';

interface CasesBehindProps {
  readonly of: ImpactOf;
  readonly outcome: MigrationOutcome;
  readonly stage: { readonly id: string; readonly name: string } | undefined;
  readonly onClose: () => void;
}

/** The cases behind one count, each with why. */
export function CasesBehind({ of, outcome, stage, onClose }: CasesBehindProps) {
  const { t } = useTranslation('impact');
  const refusalText = useRefusalText();
  const query = useInfiniteQuery(queries.impactCases(of.processId, of.which, { outcome, ...(stage && { stage: stage.id }) }));
  const cases = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Modal
      open
      title={t('behind', { outcome: t(`outcome.${outcome}`), stage: stage?.name ?? t('all') })}
      footer={<Button onClick={onClose}>{t('close')}</Button>}
      onCancel={onClose}
    >
      {query.isPending && <LoadingSkeleton lines={4} />}
      {query.error && <ProblemBanner title={refusalText(query.error)} onRetry={() => void query.refetch()} />}
      <ul className="impact-behind">
        {cases.map((one) => (
          <Behind key={one.instanceId} of={of} one={one} />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </Modal>
  );
}

function Behind({ of, one }: { readonly of: ImpactOf; readonly one: CaseAhead }) {
  const { t } = useTranslation('impact');
  const was = useElementWords(useVersionModel(of.processId, one.version).model?.process);
  const wordsOf = useObstacleWords({ was, is: of.is });
  return (
    <li>
      <Link to="/cases/$instanceId" params={{ instanceId: one.instanceId }}>
        {one.caseName || one.instanceId}
      </Link>{' '}
      <span className="ui-second ui-small">
        {t('onVersion', { version: one.version })} {one.obstacles.map(wordsOf).join(' ')}
      </span>
    </li>
  );
}
