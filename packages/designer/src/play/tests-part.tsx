import './tests.css';
import type { Play } from '@fortnight/shared/contract';
import type { Program } from '@fortnight/shared/kernel';
import { Button, Dropdown, Progress } from 'antd';
import { useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Namer } from '../cases/index.ts';
import { capital } from '../naming/index.ts';
import { Icon, useFormat } from '../ui/index.ts';
import { useVerdictWords } from './verdict-words.ts';
import { coverageOf, type Judged } from './verdicts.ts';

interface Props {
  readonly program: Program;
  readonly tests: readonly Play[];
  readonly judged: readonly Judged[];
  readonly namer: Namer;
  readonly openId: string | undefined;
  readonly onOpen: (test: Play, untilMove?: number) => void;
  /** Takes what it comes to now as what is expected of it. */
  readonly onAccept: ((test: Play) => void) | undefined;
  readonly onRemove: ((test: Play) => void) | undefined;
  readonly onShow: (elementId: string) => void;
  readonly onDownload: () => void;
}

const signs = { passes: 'check', fails: 'close', 'out-of-date': 'clock' } as const;

/** The tests of the process, played on what is drawn now: failures on top; and the flows that none of them walks. */
export function TestsPart(props: Props) {
  const { tests, judged, onDownload } = props;
  const { t } = useTranslation('play');
  const id = useId();
  const count = (verdict: Judged['verdict']['verdict']) => judged.filter((each) => each.verdict.verdict === verdict).length;
  const said = (['passes', 'fails', 'out-of-date'] as const)
    .filter((verdict) => count(verdict) > 0)
    .map((verdict) => t(`tests.count.${verdict}`, { count: count(verdict) }))
    .join(t('comma'));
  return (
    <>
      <section className="play-tests" aria-labelledby={id}>
        <div className="ui-row">
          <h2 id={id} className="ui-grow">
            {t('tests.title')}
          </h2>
          {tests.length > 0 && (
            <Button type="text" size="small" aria-label={t('tests.download')} title={t('tests.download')} onClick={onDownload}>
              <Icon name="download" />
            </Button>
          )}
        </div>
        <p className="ui-second ui-small" role="status">
          {tests.length === 0 ? t('tests.none') : said}
        </p>
        <ul>
          {judged.map((each) => (
            <TestLine key={each.test.id} {...props} judged={each} />
          ))}
        </ul>
      </section>
      <Coverage {...props} />
    </>
  );
}

function TestLine({ judged, namer, openId, onOpen, onAccept, onRemove }: Omit<Props, 'judged'> & { judged: Judged }) {
  const { t } = useTranslation('play');
  const { test, verdict } = judged;
  const words = useVerdictWords(namer);
  const isPassed = verdict.verdict === 'passes';
  const items = [
    ...(onAccept ? [{ key: 'accept', label: t('tests.accept'), disabled: isPassed, onClick: () => onAccept(test) }] : []),
    ...(onRemove ? [{ key: 'remove', danger: true, label: t('tests.remove'), onClick: () => onRemove(test) }] : []),
  ];
  return (
    <li className={`play-test is-${verdict.verdict}${test.id === openId ? ' is-open' : ''}`}>
      <Icon name={signs[verdict.verdict]} label={t(`tests.sign.${verdict.verdict}`)} />
      <div className="ui-grow">
        <button type="button" className="play-test-name" onClick={() => onOpen(test)}>
          {test.name}
        </button>
        <div className="ui-second ui-small">{words(verdict)}</div>
        {verdict.verdict === 'fails' && (
          <button type="button" className="ui-linklike ui-small" onClick={() => onOpen(test, verdict.move)}>
            {t('tests.playTo')}
          </button>
        )}
      </div>
      {items.length > 0 && (
        <Dropdown trigger={['click']} menu={{ items }}>
          <Button type="text" size="small" aria-label={t('tests.menu', { name: test.name })} icon={<Icon name="more" />} />
        </Dropdown>
      )}
    </li>
  );
}

const namedAtFirst = 5;

function Coverage({ program, tests, namer, onShow }: Props) {
  const { t } = useTranslation('play');
  const { number } = useFormat();
  const id = useId();
  const { total, neverTaken } = useMemo(() => coverageOf(program, tests), [program, tests]);
  const taken = total - neverTaken.length;
  return (
    <section className="play-coverage" aria-labelledby={id}>
      <div className="ui-row">
        <h2 id={id} className="ui-grow">
          {t('coverage.title')}
        </h2>
        <span className="ui-num ui-second">{t('coverage.count', { taken: number(taken), total: number(total) })}</span>
      </div>
      <Progress
        percent={total === 0 ? 100 : (taken / total) * 100}
        showInfo={false}
        size="small"
        aria-label={t('coverage.title')}
        strokeColor="var(--green)"
      />
      {tests.length > 0 && neverTaken.length > 0 && (
        <div className="ui-small">
          <span className="ui-second">{t('coverage.never')}</span>
          <ul>
            {neverTaken.slice(0, namedAtFirst).map((flow) => (
              <li key={flow.id}>
                <button type="button" className="ui-linklike" onClick={() => onShow(flow.id)}>
                  {capital(namer.element(flow.id))}
                </button>
              </li>
            ))}
          </ul>
          {neverTaken.length > namedAtFirst && (
            <span className="ui-second">{t('coverage.more', { count: neverTaken.length - namedAtFirst })}</span>
          )}
        </div>
      )}
    </section>
  );
}
