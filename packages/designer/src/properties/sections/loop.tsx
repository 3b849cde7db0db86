import { useTranslation } from 'react-i18next';
import { elementOf, type ModdleElement, textOf } from '../../modeler/index.ts';
import { ChoiceField } from '../fields/choice-field.tsx';
import { FeelField } from '../fields/feel-field.tsx';
import { Section } from '../fields/section.tsx';
import { SwitchField } from '../fields/switch-field.tsx';
import { TextField } from '../fields/text-field.tsx';
import { usePanel, useTag } from '../panel-context.ts';
import { useExpression } from '../use-expression.ts';
import { LoopEvents } from './loop-events.tsx';

const ways = ['once', 'each', 'times', 'while'] as const;
type Way = (typeof ways)[number];

/** How often an activity runs: once, for each of a list, a number of times, or as long as something holds. */
export function LoopSection() {
  const { t } = useTranslation('design');
  const { editor, element } = usePanel();
  const loop = useTag('fortnight:Loop');
  const { businessObject } = element;
  const characteristics = elementOf(businessObject, 'loopCharacteristics');
  const way = wayOf(characteristics, loop.get('collection'));
  const choose = (next: Way) =>
    editor.asOneStep(() => {
      const type = next === 'while' ? 'bpmn:StandardLoopCharacteristics' : 'bpmn:MultiInstanceLoopCharacteristics';
      const made = next === 'once' ? undefined : editor.create(type, {}, businessObject);
      if (made && next === 'times') made.set('loopCardinality', editor.create('bpmn:FormalExpression', { body: '2' }, made));
      editor.updateElement(element, { loopCharacteristics: made });
      const gathers = next === 'each' || next === 'times';
      loop.set({ collection: '', item: '', ...(gathers ? {} : { output: '', outputCollection: '' }) });
    });
  return (
    <Section
      name="loop"
      title={t('properties.loop.title')}
      summary={way === 'each' ? loop.get('collection').replace(/^=\s*/, '') : undefined}
      isFolded={way === 'once'}
    >
      <ChoiceField
        label={t('properties.loop.way')}
        value={way}
        choices={ways.map((value) => ({ value, label: t(`properties.loop.ways.${value}`) }))}
        onChange={(next) => choose(ways.find((each) => each === next) ?? 'once')}
      />
      {characteristics && way === 'while' && <WhileFields loop={characteristics} />}
      {characteristics && (way === 'each' || way === 'times') && <ManyFields loop={characteristics} isEach={way === 'each'} />}
    </Section>
  );
}

function wayOf(loop: ModdleElement | undefined, collection: string): Way {
  if (!loop) return 'once';
  if (loop.$type === 'bpmn:StandardLoopCharacteristics') return 'while';
  return collection === '' && elementOf(loop, 'loopCardinality') ? 'times' : 'each';
}

function WhileFields({ loop }: { loop: ModdleElement }) {
  const { t } = useTranslation('design');
  const { editor, element } = usePanel();
  const condition = useExpression(loop, 'loopCondition');
  const maximum = textOf(loop, 'loopMaximum');
  return (
    <>
      <FeelField label={t('properties.loop.while')} placeholder="openPoints > 0" {...condition} />
      <SwitchField
        label={t('properties.loop.testBefore')}
        value={loop.get('testBefore') === true}
        onChange={(isBefore) => editor.update(element, loop, { testBefore: isBefore || undefined })}
      />
      <TextField
        label={t('properties.loop.maximum')}
        value={maximum}
        check={(text) => (/^\d*$/.test(text) ? undefined : t('properties.check.wholeNumber'))}
        onCommit={(text) => editor.update(element, loop, { loopMaximum: /^\d+$/.test(text) ? Number(text) : undefined })}
      />
    </>
  );
}

function ManyFields({ loop: characteristics, isEach }: { loop: ModdleElement; isEach: boolean }) {
  const { t } = useTranslation('design');
  const { editor, element } = usePanel();
  const loop = useTag('fortnight:Loop');
  const cardinality = useExpression(characteristics, 'loopCardinality');
  const completion = useExpression(characteristics, 'completionCondition');
  return (
    <>
      {isEach ? (
        <>
          <FeelField
            label={t('properties.loop.collection')}
            placeholder="= sites"
            value={loop.get('collection')}
            onCommit={(collection) => loop.set({ collection })}
          />
          <TextField
            label={t('properties.loop.item')}
            placeholder="site"
            value={loop.get('item')}
            onCommit={(item) => loop.set({ item })}
          />
        </>
      ) : (
        <FeelField
          label={t('properties.loop.cardinality')}
          value={cardinality.value}
          // Without a number it would be one for each of a list.
          onCommit={(body) => cardinality.onCommit(body || '1')}
        />
      )}
      <SwitchField
        label={t('properties.loop.inTurn')}
        value={characteristics.get('isSequential') === true}
        onChange={(isSequential) => editor.update(element, characteristics, { isSequential: isSequential || undefined })}
      />
      <FeelField
        label={t('properties.loop.output')}
        placeholder="= report"
        value={loop.get('output')}
        onCommit={(output) => loop.set({ output })}
      />
      <TextField
        label={t('properties.loop.outputCollection')}
        placeholder="reports"
        value={loop.get('outputCollection')}
        onCommit={(outputCollection) => loop.set({ outputCollection })}
      />
      <FeelField label={t('properties.loop.completion')} {...completion} />
      <LoopEvents loop={characteristics} />
    </>
  );
}
