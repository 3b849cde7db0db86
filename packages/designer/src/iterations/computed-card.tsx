import type { ComputedCard, Iteration } from '@fortnight/shared/contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Icon, type IconName, Pill, type Tone } from '../ui/index.ts';

const icons: Readonly<Record<ComputedCard['code'], IconName>> = {
  change: 'process',
  sample: 'chart',
  guardBroken: 'warn',
  overdue: 'clock',
  sentBack: 'undo',
  lost: 'funnel',
  read: 'mail',
  splitBroken: 'split',
};
const alarming: ReadonlySet<ComputedCard['code']> = new Set(['guardBroken', 'splitBroken']);
const counted: ReadonlySet<ComputedCard['code']> = new Set(['sample', 'read']);

const stateTones: Readonly<Record<string, Tone>> = {
  live: 'green',
  rollingOut: 'green',
  approved: 'blue',
  inReview: 'violet',
  rolledBack: 'red',
};

/** What the board says by itself, from versions and figures. */
export function ComputedCardView({ iteration, card }: { iteration: Iteration; card: ComputedCard }) {
  const { t, i18n } = useTranslation(['iterations', 'iteration', 'rollout']);
  const { code, version, count, of, state, share, text } = card;
  const guard = text !== null && i18n.exists(`rollout:guards.${text}`) ? t(`rollout:guards.${text}`) : (text ?? '');
  const said = t(`iteration:computed.${code}`, {
    version: version ?? '',
    share: share ?? '',
    count: count ?? 0,
    of: of ?? '',
    text: code === 'guardBroken' ? guard : (text ?? ''),
  });
  const kind = code === 'change' && version !== null ? t('computed.changeOf', { version }) : t(`computed.${code}`);
  return (
    <article className="iterations-card is-computed" aria-label={kind}>
      <div className={`iterations-kind${alarming.has(code) ? ' is-risk' : ''}`}>
        <Icon name={icons[code]} size={13} />
        {kind}
      </div>
      <p>{code === 'change' ? (text ?? t('computed.noNote')) : said}</p>
      {counted.has(code) && of !== null && of > 0 && (
        <progress className="iterations-progress" value={Math.min(count ?? 0, of)} max={of} aria-label={said} />
      )}
      {code === 'change' && state !== null && (
        <div className="iterations-who">
          <Pill tone={stateTones[state] ?? 'grey'} icon={state === 'rolledBack' ? 'undo' : 'flag'}>
            {t(`versionState.${state}`, { share: share ?? 100 })}
          </Pill>
        </div>
      )}
      <Cases iteration={iteration} card={card} />
    </article>
  );
}

/** To the cases behind what was seen in the numbers. */
function Cases({
  iteration: { id: iterationId, processId, versions },
  card: { code, count, version },
}: {
  iteration: Iteration;
  card: ComputedCard;
}) {
  const { t } = useTranslation('iterations');
  const of = version ?? (versions.length === 1 ? versions[0]?.version : undefined);
  if (code === 'read')
    return (
      <Link to="/iterations/$iterationId" params={{ iterationId }} search={{ tab: 'notes' }} className="iterations-cases">
        {t('openNotes')}
      </Link>
    );
  if (!count || (code !== 'overdue' && code !== 'lost')) return null;
  return (
    <Link
      to="/cases"
      search={{
        process: processId,
        ...(of !== undefined && { version: String(of) }),
        ...(code === 'overdue' ? { over: '1' } : { outcome: 'lost' }),
      }}
      className="iterations-cases"
    >
      {t('openCases')}
    </Link>
  );
}
