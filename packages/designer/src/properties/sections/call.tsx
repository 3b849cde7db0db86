import { AutoComplete } from 'antd';
import { useTranslation } from 'react-i18next';
import { type DiagramElement, type Editor, elementsOf, extensionsOf, type ModdleElement, textOf } from '../../modeler/index.ts';
import { GrowingInput } from '../../ui/index.ts';
import { ChoiceField } from '../fields/choice-field.tsx';
import { FeelField } from '../fields/feel-field.tsx';
import { Field } from '../fields/field.tsx';
import { Section } from '../fields/section.tsx';
import { TextField } from '../fields/text-field.tsx';
import { useCommitted } from '../fields/use-committed.ts';
import { usePanel, useTag } from '../panel-context.ts';
import { MappingSections } from './job.tsx';
import { LoopSection } from './loop.tsx';

/** What a call activity calls, in which version, and what goes in and comes back. */
export function CallSections() {
  const { editor, element } = usePanel();
  const isTask = globalTasks(editor).some((task) => textOf(task, 'id') === textOf(element.businessObject, 'calledElement'));
  return (
    <>
      <CallSection isTask={isTask} />
      <MappingSections />
      <LoopSection />
    </>
  );
}

function CallSection({ isTask }: { isTask: boolean }) {
  const { t } = useTranslation('design');
  return (
    <Section name="call" title={t('properties.call.title')}>
      <CalledField />
      {!isTask && <BindingFields />}
      {!isTask && <ValueFields />}
    </Section>
  );
}

/** Tasks of the document that may be called: they run as part of the case. */
const globalTasks = (editor: Editor): readonly ModdleElement[] =>
  elementsOf(editor.definitions(), 'rootElements').filter(({ $type }) => /^bpmn:Global\w*Task$/.test($type));

/** A process by its id, offered by its name; or an expression behind a `=`. */
function CalledField() {
  const { t } = useTranslation('design');
  const { editor, element, processes } = usePanel();
  const value = textOf(element.businessObject, 'calledElement');
  const call = (id: string) => editor.updateElement(element, { calledElement: id.trim() || undefined });
  const { text, setText, onBlur, onKeyDown } = useCommitted(value, call);
  const tasks = globalTasks(editor).map((task) => ({ id: textOf(task, 'id'), name: textOf(task, 'name') }));
  const offered = [...processes, ...tasks].filter(
    ({ id, name }) => text === value || `${id} ${name}`.toLowerCase().includes(text.toLowerCase()),
  );
  const name = [...processes, ...tasks].find(({ id }) => id === value)?.name;
  const help = name && name !== value ? name : t('properties.call.processHelp');
  return (
    <Field label={t('properties.call.process')} help={help}>
      {(id, describedBy) => (
        <AutoComplete
          id={id}
          value={text}
          options={offered.map((process) => ({
            value: process.id,
            label: (
              <span className="prop-completion">
                <span>{process.name || process.id}</span>
                <small>{process.id}</small>
              </span>
            ),
          }))}
          onChange={(next: string) => setText(next ?? '')}
          onSelect={(next: string) => call(next)}
          onBlur={onBlur}
          defaultActiveFirstOption={false}
        >
          <GrowingInput aria-describedby={describedBy} onKeyDown={onKeyDown} />
        </AutoComplete>
      )}
    </Field>
  );
}

const taggedWith = (binding: string): string | undefined => /^tag:(.*)$/.exec(binding)?.[1];

function BindingFields() {
  const { t } = useTranslation('design');
  const call = useTag('fortnight:Call');
  const binding = call.get('binding');
  const tag = taggedWith(binding);
  const shown = binding === 'latest' ? '' : tag === undefined ? binding : 'tag';
  return (
    <>
      <ChoiceField
        label={t('properties.call.binding')}
        value={shown}
        choices={['', 'deployment', 'tag'].map((value) => ({ value, label: t(`properties.call.bindings.${value || 'latest'}`) }))}
        onChange={(value) => call.set({ binding: value === 'tag' ? 'tag:' : value })}
      />
      {tag !== undefined && (
        <TextField
          label={t('properties.call.tag')}
          value={tag}
          onCommit={(text) => call.set({ binding: `tag:${text.trim()}` })}
          check={(text) => (text.trim() === '' ? t('properties.call.tagMissing') : undefined)}
        />
      )}
      <FeelField
        label={t('properties.call.businessKey')}
        help={t('properties.call.businessKeyHelp')}
        value={call.get('businessKey')}
        onCommit={(businessKey) => call.set({ businessKey })}
      />
    </>
  );
}

/** Whether all values go in and come back, or those of the mappings alone; unwritten, the mappings decide. */
function ValueFields() {
  const { t } = useTranslation('design');
  const { element } = usePanel();
  const call = useTag('fortnight:Call');
  return (['passes', 'returns'] as const).map((direction) => {
    const byItself = countOf(element, direction) > 0 ? 'mapped' : 'all';
    return (
      <ChoiceField
        key={direction}
        label={t(`properties.call.${direction}`)}
        value={call.get(direction) || byItself}
        choices={['all', 'mapped'].map((value) => ({ value, label: t(`properties.call.values.${value}`) }))}
        onChange={(value) => call.set({ [direction]: value === byItself ? '' : value })}
      />
    );
  });
}

const countOf = ({ businessObject }: DiagramElement, direction: 'passes' | 'returns'): number =>
  extensionsOf(businessObject, direction === 'passes' ? 'fortnight:Input' : 'fortnight:Output').length;
