import type { DataSpec } from '@fortnight/shared/model';
import { useTranslation } from 'react-i18next';
import type { FieldControl } from '../field-control.ts';
import { variableWords } from '../variable-words.ts';
import { ControlSign, controls } from './control-sign.tsx';
import { startDragging } from './dragging.ts';

interface Props {
  /** What the process knows and the form does not show. */
  readonly known: readonly DataSpec[];
  readonly isReadOnly: boolean;
  readonly onAdd: (control: FieldControl) => void;
  readonly onShow: (name: string) => void;
}

/** Kinds of fields to add after the selected one, and what need not be asked again. */
export function Palette({ known, isReadOnly, onAdd, onShow }: Props) {
  const { t } = useTranslation('forms');
  return (
    <aside className="builder-palette" aria-label={t('builder.palette')}>
      <h2>{t('builder.add')}</h2>
      <div className="builder-controls">
        {controls.map((control) => (
          <button
            key={control}
            type="button"
            disabled={isReadOnly}
            draggable={!isReadOnly}
            onDragStart={(event) => startDragging(event, { control })}
            onClick={() => onAdd(control)}
          >
            <ControlSign control={control} />
            {t(`builder.control.${control}`)}
          </button>
        ))}
      </div>
      {known.length > 0 && (
        <>
          <h2>{t('builder.known')}</h2>
          <ul className="builder-known">
            {known.map(({ name, purpose }) => (
              <li key={name}>
                <span>{variableWords(name)}</span>
                <button
                  type="button"
                  className="ui-linklike"
                  disabled={isReadOnly}
                  aria-label={t('builder.showNamed', { name: variableWords(name) })}
                  onClick={() => onShow(name)}
                >
                  {t('builder.show')}
                </button>
                {purpose && <small className="ui-second">{purpose}</small>}
              </li>
            ))}
          </ul>
        </>
      )}
    </aside>
  );
}
