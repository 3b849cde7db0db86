import './publish-tests.css';
import { Button, Input } from 'antd';
import { useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon, Pill } from '../ui/index.ts';
import { type Drawing, type Drawn, useDrawn } from './use-drawn.ts';
import { usePlayWords } from './use-play-words.ts';
import { useVerdictWords } from './verdict-words.ts';
import { type Judged, judge } from './verdicts.ts';

/** The tests of a drawing, played on it. */
export interface JudgedTests {
  readonly drawn: Drawn;
  readonly judged: readonly Judged[];
  /** How many do not pass. */
  readonly failedCount: number;
}

const none: readonly never[] = [];

/** Plays the tests of a drawing; undefined until it is read, and where it can't be played. */
export function useJudgedTests(processId: string, drawing: Drawing | undefined): JudgedTests | undefined {
  const drawn = useDrawn(processId, drawing?.bpmn, drawing?.forms ?? none);
  return useMemo(() => {
    if (!drawn?.program || !drawing) return undefined;
    const judged = judge(drawn.program, drawing.tests);
    return { drawn, judged, failedCount: judged.filter(({ verdict }) => verdict.verdict !== 'passes').length };
  }, [drawn, drawing]);
}

interface Props {
  readonly tests: JudgedTests;
  readonly onPlay: (testId: string) => void;
  /** Why it is published though not all pass; without `onReason` none is asked for. */
  readonly reason: string;
  readonly onReason: ((reason: string) => void) | undefined;
}

/** The tests, played on what is to be published: green, or each that is not with a way to it. */
export function PublishTests({ tests: { drawn, judged, failedCount }, onPlay, reason, onReason }: Props) {
  const { t } = useTranslation('play');
  const id = useId();
  const namer = usePlayWords(drawn.model);
  const words = useVerdictWords(namer);
  const failed = judged.filter(({ verdict }) => verdict.verdict !== 'passes');
  return (
    <section className="play-publish" aria-label={t('tests.title')}>
      <div className="ui-row">
        <h3>{t('tests.title')}</h3>
        {judged.length === 0 ? (
          <span className="ui-second ui-small">{t('publish.none')}</span>
        ) : (
          <Pill tone={failedCount === 0 ? 'green' : 'red'} icon={failedCount === 0 ? 'check' : 'warn'}>
            {failedCount === 0
              ? t('publish.pass', { count: judged.length })
              : judged.length === 1
                ? t('publish.failOnly')
                : t('publish.fail', { count: failedCount, total: judged.length })}
          </Pill>
        )}
      </div>
      {failedCount > 0 && (
        <>
          <ul className="play-publish-list">
            {failed.map(({ test, verdict }) => (
              <li key={test.id}>
                <Icon name={verdict.verdict === 'fails' ? 'close' : 'clock'} label={t(`tests.sign.${verdict.verdict}`)} />
                <div className="ui-grow">
                  <b>{test.name}</b> <span className="ui-second">{words(verdict)}</span>
                </div>
                <Button
                  type="link"
                  size="small"
                  aria-label={t('publish.playNamed', { name: test.name })}
                  onClick={() => onPlay(test.id)}
                >
                  {t('publish.play')}
                </Button>
              </li>
            ))}
          </ul>
          {onReason && (
            <>
              <label htmlFor={`${id}-reason`}>{t('publish.reason')}</label>
              <Input.TextArea
                id={`${id}-reason`}
                autoSize={{ minRows: 1, maxRows: 4 }}
                maxLength={2000}
                value={reason}
                onChange={({ target }) => onReason(target.value)}
              />
            </>
          )}
        </>
      )}
    </section>
  );
}
