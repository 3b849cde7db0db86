import { useTranslation } from 'react-i18next';
import type { SalesKind } from '../diagram.ts';
import type { Editor } from '../editor/editor.ts';
import { signs } from '../features/sales-renderer/index.ts';
import { placing } from './use-placing.ts';

const kinds: readonly SalesKind[] = ['stage', 'approval', 'checkpoint'];

/** The three elements that make a process a sales process. */
export function SalesCards({ editor, wanted }: { editor: Editor | undefined; wanted: string }) {
  const { t } = useTranslation('design');
  const found = kinds.filter((kind) => `${t(`sales.${kind}.name`)} ${t(`sales.${kind}.hint`)}`.toLowerCase().includes(wanted));
  if (found.length === 0) return null;
  return (
    <section aria-label={t('palette.sales')}>
      <h2>{t('palette.sales')}</h2>
      {found.map((kind) => (
        <button type="button" key={kind} className={`palette-sale palette-sale-${kind}`} {...placing(editor, kind)}>
          <SalesPicture kind={kind} />
          <span>
            <b>{t(`sales.${kind}.name`)}</b>
            <small>{t(`sales.${kind}.hint`)}</small>
          </span>
        </button>
      ))}
    </section>
  );
}

function SalesPicture({ kind }: { kind: SalesKind }) {
  return (
    <svg width="40" height="30" aria-hidden="true">
      {kind === 'stage' ? (
        <>
          <path d="M1 3h29l8 12-8 12H1z" className="sale-shape" />
          <text x="16" y="19" className="sale-number">
            1
          </text>
        </>
      ) : (
        <>
          <rect x="1" y="1" width="38" height="28" rx="6" className="sale-shape" />
          <path d={signs[kind]} transform="translate(11,6) scale(.75)" className="sale-sign" />
        </>
      )}
    </svg>
  );
}
