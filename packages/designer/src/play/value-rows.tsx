import './values.css';
import type { Json, JsonObject } from '@fortnight/shared/base';
import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../ui/index.ts';
import { look } from './look.ts';

interface Row {
  readonly key: number;
  readonly name: string;
  readonly text: string;
}

/** What is typed into rows of names and values. */
export interface ValueRowsHandle {
  readonly rows: readonly Row[];
  readonly set: (rows: readonly Row[]) => void;
  readonly values: JsonObject;
}

export function useValueRows(given: JsonObject = {}): ValueRowsHandle {
  const [rows, set] = useState<readonly Row[]>(() =>
    [...Object.entries(given), ['', ''] as const].map(([name, value], key) => ({ key, name, text: writeValue(value) })),
  );
  const named = rows.filter(({ name }) => name.trim() !== '');
  return { rows, set, values: Object.fromEntries(named.map(({ name, text }) => [name.trim(), readValue(text)])) };
}

/** A number, true, false, a list or an object as JSON has them; anything else is text. */
export function readValue(text: string): Json {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  try {
    return JSON.parse(trimmed) as Json;
  } catch {
    return text;
  }
}

const writeValue = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Values by name, for what has no form; `names` are offered. */
export function ValueRows({ handle, names, label }: { handle: ValueRowsHandle; names: readonly string[]; label: string }) {
  const { t } = useTranslation('play');
  const id = useId();
  const { rows, set } = handle;
  const change = (key: number, part: Partial<Row>) => set(rows.map((row) => (row.key === key ? { ...row, ...part } : row)));
  return (
    <fieldset className="play-values">
      <legend>{label}</legend>
      <datalist id={`${id}-names`}>
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {rows.map((row) => (
        <div key={row.key} className="play-value">
          <Input
            size="small"
            list={`${id}-names`}
            aria-label={t('values.name')}
            placeholder={t('values.name')}
            value={row.name}
            onChange={({ target }) => change(row.key, { name: target.value })}
          />
          <Input
            size="small"
            aria-label={t('values.value')}
            placeholder={t('values.value')}
            value={row.text}
            onChange={({ target }) => change(row.key, { text: target.value })}
          />
        </div>
      ))}
      <button
        type="button"
        className="ui-linklike ui-small"
        onClick={() => set([...rows, { key: Math.max(...rows.map(({ key }) => key)) + 1, name: '', text: '' }])}
      >
        <Icon name="plus" size={12} /> {t('values.more')}
      </button>
    </fieldset>
  );
}

interface WithValuesProps {
  readonly names: readonly string[];
  readonly action: string;
  readonly isNext: boolean;
  readonly onSend: (values: JsonObject) => void;
}

/** A button that opens rows of values, for what may bring some and need not. */
export function WithValues(props: WithValuesProps) {
  const { t } = useTranslation('play');
  const handle = useValueRows();
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="play-with-values">
      <div className="play-buttons">
        <Button {...look(props.isNext)} onClick={() => props.onSend(handle.values)}>
          {props.action}
        </Button>
        {!isOpen && (
          <button type="button" className="ui-linklike ui-small" onClick={() => setOpen(true)}>
            {t('values.bring')}
          </button>
        )}
      </div>
      {isOpen && <ValueRows handle={handle} names={props.names} label={t('values.brings')} />}
    </div>
  );
}
