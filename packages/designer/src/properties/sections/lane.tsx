import { whoOfLane } from '@fortnight/shared/model';
import { useTranslation } from 'react-i18next';
import { Section } from '../fields/section.tsx';
import { sayWho } from '../fields/who.ts';
import { WhoField } from '../fields/who-field.tsx';
import { usePanel, useTag } from '../panel-context.ts';
import { useDocument } from '../use-document.ts';

/** Whose tasks a lane holds: by its tag, else by what it stands for, else by a name that says it. */
export function LaneSection() {
  const { t } = useTranslation('design');
  const { element, directory } = usePanel();
  const tag = useTag('fortnight:Lane');
  const lane = useDocument()
    ?.processes.flatMap(({ lanes }) => lanes)
    .find(({ id }) => id === element.id);
  const group = tag.get('group');
  const otherwise = group || !lane ? undefined : whoOfLane(lane);
  return (
    <Section name="lane" title={t('properties.lane.title')}>
      <WhoField
        label={t('properties.lane.group')}
        kinds={['group', 'role']}
        value={group}
        onCommit={(who) => tag.set({ group: who.replace(/^(group|role):$/, '').replace(/^group:/, '') })}
        help={otherwise ? t('properties.lane.otherwise', { who: sayWho(otherwise, directory) }) : t('properties.lane.help')}
      />
    </Section>
  );
}
