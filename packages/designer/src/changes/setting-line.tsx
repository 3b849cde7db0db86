import './changes.css';
import type { Json } from '@fortnight/shared/base';
import type { SettingChange } from '@fortnight/shared/migration';
import { useTranslation } from 'react-i18next';
import type { ChangeWords } from './use-change-words.ts';

/** What it was, struck, and what it is; a whole item that came or went is told by its name alone. */
export function SettingLine({ setting, words }: { setting: SettingChange; words: ChangeWords }) {
  const { t } = useTranslation('changes');
  const { before, after, items } = setting;
  const meaning = words.meaning(setting);
  if (meaning !== undefined) return <div className="changes-setting">{meaning}</div>;
  const isAlike = words.value(before, setting.field) === words.value(after, setting.field);
  // Two things of the same name are told apart by their ids.
  const said = (value: Json) => {
    const name = words.value(value, setting.field);
    return isAlike && typeof value === 'string' && value !== name ? t('withId', { name, id: value }) : name;
  };
  const isItem = items.length > 0 && (before === undefined || after === undefined);
  const field = words.field(setting);
  if (isItem && after === undefined)
    return (
      <div className="changes-setting">
        <s>{field}</s>
      </div>
    );
  if (isItem) return <div className="changes-setting">{t('came', { field })}</div>;
  return (
    <div className="changes-setting">
      {t('field', { field })}
      {before !== undefined && <s>{said(before)}</s>}
      {before !== undefined && after !== undefined && <span aria-hidden="true"> → </span>}
      {after !== undefined && <b>{said(after)}</b>}
    </div>
  );
}
