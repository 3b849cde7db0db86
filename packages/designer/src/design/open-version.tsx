import type { Version } from '@fortnight/shared/contract';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Icon } from '../ui/index.ts';

/** Leads to the version that is all that is drawn: what was proposed. */
export function OpenVersion({ version: { processId, version, state } }: { version: Version }) {
  const { t } = useTranslation('design');
  const word = state === 'approved' ? 'screen.openVersion.approved' : 'screen.openVersion.inReview';
  return (
    <Link to="/processes/$processId/review/$version" params={{ processId, version: String(version) }}>
      <Button icon={<Icon name="flag" />} tabIndex={-1}>
        {t(word, { version })}
      </Button>
    </Link>
  );
}
