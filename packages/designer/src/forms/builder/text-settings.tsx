import type { FormField } from '@fortnight/shared/contract';
import { useTranslation } from 'react-i18next';
import { DraftInput } from './draft-input.tsx';
import { labelLanguages, missingLanguages } from './form-edits.ts';

interface Props {
  readonly field: FormField;
  readonly member: 'label' | 'help';
  readonly isReadOnly: boolean;
  readonly onWrite: (lang: string, text: string) => void;
  /** Told when none of the languages is typed any more. */
  readonly onLeave?: () => void;
}

/** A label or help in the three languages; what is missing is named. */
export function TextSettings({ field, member, isReadOnly, onWrite, onLeave }: Props) {
  const { t } = useTranslation('forms');
  const missing = missingLanguages(field[member]);
  const names = missing.map((lang) => t(`builder.short.${lang}`)).join(t('listSeparator'));
  return (
    <section>
      <h3>
        {t(`builder.${member}`)}
        {missing.length > 0 && <small className="builder-missing">{t('builder.isMissing', { languages: names })}</small>}
      </h3>
      <fieldset
        className="builder-languages"
        aria-label={t(`builder.${member}`)}
        onBlur={({ currentTarget, relatedTarget }) => {
          if (!currentTarget.contains(relatedTarget)) onLeave?.();
        }}
      >
        {labelLanguages.map((lang) => (
          <div key={lang}>
            <span aria-hidden="true">{t(`builder.short.${lang}`)}</span>
            <DraftInput
              lang={lang}
              value={field[member]?.[lang] ?? ''}
              label={t(`builder.${member}In`, { language: t(`builder.languages.${lang}`) })}
              isDisabled={isReadOnly}
              onCommit={(text) => onWrite(lang, text)}
            />
          </div>
        ))}
      </fieldset>
    </section>
  );
}
