import type { InstanceDetail } from '@fortnight/shared/contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queries } from '../../client/index.ts';
import { useElementWords } from '../../naming/index.ts';
import { useDirectory } from '../../session/index.ts';
import { Icon, useFormat } from '../../ui/index.ts';
import type { Namer } from '../sentence.ts';
import { useVersionModel } from '../version-model.ts';

/** What a person of the role risk let the case pass by, used or not. */
export function Exceptions({ instance, namer }: { readonly instance: InstanceDetail; readonly namer: Namer }) {
  const { t } = useTranslation('steering');
  const { nameOf } = useDirectory();
  const { when, full } = useFormat();
  const { data } = useQuery(queries.overrides(instance.id));
  const hasSome = data !== undefined && data.items.length > 0;
  const { data: process } = useQuery({ ...queries.process(instance.processId), enabled: hasSome });
  // What was allowed may be of the version that the case is to go to.
  const live = useElementWords(useVersionModel(instance.processId, process?.liveVersion?.version).model?.process);
  const called = (id: string): string => live.called(id)?.name ?? namer.element(id);
  if (!hasSome) return null;
  return (
    <section>
      <h2>{t('exceptions')}</h2>
      <ul className="steer-exceptions">
        {data.items.map(({ id, by, at, usedAt, usedBy, checkpoints, reason }) => (
          <li key={id}>
            <Icon name="shield" />
            <span>
              <b>{checkpoints.map(called).join(t('join'))}</b>{' '}
              <span className="ui-small ui-second" title={full(usedAt ?? at)}>
                {usedAt === null
                  ? t('given', { name: nameOf(by), when: when(at) })
                  : t('used', { name: nameOf(by), when: when(usedAt), user: nameOf(usedBy) })}
              </span>
              <span className="ui-small steer-quote">{t('quote', { text: reason })}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
