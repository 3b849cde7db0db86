import type { Form, FormField } from '@fortnight/shared/contract';
import type { Language } from '@fortnight/shared/i18n';
import type { DataSpec } from '@fortnight/shared/model';
import { Button } from 'antd';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState, Icon } from '../../ui/index.ts';
import { FormFields } from '../form-fields.tsx';
import { FormLanguage } from '../form-language.ts';
import { textIn } from '../localized-text.ts';
import { useForm } from '../use-form.ts';
import { type Dragged, droppedOf, isDraggedHere, startDragging } from './dragging.ts';

export interface FieldActions {
  readonly onSelect: (name: string) => void;
  readonly onMove: (name: string, by: -1 | 1) => void;
  readonly onDuplicate: (name: string) => void;
  readonly onRemove: (name: string) => void;
  /** Something was dropped where a field stands. */
  readonly onDrop: (dragged: Dragged, name: string) => void;
}
interface Props extends FieldActions {
  readonly form: Form;
  readonly data: readonly DataSpec[];
  readonly lang: string;
  readonly language: Language;
  readonly isPhone: boolean;
  readonly isReadOnly: boolean;
  readonly selected: string | undefined;
  /** Fields that are asked without a purpose. */
  readonly purposeless: readonly string[];
}

const nothingKnown = {};

/** The form as whoever does the step will see it: the same renderer, in the chosen language. */
export function Preview(props: Props) {
  const { form, data, lang, language, isPhone } = props;
  const { t } = useTranslation('forms');
  const shown: Form = { ...form, fields: form.fields.map(({ visible: _, ...field }) => field) };
  const live = useForm(form, nothingKnown, { data });
  const handle = { ...live, form: shown, filled: { ...live.filled, visible: form.fields } };
  return (
    <div className={isPhone ? 'builder-paper ui-card is-phone' : 'builder-paper ui-card'}>
      <h2 lang={language}>{textIn(form.name, language, lang, form.id)}</h2>
      {form.fields.length === 0 ? (
        <EmptyState title={t('builder.emptyTitle')}>{t('builder.emptyText')}</EmptyState>
      ) : (
        <FormLanguage value={language}>
          <FormFields
            handle={handle}
            data={data}
            lang={lang}
            frame={(field, content) => (
              <Frame {...props} field={field} isHidden={!live.filled.visible.includes(field)}>
                {content}
              </Frame>
            )}
          />
        </FormLanguage>
      )}
    </div>
  );
}

type FrameProps = Props & { field: FormField; isHidden: boolean; children: ReactNode };

/** A field in the drawing: a click or Enter selects it; then it can be filled, moved and removed. */
function Frame({ field, isHidden, children, ...props }: FrameProps) {
  const { t } = useTranslation('forms');
  const { selected, language, lang, onSelect, onMove, onRemove, onDrop, isReadOnly, purposeless } = props;
  const [isOver, setOver] = useState(false);
  const name = textIn(field.label, language, lang, field.name);
  const isSelected = selected === field.name;
  const lacksPurpose = purposeless.includes(field.name);
  const onKeyDown = (event: KeyboardEvent) => {
    if (isReadOnly) return;
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : undefined;
    if (event.altKey && by) onMove(field.name, by);
    else if (event.key === 'Delete' || event.key === 'Backspace') onRemove(field.name);
    else return;
    event.preventDefault();
  };
  const classes = [
    'builder-field',
    isSelected && 'is-selected',
    isHidden && 'is-hidden',
    lacksPurpose && 'has-no-purpose',
    isOver && 'is-over',
  ];
  return (
    <div className={classes.filter(Boolean).join(' ')}>
      <button
        type="button"
        className="builder-pick"
        data-field={field.name}
        aria-pressed={isSelected}
        aria-label={t('builder.settings', { name })}
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Delete"
        onClick={() => onSelect(field.name)}
        onKeyDown={onKeyDown}
        draggable={!isReadOnly}
        onDragStart={(event) => startDragging(event, { field: field.name })}
        onDragOver={(event) => {
          if (isReadOnly || !isDraggedHere(event)) return;
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          const dragged = droppedOf(event);
          if (dragged) onDrop(dragged, field.name);
        }}
      />
      {children}
      {field.visible !== undefined && <small className="builder-if">{t('builder.only', { condition: field.visible })}</small>}
      {lacksPurpose && (
        <small className="builder-why">
          <b>{t('builder.noPurpose')}</b> {t('builder.noPurposeHelp')}
        </small>
      )}
      {isSelected && !isReadOnly && <FieldTools name={name} field={field.name} {...props} />}
    </div>
  );
}

type ToolProps = Pick<FieldActions, 'onMove' | 'onDuplicate' | 'onRemove'> & { name: string; field: string };

function FieldTools({ name, field, onMove, onDuplicate, onRemove }: ToolProps) {
  const { t } = useTranslation('forms');
  const tools = [
    { key: 'moveUp', icon: 'up', run: () => onMove(field, -1) },
    { key: 'moveDown', icon: 'down', run: () => onMove(field, 1) },
    { key: 'duplicate', icon: 'copy', run: () => onDuplicate(field) },
    { key: 'remove', icon: 'trash', run: () => onRemove(field) },
  ] as const;
  return (
    <div className="builder-tools" role="toolbar" aria-label={name}>
      {tools.map(({ key, icon, run }) => (
        <Button
          key={key}
          type="text"
          size="small"
          icon={<Icon name={icon} />}
          aria-label={t(`builder.${key}`, { name })}
          title={t(`builder.${key}`, { name })}
          onClick={run}
        />
      ))}
    </div>
  );
}
