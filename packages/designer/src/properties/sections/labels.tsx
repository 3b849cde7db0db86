import { useTranslation } from 'react-i18next';
import { addExtension, extensionsOf, type ModdleElement, removeExtension, setValues, textOf } from '../../modeler/index.ts';
import { ChoiceField } from '../fields/choice-field.tsx';
import { ListEditor } from '../fields/list-editor.tsx';
import { Section } from '../fields/section.tsx';
import { TextField } from '../fields/text-field.tsx';
import { usePanel } from '../panel-context.ts';

const languages = [
  { value: 'en', label: 'English' },
  { value: 'zh-Hans', label: '简体中文' },
  { value: 'zh-Hant', label: '繁體中文' },
];

/** The name in other languages, and those of loss reasons, rules and outcomes. */
export function LabelsSection({ owner }: { owner: ModdleElement }) {
  const { t } = useTranslation('design');
  const { editor, element } = usePanel();
  const labels = extensionsOf(owner, 'fortnight:Label');
  const named = namedChildren(owner);
  const next =
    languages.find(({ value }) => value !== 'en' && !labels.some((label) => textOf(label, 'lang') === value))?.value ?? 'zh-Hans';
  return (
    <Section
      name="labels"
      title={t('properties.labels.title')}
      summary={labels.length ? String(labels.length) : undefined}
      isFolded
    >
      <ListEditor
        label={t('properties.labels.title')}
        items={labels}
        addLabel={t('properties.labels.add')}
        onAdd={() => addExtension(editor, element, 'fortnight:Label', { lang: next }, owner)}
        onRemove={(label) => removeExtension(editor, element, label, owner)}
        summary={(label) => (
          <>
            <span className="ui-trunc">{textOf(label, 'text') || '?'}</span>
            <small>{languages.find(({ value }) => value === textOf(label, 'lang'))?.label ?? textOf(label, 'lang')}</small>
          </>
        )}
      >
        {(label) => (
          <>
            <div className="prop-pair">
              <ChoiceField
                label={t('properties.labels.lang')}
                value={textOf(label, 'lang')}
                choices={languages}
                onChange={(lang) => setValues(editor, element, label, { lang })}
              />
              {named.length > 0 && (
                <ChoiceField
                  label={t('properties.labels.for')}
                  value={textOf(label, 'for')}
                  choices={[{ value: '', label: t('properties.labels.self') }, ...named]}
                  onChange={(target) => setValues(editor, element, label, { for: target })}
                />
              )}
            </div>
            <TextField
              label={t('properties.labels.text')}
              value={textOf(label, 'text')}
              onCommit={(text) => setValues(editor, element, label, { text })}
            />
          </>
        )}
      </ListEditor>
    </Section>
  );
}

const namedTags: readonly (readonly [type: string, collections: readonly string[]])[] = [
  ['fortnight:Stage', ['entries', 'exits', 'lossReasons']],
  ['fortnight:Approval', ['outcomes']],
  ['fortnight:Checkpoint', ['rules', 'evidence']],
];

function namedChildren(owner: ModdleElement): { value: string; label: string }[] {
  return namedTags
    .flatMap(([type, collections]) =>
      extensionsOf(owner, type).flatMap((tag) =>
        collections.flatMap((collection) => (tag.get(collection) as readonly ModdleElement[] | undefined) ?? []),
      ),
    )
    .map((child) => ({
      value: textOf(child, 'id'),
      label: textOf(child, 'name') || textOf(child, 'message') || textOf(child, 'id'),
    }))
    .filter(({ value }) => value !== '');
}
