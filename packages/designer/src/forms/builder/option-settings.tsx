import type { FormField } from '@fortnight/shared/contract';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/index.ts';
import { DraftInput } from './draft-input.tsx';
import { labelLanguages } from './form-edits.ts';

type Options = NonNullable<FormField['options']>;
interface Props {
  readonly options: Options;
  readonly isReadOnly: boolean;
  readonly onChange: (options: Options) => void;
}

/** The choices of a field: the value that rules read, and what people read in each language. */
export function OptionSettings({ options, isReadOnly, onChange }: Props) {
  const { t } = useTranslation('forms');
  const replace = (index: number, change: (option: Options[number]) => Options[number]) =>
    onChange(options.map((option, at) => (at === index ? change(option) : option)));
  return (
    <div className="builder-options">
      {options.map((option, index) => {
        const number = index + 1;
        return (
          <fieldset key={index}>
            <legend className="ui-unseen">{t('builder.optionValue', { number })}</legend>
            <DraftInput
              value={String(option.value)}
              className="builder-option builder-feel"
              label={t('builder.optionValue', { number })}
              isDisabled={isReadOnly}
              onCommit={(text) => replace(index, (before) => ({ ...before, value: typedValue(text, before.value) }))}
            />
            <Button
              type="text"
              size="small"
              disabled={isReadOnly || options.length === 1}
              icon={<Icon name="close" />}
              aria-label={t('builder.removeOption', { number })}
              onClick={() => onChange(options.toSpliced(index, 1))}
            />
            {labelLanguages.map((lang) => (
              <DraftInput
                key={lang}
                lang={lang}
                className="builder-option"
                value={option.label?.[lang] ?? ''}
                placeholder={t(`builder.short.${lang}`)}
                label={t('builder.optionLabel', { number, language: t(`builder.languages.${lang}`) })}
                isDisabled={isReadOnly}
                onCommit={(text) => replace(index, (before) => withLabel(before, lang, text))}
              />
            ))}
          </fieldset>
        );
      })}
      <Button
        size="small"
        disabled={isReadOnly}
        icon={<Icon name="plus" />}
        onClick={() => onChange([...options, { value: `option${options.length + 1}` }])}
      >
        {t('builder.addOption')}
      </Button>
    </div>
  );
}

/** A value stays a number where it was one and still reads as one. */
const typedValue = (text: string, before: string | number): string | number =>
  typeof before === 'number' && text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;

function withLabel({ label, ...option }: Options[number], lang: string, text: string): Options[number] {
  const { [lang]: _, ...others } = label ?? {};
  const next = text === '' ? others : { ...others, [lang]: text };
  return Object.keys(next).length === 0 ? option : { ...option, label: next };
}
