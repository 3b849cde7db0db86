import './changes.css';
import type { SettingChange } from '@fortnight/shared/migration';
import { useTranslation } from 'react-i18next';
import type { ChangeWords } from './use-change-words.ts';

/** What it was, struck, and what it is; a whole item that came or went is told by its name alone. */
export function SettingLine({ setting, words }: { setting: SettingChange; words: ChangeWords }) {
  const { t } = useTranslation('changes');
  const { before, after, items } = setting;
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
      {before !== undefined && <s>{words.value(before, setting.field)}</s>}
      {before !== undefined && after !== undefined && <span aria-hidden="true"> → </span>}
      {after !== undefined && <b>{words.value(after, setting.field)}</b>}
    </div>
  );
}
