import { laneGroupsOf, walkNodes } from '@fortnight/shared/model';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { elementsOf, textOf } from '../../modeler/index.ts';
import { ChoiceField, ManyField } from '../fields/choice-field.tsx';
import { FeelField } from '../fields/feel-field.tsx';
import { Section } from '../fields/section.tsx';
import { sayWho } from '../fields/who.ts';
import { usePanel, useTag } from '../panel-context.ts';
import { useDocument } from '../use-document.ts';
import { useFormName } from '../use-form-name.ts';

/** Who gets a task. */
export function AssignmentSection() {
  const { t } = useTranslation('design');
  const { directory } = usePanel();
  const assignment = useTag('fortnight:Assignment');
  const otherwise = useOtherwise();
  return (
    <Section name="assignment" title={t('properties.assignment.title')}>
      <FeelField
        label={t('properties.assignment.assignee')}
        isTextAllowed
        placeholder="= starter"
        help={t('properties.assignment.assigneeHelp')}
        value={assignment.get('assignee')}
        onCommit={(assignee) => assignment.set({ assignee })}
      />
      <ManyField
        label={t('properties.assignment.groups')}
        help={otherwise}
        value={assignment.get('groups')}
        choices={directory.groups.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(groups) => assignment.set({ groups })}
      />
      <ManyField
        label={t('properties.assignment.users')}
        value={assignment.get('users')}
        choices={directory.people.map(({ email, name }) => ({ value: email, label: `${name}, ${email}` }))}
        onChange={(users) => assignment.set({ users })}
      />
    </Section>
  );
}

/** Who a task is for where its own settings name nobody: its performers in the file, else its lane. */
function useOtherwise(): string | undefined {
  const { t } = useTranslation('design');
  const { element, directory } = usePanel();
  const assignment = useTag('fortnight:Assignment');
  const process = useDocument()?.processes.find((each) => [...walkNodes(each)].some(({ node }) => node.id === element.id));
  if (!process || ['assignee', 'groups', 'users'].some((name) => assignment.get(name))) return undefined;
  if (elementsOf(element.businessObject, 'resources').length > 0) return t('properties.assignment.performers');
  const found = laneGroupsOf(process).get(element.id);
  return found && t('properties.assignment.fromLane', { who: sayWho(found.who, directory) });
}

/** Which form a task is filled in with. */
export function FormSection() {
  const { t } = useTranslation('design');
  const { forms, element, onEditForm } = usePanel();
  const form = useTag('fortnight:Form');
  const ref = form.get('ref');
  const chosen = forms.find(({ id }) => id === ref);
  const nameOf = useFormName();
  const create = () => {
    const id = freeFormId(
      `${idFrom(textOf(element.businessObject, 'name')) || element.id.replace(/_[0-9a-z]{7}$/, '').toLowerCase()}-form`,
      forms.map((each) => each.id),
    );
    form.set({ ref: id });
    onEditForm(id);
  };
  return (
    <Section
      name="form"
      title={t('properties.form.title')}
      summary={chosen ? `${nameOf(chosen)} · ${t('properties.form.fields', { count: chosen.fields.length })}` : ref || undefined}
    >
      <ChoiceField
        label={t('properties.form.ref')}
        value={ref}
        choices={[
          { value: '', label: t('properties.form.none') },
          ...forms.map((each) => ({ value: each.id, label: nameOf(each) })),
        ]}
        onChange={(next) => form.set({ ref: next })}
        warning={ref && !chosen ? t('properties.form.missing', { id: ref }) : undefined}
      />
      <div className="prop-buttons">
        {ref ? (
          <Button size="small" onClick={() => onEditForm(ref)}>
            {t('properties.form.edit')}
          </Button>
        ) : (
          <Button size="small" onClick={create}>
            {t('properties.form.create')}
          </Button>
        )}
      </div>
    </Section>
  );
}

/** The letters of a name that an id is made of; none where it is written in another script. */
const idFrom = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40);

function freeFormId(base: string, taken: readonly string[]): string {
  let id = base;
  for (let number = 2; taken.includes(id); number += 1) id = `${base}-${number}`;
  return id;
}
