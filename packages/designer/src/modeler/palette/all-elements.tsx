import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Editor, PaletteEntry } from '../editor/editor.ts';

/** Everything that BPMN has, by group. */
export function AllElements({ editor, wanted }: { editor: Editor; wanted: string }) {
  const { t, i18n } = useTranslation('design');
  const entries = useMemo(() => editor.palette(), [editor, i18n.language]);
  const found = entries.filter(({ search }) => wanted.split(/\s+/).every((word) => search.includes(word)));
  const groups = Map.groupBy(found, ({ group }) => group);
  if (found.length === 0) return <p className="palette-none">{t('palette.none')}</p>;
  return [...groups].map(([group, members]) => (
    <section key={group} aria-label={group}>
      <h2>{group}</h2>
      {members.map((entry) => (
        <Entry key={entry.id} entry={entry} />
      ))}
    </section>
  ));
}

function Entry({ entry }: { entry: PaletteEntry }) {
  return (
    <button
      type="button"
      className="palette-entry"
      draggable
      onDragStart={(event) => {
        event.preventDefault();
        entry.start(event.nativeEvent);
      }}
      onClick={(event) => entry.start(event.nativeEvent)}
    >
      <span className={entry.className} aria-hidden="true" />
      {entry.label}
    </button>
  );
}
