import './shell.css';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useLocation, useMatches } from '@tanstack/react-router';
import { useEffect, useLayoutEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { queries, useLiveReadings } from '../client/index.ts';
import { Logo, MeProvider } from '../session/index.ts';
import { ProblemBanner, useAppearance, useCorner, useTimeZone } from '../ui/index.ts';
import { FactorResetLine } from './factor-reset-line.tsx';
import { FillingLine } from './filling-line.tsx';
import { GoTo } from './go-to.tsx';
import { IterationRing } from './iteration-ring.tsx';
import { KeyList } from './key-list.tsx';
import { MyMenu } from './my-menu.tsx';
import { Navigation, places } from './navigation.tsx';
import { useKeyboard } from './use-keyboard.ts';

/** What a route says of itself: `isWide` keeps only the signs of the navigation, `isDetail` takes the whole phone. */
export interface RouteLook {
  readonly isWide?: boolean;
  readonly isDetail?: boolean;
}

/** Names the tab after the place, until the screen there says more. */
function usePlaceTitle(): void {
  const { t } = useTranslation('shell');
  const first = useLocation({ select: ({ pathname }) => pathname.split('/')[1] ?? '' });
  const place = places.find(({ to }) => to === `/${first}`);
  const name = place ? t(`place.${place.name}`) : '';
  useLayoutEffect(() => {
    document.title = name === '' ? 'Fortnight' : `${name} · Fortnight`;
  }, [name]);
}

function useLookClass(): string {
  const looks = useMatches({ select: (matches) => matches.map(({ staticData }) => staticData as RouteLook) });
  const has = (name: keyof RouteLook) => looks.some((look) => look[name] === true);
  return ['shell', has('isWide') && 'shell-wide', has('isDetail') && 'shell-detail'].filter(Boolean).join(' ');
}

/** What surrounds every screen of somebody who is signed in. */
export function AppFrame() {
  const { t } = useTranslation('shell');
  const { data: me } = useQuery(queries.me());
  const look = useLookClass();
  const corner = useCorner((state) => state.content);
  const timeZone = me?.user?.timeZone;
  const locale = me?.user?.locale;
  const adoptLanguage = useAppearance((state) => state.adoptLanguage);
  const { isLost } = useLiveReadings(me !== undefined);
  useKeyboard();
  usePlaceTitle();
  useEffect(() => useTimeZone.setState({ timeZone }), [timeZone]);
  useEffect(() => {
    if (locale) adoptLanguage(locale);
  }, [locale, adoptLanguage]);
  if (!me) return null;
  return (
    <MeProvider me={me}>
      <div className={look}>
        <a className="shell-skip" href="#main">
          {t('skip')}
        </a>
        <nav className="shell-side" aria-label={t('navigation')}>
          <Link to="/" className="shell-logo" aria-label="Fortnight">
            <Logo />
            <span className="shell-text">Fortnight</span>
          </Link>
          <GoTo />
          <Navigation />
          <div className="shell-gap" />
          <IterationRing />
          <MyMenu />
        </nav>
        <main className="shell-main" id="main" tabIndex={-1}>
          {isLost && (
            <div className="shell-lost">
              <ProblemBanner tone="amber" title={t('lost.title')}>
                {t('lost.note')}
              </ProblemBanner>
            </div>
          )}
          <FactorResetLine reset={me.secondFactorReset} />
          <FillingLine />
          <Outlet />
        </main>
        {corner}
        <KeyList />
      </div>
    </MeProvider>
  );
}
