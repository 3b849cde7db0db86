import type { Version } from '@fortnight/shared/contract';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { openStateOf } from '../naming/index.ts';
import { Icon } from '../ui/index.ts';

/** Leads to the version that is all that is drawn: what was proposed. */
export function OpenVersion({ version: open }: { version: Version }) {
  const { t } = useTranslation('design');
  const { processId, version } = open;
  return (
    <Link to="/processes/$processId/review/$version" params={{ processId, version: String(version) }}>
      <Button icon={<Icon name="flag" />} tabIndex={-1}>
        {t(`screen.openVersion.${openStateOf(open)}`, { version })}
      </Button>
    </Link>
  );
}
