import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from './icon.tsx';

/** What happened, what is kept, what to do; `onRetry` tries again. */
export function ProblemBanner(props: {
  title: ReactNode;
  children?: ReactNode;
  tone?: 'red' | 'amber';
  onRetry?: (() => void) | undefined;
}) {
  const { t } = useTranslation('shell');
  return (
    <div className={`ui-banner ui-banner-${props.tone ?? 'red'}`} role="alert">
      <Icon name="warn" />
      <div className="ui-grow">
        <b>{props.title}</b>
        {props.children && <div className="ui-second">{props.children}</div>}
      </div>
      {props.onRetry && (
        <Button size="small" onClick={props.onRetry}>
          {t('retry')}
        </Button>
      )}
    </div>
  );
}
