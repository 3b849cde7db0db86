import type { FailedPlays, Play, Version } from '@fortnight/shared/contract';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '../client/index.ts';
import { useDirectory } from '../session/index.ts';
import { Icon, Pill, useFormat } from '../ui/index.ts';

const shownAtFirst = 6;
const signs = { passes: 'check', fails: 'close', 'out-of-date': 'clock' } as const;

/** The tests of a version, each with what came of it when it was published, and why it was published if one did not pass. */
export function VersionTests({ version }: { version: Version }) {
  const { t } = useTranslation('processes');
  const { data } = useQuery(queries.version(version.processId, version.version));
  const id = useId();
  const [isWhole, setWhole] = useState(false);
  const { failedPlays } = version;
  const tests = data?.tests;
  if (!tests) return null;
  const sorted = tests.toSorted((one, other) => Number(isFailed(other, failedPlays)) - Number(isFailed(one, failedPlays)));
  const shown = isWhole ? sorted : sorted.slice(0, shownAtFirst);
  return (
    <section className="versions-tests" aria-labelledby={id}>
      <div className="ui-row">
        <h3 id={id}>{t('tests.title')}</h3>
        <Verdict testCount={tests.length} failedPlays={failedPlays} />
      </div>
      {failedPlays && <Overridden version={version} reason={failedPlays.reason} />}
      <ul>
        {shown.map((test) => (
          <TestLine key={test.id} test={test} failedPlays={failedPlays} />
        ))}
      </ul>
      {tests.length > shownAtFirst && (
        <button type="button" className="ui-linklike ui-small" onClick={() => setWhole(!isWhole)}>
          {isWhole ? t('tests.fewer') : t('tests.all', { count: tests.length })}
        </button>
      )}
    </section>
  );
}

const verdictOf = ({ id }: Play, failedPlays: FailedPlays | null) => failedPlays?.plays.find((play) => play.id === id)?.verdict;
const isFailed = (test: Play, failedPlays: FailedPlays | null): boolean => verdictOf(test, failedPlays) !== undefined;

function Verdict({ testCount, failedPlays }: { testCount: number; failedPlays: FailedPlays | null }) {
  const { t } = useTranslation('processes');
  if (failedPlays)
    return (
      <Pill tone="red" icon="warn">
        {t('tests.failed', { count: failedPlays.plays.length, total: testCount })}
      </Pill>
    );
  if (testCount === 0) return <span className="ui-second ui-small">{t('tests.none')}</span>;
  return (
    <Pill tone="green" icon="check">
      {t('tests.passed', { count: testCount })}
    </Pill>
  );
}

/** Who made it though a test did not pass, when, and why. */
function Overridden({ version: { createdBy, createdAt, proposal }, reason }: { version: Version; reason: string }) {
  const { t } = useTranslation('processes');
  const { nameOf } = useDirectory();
  const { when } = useFormat();
  const words = proposal ? 'tests.overProposed' : 'tests.over';
  return <p className="versions-over">{t(words, { name: nameOf(createdBy), when: when(createdAt), reason })}</p>;
}

function TestLine({ test, failedPlays }: { test: Play; failedPlays: FailedPlays | null }) {
  const { t } = useTranslation('processes');
  const verdict = verdictOf(test, failedPlays) ?? 'passes';
  return (
    <li className={`versions-test is-${verdict}`}>
      <Icon name={signs[verdict]} label={t(`tests.sign.${verdict}`)} /> {test.name}
    </li>
  );
}
