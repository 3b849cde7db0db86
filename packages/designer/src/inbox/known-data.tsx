import type { InstanceDetail } from '@fortnight/shared/contract';
import { useTranslation } from 'react-i18next';
import { optionsIn, useVariableNames, useVersionModel } from '../cases/index.ts';
import { api } from '../client/index.ts';
import { fileIn, useValueText } from '../forms/index.ts';
import { BreakableText } from '../ui/index.ts';

/** What the case holds beside what the form and the figures show already. */
export function KnownData({ instance, shown }: { instance: InstanceDetail; shown: ReadonlySet<string> }) {
  const { t } = useTranslation('inbox');
  const text = useValueText();
  const { model } = useVersionModel(instance.processId, instance.version);
  const nameOf = useVariableNames(model);
  const known = instance.data.filter(
    ({ name, isReserved, value }) => !isReserved && !shown.has(name) && value !== null && value !== '',
  );
  if (known.length === 0) return null;
  return (
    <section aria-labelledby="inbox-known">
      <h2 id="inbox-known">{t('whatIsKnown')}</h2>
      <div className="form-grid">
        {known.map(({ name, value, type, currency }) => {
          const file = type === 'file' ? fileIn(value) : undefined;
          return (
            <dl key={name} className="form-known">
              <dt>{nameOf(name)}</dt>
              <dd className="ui-num">
                {file ? (
                  <a href={api.fileAddress(file.fileId)} download={file.name}>
                    {file.name}
                  </a>
                ) : (
                  <BreakableText>
                    {text(
                      value,
                      { ...(type !== undefined && { type }), ...(currency !== undefined && { currency }) },
                      optionsIn(model, name),
                    )}
                  </BreakableText>
                )}
              </dd>
            </dl>
          );
        })}
      </div>
    </section>
  );
}
