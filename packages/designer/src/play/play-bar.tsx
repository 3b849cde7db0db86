import './bar.css';
import { Button, Segmented, Slider } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon, Kbd, useFormat, useShortcuts } from '../ui/index.ts';
import { type Pace, paces } from './pace.ts';
import type { Playing } from './use-play.ts';

interface Props {
  readonly playing: Playing;
  readonly pace: Pace;
  readonly onPace: (pace: Pace) => void;
  /** What the case waits for, by name; undefined where it waits for nobody. */
  readonly waitsAt: string | undefined;
  readonly onLeave: () => void;
}

/** Back, step, run and over; why there is no step; where the play stands; its clock and its pace. */
export function PlayBar({ playing, pace, onPace, waitsAt, onLeave }: Props) {
  const { t } = useTranslation('play');
  const format = useFormat();
  const id = useId();
  const { played, shown, state, at, isWaiting, canGoOn, isRunning } = playing;
  const total = played?.beats.length ?? 0;
  const isActive = state?.status === 'active';
  const timers = isActive ? state.timers : [];
  const back = () => playing.show(shown - 1);
  const over = () => playing.show(0);
  useShortcuts(t('keys'), [
    { key: 'ArrowLeft', label: t('bar.back'), run: back, isRepeated: true },
    { key: 'ArrowRight', label: t('bar.step'), run: playing.step, isRepeated: true },
    { key: ' ', label: t('bar.run'), run: playing.run },
    { key: 'Home', label: t('bar.over'), run: over },
    { key: 'Escape', label: t('exit'), run: onLeave },
  ]);
  const canChoose = isActive && isWaiting;
  const why = canGoOn ? undefined : whyNot(playing, waitsAt);
  const described = why && { 'aria-describedby': `${id}-why` };
  return (
    <section className="play-bar" aria-label={t('bar.title')}>
      <Button disabled={shown === 0} aria-label={t('bar.over')} title={t('bar.over')} onClick={over}>
        <Icon name="retry" />
      </Button>
      <Button disabled={shown === 0} onClick={back}>
        <Icon name="left" /> {t('bar.back')} <Kbd>←</Kbd>
      </Button>
      <Button disabled={!canGoOn} {...described} onClick={playing.step}>
        <Icon name="right" /> {t('bar.step')} <Kbd>→</Kbd>
      </Button>
      <Button disabled={!canGoOn} {...described} onClick={playing.run}>
        <Icon name={isRunning ? 'pause' : 'play'} /> {t(isRunning ? 'bar.pause' : 'bar.run')} <Kbd>{t('bar.space')}</Kbd>
      </Button>
      <div className="play-at">
        <b className="ui-num" role="status">
          {t('bar.at', { step: shown, total })}
        </b>
        {why && (
          <span id={`${id}-why`} className="play-why">
            {t(why, { element: waitsAt ?? '' })}
          </span>
        )}
      </div>
      <Slider
        className="play-track"
        min={0}
        max={Math.max(total, 1)}
        value={shown}
        disabled={total === 0}
        tooltip={{ open: false }}
        ariaLabelForHandle={t('bar.track')}
        onChange={playing.show}
      />
      <span className="play-clock ui-num">
        <Icon name="clock" label={t('bar.clock')} /> <b>{format.full(new Date(at).toISOString())}</b>
      </span>
      <Button disabled={!canChoose} onClick={() => playing.choose({ do: 'wait', hours: 1 })}>
        {t('bar.hour')}
      </Button>
      <Button disabled={!canChoose || timers.length === 0} onClick={() => playing.choose({ do: 'nextTimer' })}>
        {t('bar.timer')}
      </Button>
      <Segmented<Pace>
        size="small"
        aria-label={t('bar.pace')}
        value={pace}
        onChange={onPace}
        options={paces.map((value) => ({ value, label: t(`bar.paces.${value === 0.5 ? 'half' : value}`) }))}
      />
    </section>
  );
}

/** Why there is no step to take. */
function whyNot({ state }: Playing, waitsAt: string | undefined): string {
  if (!state) return 'bar.why.begin';
  if (state.status !== 'active') return 'bar.why.over';
  return waitsAt === undefined ? 'bar.why.nothing' : 'bar.why.choose';
}
