import type { Version } from '@fortnight/shared/contract';
import { useNavigate } from '@tanstack/react-router';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { Icon } from '../ui/index.ts';

interface Props {
  readonly versions: readonly Version[];
  /** The one that is shown; it is compared with the one that is chosen. */
  readonly shown: Version;
}

/** Compares the version that is shown with another one, the later against the earlier. */
export function CompareMenu({ versions, shown }: Props) {
  const { t } = useTranslation('processes');
  const navigate = useNavigate();
  const others = versions.filter(({ version }) => version !== shown.version);
  if (others.length === 0) return null;
  const compare = (other: number) => {
    const [against, version] = [Math.min(other, shown.version), Math.max(other, shown.version)];
    void navigate({
      to: '/processes/$processId/review/$version',
      params: { processId: shown.processId, version: String(version) },
      search: { against: String(against) },
    });
  };
  const label = t('versionList.compareWith', { version: shown.version });
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{
        items: [
          {
            type: 'group',
            label,
            children: others.map(({ version, versionTag }) => ({
              key: String(version),
              label: [t('version', { version }), versionTag].filter((each) => each !== null).join(' '),
            })),
          },
        ],
        onClick: ({ key }) => compare(Number(key)),
      }}
    >
      <Button icon={<Icon name="split" />}>{t('versionList.compare')}</Button>
    </Dropdown>
  );
}
