import type { IncidentGroup } from '@fortnight/shared/contract';
import { Link } from '@tanstack/react-router';
import { useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useVersionWords } from '../cases/index.ts';
import { saidByProgram } from '../client/index.ts';
import { Icon, useFormat } from '../ui/index.ts';
import { AffectedCases } from './affected-cases.tsx';

interface GroupNames {
  readonly element: string;
  readonly process: string;
}

/** Names of a group's step and process in the reader's language, once its version is read. */
function useGroupNames(groups: readonly IncidentGroup[]): (group: IncidentGroup) => GroupNames {
  const items = useMemo(() => groups.map(({ processId, versions }) => ({ processId, version: versions.at(-1) ?? 1 })), [groups]);
  const words = useVersionWords(items);
  return ({ processId, versions, elementId, elementName, processName }) => {
    const item = { processId, version: versions.at(-1) ?? 1 };
    return { element: words.element(item, elementId, elementName), process: words.process(item, processName) };
  };
}

/** What stopped the cases, in words: by its code, or as the server said it. */
function useCause(): (group: IncidentGroup, elementName: string) => { title: string; advice: string } {
  const { t, i18n } = useTranslation('operations');
  return ({ code, message }, elementName) => {
    const known = i18n.exists(`operations:cause.${code}`) ? code : 'other';
    return { title: t(`cause.${known}`, { element: elementName, message }), advice: t(`advice.${known}`) };
  };
}

function Group(props: { group: IncidentGroup; names: GroupNames; isOpen: boolean; onToggle: () => void }) {
  const { group, names, isOpen, onToggle } = props;
  const { t } = useTranslation('operations');
  const { when } = useFormat();
  const { title, advice } = useCause()(group, names.element);
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
            {names.element} · {names.process} {group.versions.map((version) => `v${version}`).join(', ')}
          </small>
        </span>
        <b className="operations-count">{group.count}</b>
        <span className="operations-span">{t('span', { from: when(group.firstAt), to: when(group.lastAt) })}</span>
      </button>
      {isOpen && (
        <div className="operations-detail" id={id}>
          <dl className="operations-what">
            <dt>{t('what.happened')}</dt>
            <dd>{saidByProgram(group.message)}</dd>
            <dt>{t('what.todo')}</dt>
            <dd>
              {advice}{' '}
              <Link
                to="/processes/$processId/design"
                params={{ processId: group.processId }}
                search={{ element: group.elementId }}
              >
                {t('what.open', { element: names.element })}
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
  const namesOf = useGroupNames(props.groups);
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
            names={namesOf(group)}
            isOpen={group.id === props.openId}
            onToggle={() => props.onOpen(group.id === props.openId ? undefined : group.id)}
          />
        ))}
      </ol>
    </>
  );
}
