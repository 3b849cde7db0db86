import { type Language, languages } from '@fortnight/shared/i18n';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { Dropdown, type MenuProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../client/index.ts';
import { useJobTitle, useMe } from '../session/index.ts';
import { Avatar, Icon, type ThemeChoice, useAppearance, useCorner } from '../ui/index.ts';

const themes: readonly ThemeChoice[] = ['system', 'light', 'dark'];

function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  const router = useRouter();
  return async () => {
    await useCorner.getState().beforeSignOut();
    // Whether or not the server still knew the session, nothing of it stays on this screen.
    await api.signOut().catch(() => undefined);
    client.clear();
    await router.navigate({ to: '/sign-in' });
  };
}

/** Who I am, in which language and light, my account, and the way out. */
export function MyMenu() {
  const { t } = useTranslation(['shell', 'account']);
  const navigate = useNavigate();
  const me = useMe();
  const signOut = useSignOut();
  const { theme, language, chooseTheme, chooseLanguage } = useAppearance();
  const titleWords = useJobTitle();
  const name = me.user?.name ?? t('me');
  const title = titleWords(me.user?.title ?? undefined) ?? me.roles.map((role) => t(`role.${role}`)).join(', ');
  const menu: MenuProps = {
    selectable: true,
    selectedKeys: [`theme.${theme}`, `language.${language}`],
    items: [
      {
        type: 'group',
        key: 'language',
        label: t('language'),
        children: languages.map(({ id, name: label }) => ({ key: `language.${id}`, label: <span lang={id}>{label}</span> })),
      },
      {
        type: 'group',
        key: 'theme',
        label: t('theme.title'),
        children: themes.map((id) => ({ key: `theme.${id}`, label: t(`theme.${id}`) })),
      },
      { type: 'divider' },
      { key: 'account', label: t('account:title') },
      { key: 'sign-out', label: t('signOut') },
    ],
    onClick: ({ key }) => {
      const [what, choice] = key.split('.');
      if (what === 'language') chooseLanguage(choice as Language);
      else if (what === 'theme') chooseTheme(choice as ThemeChoice);
      else if (what === 'account') void navigate({ to: '/account' });
      else void signOut();
    },
  };
  return (
    <Dropdown menu={menu} trigger={['click']} placement="topLeft">
      <button type="button" className="shell-me">
        <Avatar name={name} id={me.userId ?? name} />
        <span className="ui-unseen">{t('myMenu', { name })}</span>
        <span className="shell-text ui-grow ui-small" aria-hidden="true">
          <b className="ui-trunc">{name}</b>
          <small className="ui-third ui-trunc">{title}</small>
        </span>
        <span className="shell-text ui-third">
          <Icon name="more" />
        </span>
      </button>
    </Dropdown>
  );
}
