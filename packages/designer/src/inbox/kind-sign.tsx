import type { Task } from '@fortnight/shared/contract';
import { useTranslation } from 'react-i18next';
import { Icon, type IconName, Pill, type Tone } from '../ui/index.ts';

const looks: Readonly<Record<Task['kind'], { readonly icon: IconName; readonly tone: Tone }>> = {
  approval: { icon: 'stamp', tone: 'violet' },
  review: { icon: 'shield', tone: 'teal' },
  task: { icon: 'user', tone: 'grey' },
};

/** The sign of a task's kind, as a tile in the list. */
export function KindSign({ kind }: { kind: Task['kind'] }) {
  const { t } = useTranslation('inbox');
  const { icon, tone } = looks[kind];
  return (
    <span className={`inbox-kind inbox-kind-${tone}`}>
      <Icon name={icon} label={t(`kinds.${kind}`)} />
    </span>
  );
}

export function KindPill({ kind }: { kind: Task['kind'] }) {
  const { t } = useTranslation('inbox');
  const { icon, tone } = looks[kind];
  return (
    <Pill tone={tone} icon={icon}>
      {t(`kinds.${kind}`)}
    </Pill>
  );
}
