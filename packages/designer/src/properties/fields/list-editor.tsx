import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModdleElement } from '../../modeler/index.ts';
import { Icon } from '../../ui/index.ts';

interface ListEditorProps {
  readonly label: string;
  readonly items: readonly ModdleElement[];
  readonly addLabel: string;
  readonly onAdd: () => void;
  readonly onRemove: (item: ModdleElement) => void;
  readonly onMove?: (item: ModdleElement, by: -1 | 1) => void;
  readonly children: (item: ModdleElement, index: number) => ReactNode;
}

/** A list whose rows are edited in place. */
export function ListEditor({ label, items, addLabel, onAdd, onRemove, onMove, children }: ListEditorProps) {
  const { t } = useTranslation('design');
  return (
    <div className="prop-list">
      {items.length > 0 && (
        <ul aria-label={label}>
          {items.map((item, index) => (
            // A row has no identity of its own but its place.
            <li key={index}>
              <div className="prop-row">{children(item, index)}</div>
              <span className="prop-row-tools">
                {onMove && (
                  <>
                    <Button
                      type="text"
                      size="small"
                      disabled={index === 0}
                      aria-label={t('properties.list.up', { name: label, number: index + 1 })}
                      onClick={() => onMove(item, -1)}
                    >
                      <Icon name="up" />
                    </Button>
                    <Button
                      type="text"
                      size="small"
                      disabled={index === items.length - 1}
                      aria-label={t('properties.list.down', { name: label, number: index + 1 })}
                      onClick={() => onMove(item, 1)}
                    >
                      <Icon name="down" />
                    </Button>
                  </>
                )}
                <Button
                  type="text"
                  size="small"
                  aria-label={t('properties.list.remove', { name: label, number: index + 1 })}
                  onClick={() => onRemove(item)}
                >
                  <Icon name="close" />
                </Button>
              </span>
            </li>
          ))}
        </ul>
      )}
      <Button size="small" onClick={onAdd} icon={<Icon name="plus" />}>
        {addLabel}
      </Button>
    </div>
  );
}
