import type { IncidentGroup } from '@fortnight/shared/contract';
import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon, useFormat } from '../ui/index.ts';
import { AffectedCases } from './affected-cases.tsx';

/** What stopped the cases, in words: by its code, or as the server said it. */
function useCause(): (group: IncidentGroup) => { title: string; advice: string } {
  const { t, i18n } = useTranslation('operations');
  return ({ code, message, elementName }) => {
    const known = i18n.exists(`operations:cause.${code}`) ? code : 'other';
    return { title: t(`cause.${known}`, { element: elementName, message }), advice: t(`advice.${known}`) };
  };
}

function Group({ group, isOpen, onToggle }: { group: IncidentGroup; isOpen: boolean; onToggle: () => void }) {
  const { t } = useTranslation('operations');
  const { when } = useFormat();
  const { title, advice } = useCause()(group);
  const id = useId();
  return (
    <li>
      <button
        type="button"
        className={`operations-group ui-num${isOpen ? ' is-open' : ''}`}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={onToggle}
        data-row=""
      >
        <Icon name={isOpen ? 'down' : 'right'} size={14} />
        <span className="operations-cause">
          <b>{title}</b>
          <small>
            {group.elementName} · {group.processName} {group.versions.map((version) => `v${version}`).join(', ')}
          </small>
        </span>
        <b className="operations-count">{group.count}</b>
        <span className="operations-span">{t('span', { from: when(group.firstAt), to: when(group.lastAt) })}</span>
      </button>
      {isOpen && (
        <div className="operations-detail" id={id}>
          <dl className="operations-what">
            <dt>{t('what.happened')}</dt>
            <dd>{group.message}</dd>
            <dt>{t('what.todo')}</dt>
            <dd>
              {advice}{' '}
              <Link
                to="/processes/$processId/design"
                params={{ processId: group.processId }}
                search={{ element: group.elementId }}
              >
                {t('what.open', { element: group.elementName })}
              </Link>
            </dd>
          </dl>
          <AffectedCases group={group} />
        </div>
      )}
    </li>
  );
}

/** Incidents by cause, the widest first; one is open at a time. */
export function IncidentList(props: {
  groups: readonly IncidentGroup[];
  openId: string | undefined;
  onOpen: (id: string | undefined) => void;
}) {
  const { t } = useTranslation('operations');
  return (
    <>
      <div className="operations-group operations-heads" aria-hidden="true">
        <span />
        <span>{t('column.cause')}</span>
        <span className="operations-count">{t('column.cases')}</span>
        <span className="operations-span">{t('column.span')}</span>
      </div>
      <ol>
        {props.groups.map((group) => (
          <Group
            key={group.id}
            group={group}
            isOpen={group.id === props.openId}
            onToggle={() => props.onOpen(group.id === props.openId ? undefined : group.id)}
          />
        ))}
      </ol>
    </>
  );
}
