import { useTranslation } from 'react-i18next';
import { type ModdleElement, textOf } from '../../modeler/index.ts';
import {
  addKey,
  addProperty,
  bindingOf,
  type Conversations,
  keysOf,
  messagesOf,
  pathIn,
  propertiesOf,
  removeKey,
  removeProperty,
  setBinding,
  setPath,
} from '../correlation-edits.ts';
import { FeelField } from '../fields/feel-field.tsx';
import { ListEditor } from '../fields/list-editor.tsx';
import { Section } from '../fields/section.tsx';
import { TextField } from '../fields/text-field.tsx';
import { usePanel } from '../panel-context.ts';

/** The keys by which messages between pools find their conversation, where the business key is not enough. */
export function ConversationsSection({ collaboration, process }: { collaboration: ModdleElement; process: ModdleElement }) {
  const { t } = useTranslation('design');
  const { editor, element } = usePanel();
  const on: Conversations = { editor, element, collaboration, process };
  const keys = keysOf(on);
  return (
    <Section
      name="conversations"
      title={t('properties.conversations.title')}
      summary={keys.length > 0 ? String(keys.length) : undefined}
      isFolded
    >
      <small className="prop-help">{t('properties.conversations.help')}</small>
      <ListEditor
        label={t('properties.conversations.key')}
        items={keys}
        addLabel={t('properties.conversations.addKey')}
        onAdd={() => addKey(on)}
        onRemove={(key) => removeKey(on, key)}
        summary={(key) => (
          <>
            <span className="ui-trunc">{textOf(key, 'name') || textOf(key, 'id')}</span>
            <small className="ui-trunc">{propertiesOf(key).map(nameOf).join(', ')}</small>
          </>
        )}
      >
        {(key) => <KeyFields on={on} keyElement={key} />}
      </ListEditor>
    </Section>
  );
}

const nameOf = (property: ModdleElement) => textOf(property, 'name') || textOf(property, 'id');

function KeyFields({ on, keyElement: key }: { on: Conversations; keyElement: ModdleElement }) {
  const { t } = useTranslation('design');
  const { editor, element } = on;
  return (
    <>
      <TextField
        label={t('properties.conversations.name')}
        value={textOf(key, 'name')}
        onCommit={(name) => editor.update(element, key, { name: name || undefined })}
      />
      <ListEditor
        label={t('properties.conversations.properties')}
        items={propertiesOf(key)}
        addLabel={t('properties.conversations.addProperty')}
        onAdd={() => addProperty(on, key)}
        onRemove={(property) => removeProperty(on, key, property)}
      >
        {(property) => <PropertyFields on={on} keyElement={key} property={property} />}
      </ListEditor>
    </>
  );
}

function PropertyFields({
  on,
  keyElement: key,
  property,
}: {
  on: Conversations;
  keyElement: ModdleElement;
  property: ModdleElement;
}) {
  const { t } = useTranslation('design');
  const { editor, element } = on;
  return (
    <>
      <TextField
        label={t('properties.conversations.property')}
        placeholder={t('properties.conversations.propertyExample')}
        value={textOf(property, 'name')}
        onCommit={(name) => editor.update(element, property, { name: name || undefined })}
      />
      {messagesOf(on).map((message) => (
        <FeelField
          key={textOf(message, 'id')}
          label={t('properties.conversations.inMessage', { message: textOf(message, 'name') || textOf(message, 'id') })}
          value={pathIn(property, message)}
          hasOwnNames
          onCommit={(body) => setPath(on, property, message, body)}
        />
      ))}
      <FeelField
        label={t('properties.conversations.inCase')}
        help={t('properties.conversations.inCaseHelp')}
        value={bindingOf(on, key, property)}
        onCommit={(body) => setBinding(on, key, property, body)}
      />
    </>
  );
}
