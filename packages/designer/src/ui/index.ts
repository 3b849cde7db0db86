/** The look and its small parts: tokens, theme, language, signs, banners, figures, keys. Knows no server. */
export { type ThemeChoice, useAppearance, useIsDark } from './appearance.ts';
export { Avatar, initialsOf } from './avatar.tsx';
export { Card } from './card.tsx';
export { Countdown, urgencyOf } from './countdown.tsx';
export { EmptyState } from './empty-state.tsx';
export { type Format, spanParts } from './format.ts';
export { Icon, type IconName } from './icon.tsx';
export { Kbd } from './kbd.tsx';
export { LoadingSkeleton } from './loading-skeleton.tsx';
export { localName, useLocalName } from './local-name.ts';
export { PageHeader } from './page-header.tsx';
export { Pill, type Tone } from './pill.tsx';
export { ProblemBanner } from './problem-banner.tsx';
export { type Shortcut, shortcutFor, useRegisteredShortcuts, useShortcuts } from './shortcuts.ts';
export { StageBar, type StageBarItem } from './stage-bar.tsx';
export { Surroundings } from './surroundings.tsx';
export { type FormatSpan, useFormat, useTimeZone } from './use-format.ts';
export { useRowFocus } from './use-row-focus.ts';
