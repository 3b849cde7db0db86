import './play.css';
import { limits, type Play, type ProcessDetail, toPlay } from '@fortnight/shared/contract';
import type { Program } from '@fortnight/shared/kernel';
import { expectationOf, type PlayedThrough, playThrough, waitsOf } from '@fortnight/shared/simulation';
import { App, Button } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { looksOf } from '../cases/index.ts';
import { CaseDiagram } from '../modeler/index.ts';
import { ProcessBar } from '../processes/index.ts';
import { EmptyState, Kbd, LoadingSkeleton, Pill, ProblemBanner, useMedia } from '../ui/index.ts';
import type { PickedCase } from './case-picker.tsx';
import { DataPart } from './data-part.tsx';
import { downloadPlays } from './download-plays.ts';
import { HappenedPart } from './happened-part.tsx';
import type { Pace } from './pace.ts';
import { PlayBar } from './play-bar.tsx';
import { SaveButton } from './save-button.tsx';
import { SaveDialog } from './save-dialog.tsx';
import { dataAt, eventsShown, standingAt } from './scene.ts';
import { StartPart } from './start-part.tsx';
import { TestsPart } from './tests-part.tsx';
import { type Drawing, type Drawn, useDrawn } from './use-drawn.ts';
import { usePlay } from './use-play.ts';
import { usePlayWords } from './use-play-words.ts';
import { judge } from './verdicts.ts';
import { WaitsPart } from './waits-part.tsx';

export interface PlayScreenProps {
  readonly process: ProcessDetail;
  /** What is drawn now; undefined until it is known. */
  readonly drawing: Drawing | undefined;
  /** Without it nothing is kept: what is drawn is somebody else's. */
  readonly onTests: ((tests: readonly Play[]) => void) | undefined;
  readonly onLeave: () => void;
  /** The test to open with. */
  readonly testId?: string | undefined;
}

/** A case of what is drawn now, played in the browser; nothing is sent, and the drawing stays as it is. */
export function PlayScreen(props: PlayScreenProps) {
  const { process, drawing, onLeave } = props;
  const { t } = useTranslation('play');
  const drawn = useDrawn(process.id, drawing?.bpmn, drawing?.forms ?? noForms);
  if (drawing && drawn?.program) return <PlayRoom {...props} drawing={drawing} drawn={drawn} program={drawn.program} />;
  return (
    <>
      <ProcessBar processId={process.id}>
        <ExitButton onLeave={onLeave} />
      </ProcessBar>
      {drawn ? (
        <EmptyState
          title={t('broken.title')}
          action={
            <Button type="primary" onClick={onLeave}>
              {t('broken.back')}
            </Button>
          }
        >
          {t('broken.text', { count: drawn.errorCount })}
        </EmptyState>
      ) : (
        <LoadingSkeleton lines={12} />
      )}
    </>
  );
}

const noForms: readonly never[] = [];

function ExitButton({ onLeave }: { onLeave: () => void }) {
  const { t } = useTranslation('play');
  return (
    <Button onClick={onLeave}>
      {t('exit')} <Kbd>Esc</Kbd>
    </Button>
  );
}

type RoomProps = PlayScreenProps & { readonly drawing: Drawing; readonly drawn: Drawn; readonly program: Program };

function PlayRoom({ process, drawing, drawn, program, onTests, onLeave, testId }: RoomProps) {
  const { t } = useTranslation('play');
  const { message } = App.useApp();
  const { model } = drawn;
  const { tests } = drawing;
  const wantsCalm = useMedia('(prefers-reduced-motion: reduce)');
  const [pace, setPace] = useState<Pace>(wantsCalm ? 'at-once' : 1);
  const playing = usePlay(program, pace);
  const namer = usePlayWords(model);
  const judged = useMemo(() => judge(program, tests), [program, tests]);
  const [isSaving, setSaving] = useState(false);
  const [picked, setPicked] = useState<PickedCase>();
  const [selectedId, setSelectedId] = useState<string>();
  const { played, shown, state, before, isWaiting, refusal } = playing;
  const looks = useMemo(
    () => (model.process && played && state ? looksOf(model.process, standingAt(played, shown, state)) : noLooks),
    [model, played, shown, state],
  );
  const waits = useMemo(
    () => (played && state && isWaiting ? waitsOf(program, state, eventsShown(played, shown)) : []),
    [program, played, shown, state, isWaiting],
  );
  const opened = tests.find(({ id }) => id === playing.testId);

  // Opened from a link: the test that it names, once.
  const [toOpen, setToOpen] = useState(testId);
  const { open } = playing;
  useEffect(() => {
    const named = judged.find(({ test }) => test.id === toOpen);
    if (!named) return;
    setToOpen(undefined);
    open(named.test, named.verdict.verdict === 'fails' ? named.verdict.move : undefined);
  }, [toOpen, judged, open]);

  const save = ({ name, withData, isNew }: { name: string; withData: boolean; isNew: boolean }) => {
    if (!played || !onTests) return;
    const id = opened && !isNew ? opened.id : crypto.randomUUID();
    const test = testOf(upToHere(played, shown), { id, name, withData });
    if (test.choices.length > limits.playChoices || test.expects.path.length > limits.playPath) {
      message.error(t('save.tooLong', { choices: limits.playChoices, elements: limits.playPath }));
      return;
    }
    onTests(tests.some((each) => each.id === id) ? tests.map((each) => (each.id === id ? test : each)) : [...tests, test]);
    playing.keepAs(id);
    setSaving(false);
    message.success(t('save.done', { name }));
  };
  const accept = (test: Play) => {
    const again = playThrough(program, { ...test.start, at: Date.parse(test.start.at) }, test.choices);
    const { id, name, expects } = test;
    const next = testOf(again, { id, name, withData: expects.variables !== undefined });
    onTests?.(tests.map((each) => (each.id === id ? next : each)));
  };
  const isOver = state !== undefined && state.status !== 'active' && state.status !== 'suspended';
  const names = (model.process?.extension.data ?? []).map(({ name }) => name);
  const [next] = waits.filter(({ kind }) => kind !== 'timer');
  const waitsAt = next && namer.element(next.elementId);
  return (
    <>
      <ProcessBar
        processId={process.id}
        note={
          <Pill tone="blue" icon="play">
            {t('playing')}
          </Pill>
        }
      >
        {onTests && <SaveButton playing={playing} isOver={isOver} onSave={() => setSaving(true)} />}
        <ExitButton onLeave={onLeave} />
      </ProcessBar>
      <div className="play">
        <aside className="play-left" aria-label={t('tests.title')}>
          <div className="play-note ui-small">
            {picked && (
              <p>
                {t('withCase')} <b>{picked.name}</b>
              </p>
            )}
            <p className="ui-second">{t(onTests ? 'nothingSent' : 'nothingKept')}</p>
          </div>
          <TestsPart
            {...{ program, tests, judged, namer }}
            openId={playing.testId}
            onOpen={playing.open}
            onAccept={onTests && accept}
            onRemove={onTests && ((test) => onTests(tests.filter(({ id }) => id !== test.id)))}
            onShow={setSelectedId}
            onDownload={() => downloadPlays(process.id, tests)}
          />
        </aside>
        <div className="play-middle">
          <Legend />
          <CaseDiagram
            xml={model.bpmn}
            looks={looks}
            selectedId={selectedId}
            onElementClick={setSelectedId}
            isFollowed
            label={t('diagramOf', { name: process.name })}
          />
        </div>
        <aside className="play-right" aria-label={t('panel')}>
          {refusal && <ProblemBanner title={t('refused')}>{refusal.message}</ProblemBanner>}
          {state === undefined || !played ? (
            <StartPart
              key={played?.start.at ?? 0}
              {...{ program, model, namer }}
              at={playing.at}
              start={played?.start}
              picked={picked}
              onPick={setPicked}
              onBegin={playing.begin}
            />
          ) : (
            <>
              {isOver && <p className="play-over">{t(`over.${state.outcome ?? state.status}`)}</p>}
              {!isWaiting && <p className="play-over ui-second">{t('underWay')}</p>}
              {isWaiting && (waits.length > 0 || !isOver) && (
                <WaitsPart
                  key={`${played.choices.length} ${shown}`}
                  waits={waits}
                  model={model}
                  namer={namer}
                  variables={state.variables}
                  onChoose={playing.choose}
                />
              )}
              <DataPart
                data={dataAt(program, state, before)}
                namer={namer}
                names={names}
                onChoose={isWaiting && !isOver ? playing.choose : undefined}
              />
              <HappenedPart played={played} shown={shown} namer={namer} onShow={playing.show} />
            </>
          )}
        </aside>
      </div>
      <PlayBar {...{ playing, pace, waitsAt, onLeave }} onPace={setPace} />
      {isSaving && <SaveDialog test={opened} onSave={save} onClose={() => setSaving(false)} />}
    </>
  );
}

const noLooks = {};

/** A play as far as it is shown. */
const upToHere = (played: PlayedThrough, shown: number): PlayedThrough =>
  playThrough(played.program, played.start, played.choices.slice(0, played.beats[shown - 1]?.move ?? 0));

function testOf(played: PlayedThrough, { id, name, withData }: { id: string; name: string; withData: boolean }): Play {
  const { program, start, choices, state } = played;
  const expects = expectationOf(played, withData ? state?.variables : undefined);
  return toPlay({ id, name, processId: program.processId, start, choices, expects });
}

function Legend() {
  const { t } = useTranslation('play');
  return (
    <div className="play-legend">
      {(['taken', 'token', 'ended', 'notTaken'] as const).map((name) => (
        <span key={name}>
          <i className={`play-legend-${name}`} />
          {t(`legend.${name}`)}
        </span>
      ))}
    </div>
  );
}
