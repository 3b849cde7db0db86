import type { DataSpec } from '@fortnight/shared/model';
import { useTranslation } from 'react-i18next';
import type { FieldControl } from '../field-control.ts';
import { variableWords } from '../variable-words.ts';

/** A stroke for each kind of field, on a grid of 24. */
const strokes: Readonly<Record<FieldControl, string>> = {
  text: 'M5 6h14M12 6v13',
  longText: 'M4 6h16M4 11h16M4 16h10',
  number: 'M9 4 7 20M17 4l-2 16M4 9h16M3.5 15h16',
  money: 'M6 4l6 8 6-8M12 12v8M8 13h8M8 16.500h8',
  date: 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4',
  choice: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 9.5a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5z',
  check: 'M5 5h14v14H5zM8.500 12l2.500 2.500 4.500-5',
  file: 'M6 3h9l4 4v14H6zM14 3v5h5',
  section: 'M4 7h16M4 17h9',
};
export const controls = Object.keys(strokes) as readonly FieldControl[];

function ControlSign({ control }: { control: FieldControl }) {
  return (
    <svg className="ui-icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={strokes[control]} />
    </svg>
  );
}

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
          <button key={control} type="button" disabled={isReadOnly} onClick={() => onAdd(control)}>
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
