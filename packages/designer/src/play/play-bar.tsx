import './bar.css';
import { Button, Slider } from 'antd';
import { useTranslation } from 'react-i18next';
import { Icon, Kbd, useFormat, useShortcuts } from '../ui/index.ts';
import type { Playing } from './use-play.ts';

/** Back, step, run and over; where the play stands; its clock. */
export function PlayBar({ playing, onLeave }: { playing: Playing; onLeave: () => void }) {
  const { t } = useTranslation('play');
  const format = useFormat();
  const { played, shown, state, at, isWaiting, canGoOn } = playing;
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
  return (
    <section className="play-bar" aria-label={t('bar.title')}>
      <Button disabled={shown === 0} aria-label={t('bar.over')} title={t('bar.over')} onClick={over}>
        <Icon name="retry" />
      </Button>
      <Button disabled={shown === 0} onClick={back}>
        <Icon name="left" /> {t('bar.back')} <Kbd>←</Kbd>
      </Button>
      <Button disabled={!canGoOn} onClick={playing.step}>
        <Icon name="right" /> {t('bar.step')} <Kbd>→</Kbd>
      </Button>
      <Button disabled={!canGoOn} onClick={playing.run}>
        <Icon name="play" /> {t('bar.run')} <Kbd>{t('bar.space')}</Kbd>
      </Button>
      <b className="ui-num play-at" role="status">
        {t('bar.at', { step: shown, total })}
      </b>
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
    </section>
  );
}
