import './opinion.css';
import type {
  NotCompared,
  OpinionDifference,
  OpinionFailure,
  OpinionState,
  OpinionStep,
  SecondOpinion,
} from '@fortnight/shared/contract';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { queries, useRefusalText } from '../client/index.ts';
import { type Called, capital } from '../naming/index.ts';
import { Pill, useFormat } from '../ui/index.ts';

/** How elements are named, and shown where there is a diagram. */
interface Places {
  readonly called: (elementId: string) => Called | undefined;
  readonly onShow?: ((elementId: string) => void) | undefined;
}

/** The opinion on a draft as it is saved; `etag` names the save, and nothing is asked before there is one. */
export function DraftOpinion({ processId, etag, ...places }: Places & { processId: string; etag: string | undefined }) {
  const { data, error, refetch } = useQuery({ ...queries.draftOpinion(processId, etag ?? ''), enabled: etag !== undefined });
  return <OpinionSection state={data} error={error} onRetry={() => void refetch()} {...places} />;
}

/** The opinion on a published version. */
export function VersionOpinion({ processId, version, ...places }: Places & { processId: string; version: number }) {
  const { data, error, refetch } = useQuery(queries.versionOpinion(processId, version));
  return <OpinionSection state={data} error={error} onRetry={() => void refetch()} {...places} />;
}

const engineName = 'bpmn-engine';

function OpinionSection({
  state,
  error,
  onRetry,
  ...places
}: Places & { state: OpinionState | undefined; error: Error | null; onRetry: () => void }) {
  const { t } = useTranslation('opinion');
  const refusalText = useRefusalText();
  const opinion = state?.opinion;
  const engine = opinion?.engine.name ?? engineName;
  return (
    <section className="opinion" aria-label={t('title')}>
      <div className="opinion-line">
        <h3 className="opinion-title" title={t('about', { engine })}>
          {t('title')}
        </h3>
        <span role="status" className="opinion-verdict">
          {error ? (
            refusalText(error)
          ) : opinion ? (
            <Verdict opinion={opinion} />
          ) : (
            <Pill tone="blue">{t('running', { engine })}</Pill>
          )}
        </span>
        {error && (
          <Button size="small" onClick={onRetry}>
            {t('again')}
          </Button>
        )}
      </div>
      {opinion && <Behind opinion={opinion} {...places} />}
    </section>
  );
}

const tones = { agrees: 'green', differs: 'amber', 'not-compared': 'grey' } as const;
const signs = { agrees: { icon: 'check' }, differs: { icon: 'warn' }, 'not-compared': {} } as const;

/** Where a case comes to harm here, that comes first, and no agreement on other paths is shown as good. */
function Verdict({ opinion: { verdict, engine, pathCount, differences, failures } }: { opinion: SecondOpinion }) {
  const { t } = useTranslation('opinion');
  const { name } = engine;
  const isHarmed = failures.length > 0;
  return (
    <>
      {isHarmed && (
        <Pill tone="red" icon="warn">
          {t('harmed', { count: failures.length })}
        </Pill>
      )}
      <Pill {...(isHarmed && verdict === 'agrees' ? { tone: 'grey' } : { tone: tones[verdict], ...signs[verdict] })}>
        {verdict === 'agrees' && t('agrees', { engine: name, count: pathCount })}
        {verdict === 'differs' && t('differs', { engine: name, count: differences.length })}
        {verdict === 'not-compared' && t('notCompared', { engine: name })}
      </Pill>
    </>
  );
}

/** What the verdict stands on: differences first, then how much of the process it covers. */
function Behind({ opinion, ...places }: Places & { opinion: SecondOpinion }) {
  const { t } = useTranslation('opinion');
  const { number } = useFormat();
  const { partialPathCount, elementCount, comparedElementCount, bounds, differences, failures } = opinion;
  const isTold = ({ code, elementId }: NotCompared) =>
    code === 'error-not-caught' && failures.some((failure) => failure.elementId === elementId);
  const notCompared = opinion.notCompared.filter((one) => !isTold(one));
  const said = [
    t('elements', { compared: number(comparedElementCount), total: number(elementCount) }),
    ...(partialPathCount > 0 ? [t('partly', { count: partialPathCount })] : []),
    ...(bounds.length > 0 ? [t('more')] : []),
  ];
  return (
    <>
      {differences.length + failures.length > 0 && (
        <ul className="opinion-list">
          {failures.map((failure) => (
            <FailureLine key={`${failure.what} ${failure.elementId}`} failure={failure} {...places} />
          ))}
          {differences.map((difference) => (
            <DifferenceLine
              key={`${difference.what} ${difference.elementId} ${difference.steps.length}`}
              difference={difference}
              {...places}
            />
          ))}
        </ul>
      )}
      {elementCount > 0 && <p className="ui-second ui-small">{said.join(t('gap'))}</p>}
      {notCompared.length > 0 && (
        <details className="ui-small">
          <summary>{t('why')}</summary>
          <ul className="opinion-list">
            {notCompared.map((one) => (
              <NotComparedLine key={`${one.code} ${one.elementId}`} notCompared={one} {...places} />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

/** What another engine names is in the drawing; where that is not read yet, as the engine names it. */
const wordsOf = (called: Places['called'], id: string, told: string | undefined): Called =>
  called(id) ?? { name: told ?? id, quoted: told ?? id, thing: told ?? id };

function DifferenceLine({ difference, called, onShow }: Places & { difference: OpinionDifference }) {
  const { t } = useTranslation('opinion');
  const { elementId, elementName, what, ours, theirs, steps } = difference;
  const word = (text: string) => (what === 'ends' ? t(`caseIs.${text}`) : text);
  const element = wordsOf(called, elementId, elementName);
  return (
    <li>
      <div>
        {capital(t(`differs.${what}`, { element: element.quoted, ours: word(ours), theirs: word(theirs) }))}
        <Way steps={steps} called={called} />
      </div>
      <ShowButton elementId={elementId} name={element.name} onShow={onShow} />
    </li>
  );
}

/** A place at which the case comes to harm here, with the way there. */
function FailureLine({ failure, called, onShow }: Places & { failure: OpinionFailure }) {
  const { t } = useTranslation('opinion');
  const { elementId, elementName, what, steps } = failure;
  const element = wordsOf(called, elementId, elementName);
  return (
    <li>
      <div>
        {capital(t(`harm.${what}`, { element: element.quoted }))}
        <Way steps={steps} called={called} />
      </div>
      <ShowButton elementId={elementId} name={element.name} onShow={onShow} />
    </li>
  );
}

function Way({ steps, called }: { steps: readonly OpinionStep[]; called: Places['called'] }) {
  const { t } = useTranslation('opinion');
  const stepOf = ({ do: done, elementId, elementName }: OpinionStep) =>
    t(`step.${done}`, { element: wordsOf(called, elementId, elementName).quoted });
  return <span className="ui-third">{t('gap') + t('way', { steps: steps.map(stepOf).join(t('between')) })}</span>;
}

function NotComparedLine({ notCompared, called, onShow }: Places & { notCompared: NotCompared }) {
  const { t } = useTranslation('opinion');
  const { code, elementId, elementName, issue } = notCompared;
  const name = elementId === undefined ? undefined : wordsOf(called, elementId, elementName).name;
  return (
    <li>
      <div>
        {name !== undefined && <b>{capital(name)} </b>}
        {t(`obstacle.${code}`)}
        {issue !== undefined && (
          <>
            {' '}
            <a href={issue} target="_blank" rel="noreferrer">
              {issue.replace('https://github.com/', '')}
            </a>
          </>
        )}
      </div>
      {elementId !== undefined && name !== undefined && <ShowButton elementId={elementId} name={name} onShow={onShow} />}
    </li>
  );
}

function ShowButton({ elementId, name, onShow }: Pick<Places, 'onShow'> & { elementId: string; name: string }) {
  const { t } = useTranslation('opinion');
  if (!onShow) return null;
  return (
    <Button type="link" size="small" onClick={() => onShow(elementId)} aria-label={t('showNamed', { name })}>
      {t('show')}
    </Button>
  );
}
