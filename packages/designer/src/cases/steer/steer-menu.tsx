import './steer.css';
import type { InstanceDetail } from '@fortnight/shared/contract';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon, useMedia } from '../../ui/index.ts';
import { AllowChecks } from './allow-checks.tsx';
import { MigrateCase } from './migrate-case.tsx';
import { MoveCase } from './move-case.tsx';

const dialogs = { modify: MoveCase, migrate: MigrateCase, override: AllowChecks } as const;
type Act = keyof typeof dialogs;
const acts = Object.keys(dialogs) as readonly Act[];

interface SteerMenuProps {
  readonly instance: InstanceDetail;
  /** What stands beside, and on a phone in the same menu. */
  readonly beside: readonly {
    readonly key: string;
    readonly label: string;
    readonly isBusy: boolean;
    readonly run: () => void;
  }[];
}

/** What whoever manages the process, or stands in the second line, does to a case by hand; on a phone in a menu. */
export function SteerMenu({ instance, beside }: SteerMenuProps) {
  const { t } = useTranslation('steering');
  const isPhone = useMedia('(max-width: 720px)');
  const [act, setAct] = useState<Act>();
  const offered = acts.filter((each) => instance.can.includes(each));
  const Dialog = act && dialogs[act];
  if (offered.length + beside.length === 0) return null;
  return (
    <>
      {isPhone ? (
        <Dropdown
          trigger={['click']}
          menu={{
            items: [
              ...offered.map((key) => ({ key, label: t(`act.${key}`) })),
              ...beside.map(({ key, label }) => ({ key, label })),
            ],
            onClick: ({ key }) => {
              setAct(acts.find((each) => each === key));
              beside.find((each) => each.key === key)?.run();
            },
          }}
        >
          <Button icon={<Icon name="more" label={t('more')} />} />
        </Dropdown>
      ) : (
        <>
          {offered.map((each) => (
            <Button key={each} onClick={() => setAct(each)}>
              {t(`act.${each}`)}
            </Button>
          ))}
          {beside.map(({ key, label, isBusy, run }) => (
            <Button key={key} loading={isBusy} onClick={run}>
              {label}
            </Button>
          ))}
        </>
      )}
      {Dialog && <Dialog instance={instance} onClose={() => setAct(undefined)} />}
    </>
  );
}
