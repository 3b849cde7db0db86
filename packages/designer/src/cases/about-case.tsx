import type { InstanceDetail } from '@fortnight/shared/contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../client/index.ts';
import { PersonTag } from '../session/index.ts';
import { Icon, useFormat } from '../ui/index.ts';
import type { Namer } from './sentence.ts';

/** Who started and owns the case, why it was lost, and its files. */
export function AboutCase({ instance, namer }: { instance: InstanceDetail; namer: Namer }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  const people = [
    { name: t('starter'), id: instance.starter },
    { name: t('owner'), id: instance.owner },
  ].filter((person) => person.id !== null);
  return (
    <>
      <section>
        <h2>{t('facts')}</h2>
        <dl className="case-about">
          {people.map(({ name, id }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <PersonTag id={id} />
              </dd>
            </div>
          ))}
          {instance.parent && (
            <div>
              <dt>{t('calledBy')}</dt>
              <dd>
                <Link to="/cases/$instanceId" params={{ instanceId: instance.parent.id }}>
                  {instance.parent.caseName}
                </Link>
              </dd>
            </div>
          )}
          {instance.lossReason !== undefined && (
            <div>
              <dt>{t('lossReason')}</dt>
              <dd>{namer.element(instance.lossReason)}</dd>
            </div>
          )}
        </dl>
      </section>
      {instance.files.length > 0 && (
        <section>
          <h2>{t('files')}</h2>
          <ul>
            {instance.files.map((file) => (
              <li key={file.id} className="case-file">
                <Icon name="paper" />
                <a href={api.fileAddress(file.id)} download={file.name} className="ui-trunc ui-grow">
                  {file.name}
                </a>
                <small className="ui-third ui-num">{format.bytes(file.sizeBytes)}</small>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
