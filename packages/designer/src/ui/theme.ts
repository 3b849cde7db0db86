/** Our values as Ant Design's tokens; they are those of tokens.css. */
import { type ThemeConfig, theme } from 'antd';

const shape = {
  borderRadius: 6,
  borderRadiusLG: 10,
  borderRadiusSM: 5,
  fontSize: 14,
  controlHeight: 32,
  fontFamily: 'var(--sans)',
  wireframe: false,
};

/** Buttons are flat, and their words a little heavier than what is read. */
const components: ThemeConfig['components'] = {
  Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
};

/** The algorithm dims the colours that it is given for the dark; ours are drawn for it already. */
const asGiven: NonNullable<Exclude<ThemeConfig['algorithm'], unknown[]>> = (seed, map) => ({
  ...(map ?? theme.darkAlgorithm(seed)),
  colorPrimary: '#5b9bff',
  colorPrimaryHover: '#7db0ff',
  colorPrimaryActive: '#8fbbff',
  colorLink: '#5b9bff',
  colorLinkHover: '#7db0ff',
  colorLinkActive: '#8fbbff',
  colorError: '#ff8a7d',
  colorErrorHover: '#ffa79d',
});

const light: ThemeConfig = {
  algorithm: theme.defaultAlgorithm,
  components,
  token: {
    ...shape,
    colorPrimary: '#0958d9',
    // Darker, not lighter: words on a button stay readable under the pointer.
    colorPrimaryHover: '#0747ae',
    colorLink: '#0958d9',
    colorSuccess: '#16794a',
    colorWarning: '#945300',
    colorError: '#c1281b',
    colorText: '#1b2330',
    colorTextSecondary: '#566071',
    colorTextTertiary: '#6b7482',
    colorTextPlaceholder: '#6b7482',
    colorTextDescription: '#566071',
    colorBorder: '#cdd3dc',
    colorBorderSecondary: '#e4e7ec',
    colorBgLayout: '#f5f6f8',
  },
};

const dark: ThemeConfig = {
  algorithm: [theme.darkAlgorithm, asGiven],
  components,
  token: {
    ...shape,
    colorPrimary: '#5b9bff',
    colorLink: '#5b9bff',
    colorSuccess: '#5fce95',
    colorWarning: '#f0b35a',
    colorError: '#ff8a7d',
    colorText: '#e7eaef',
    colorTextSecondary: '#a9b2bf',
    colorTextTertiary: '#8d97a5',
    colorTextPlaceholder: '#8d97a5',
    colorTextDescription: '#a9b2bf',
    colorTextLightSolid: '#081325',
    colorBorder: '#3a434f',
    colorBorderSecondary: '#2a313b',
    colorBgBase: '#171b22',
    colorBgContainer: '#171b22',
    colorBgElevated: '#1d222a',
    colorBgLayout: '#0f1217',
  },
};

const instant = { motionDurationFast: '1ms', motionDurationMid: '1ms', motionDurationSlow: '1ms' };

/**
 * Who asks for no motion gets none that can be seen. Switched off altogether (`motion: false`, or by a rule for all
 * parts), a menu that opens a second time stays outside of the page: it is placed as its entrance begins.
 */
const calm = (config: ThemeConfig): ThemeConfig => ({ ...config, token: { ...config.token, ...instant } });

const themes = { light: { moving: light, calm: calm(light) }, dark: { moving: dark, calm: calm(dark) } };

export const themeOf = ({ isDark, wantsCalm }: { isDark: boolean; wantsCalm: boolean }): ThemeConfig =>
  themes[isDark ? 'dark' : 'light'][wantsCalm ? 'calm' : 'moving'];
