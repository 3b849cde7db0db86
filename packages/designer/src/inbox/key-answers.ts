import type { OutcomeChoice, TaskDetail } from '@fortnight/shared/contract';
import { useTranslation } from 'react-i18next';
import { useOutcomeName, weightOf } from '../cases/index.ts';

interface KeyAnswer {
  readonly key: 'a' | 'r';
  /** As on its button. */
  readonly label: string;
  /** Undefined for a task that is only completed. */
  readonly choice: OutcomeChoice | undefined;
}

/** The answers that a key gives to a task, by the words of their buttons. */
export function useKeyAnswers(task: TaskDetail | undefined): readonly KeyAnswer[] {
  const { t } = useTranslation('inbox');
  const outcomeName = useOutcomeName();
  if (!task?.can.includes('complete')) return [];
  if (task.choices.length === 0) return [{ key: 'a', label: t('complete'), choice: undefined }];
  return (
    [
      ['a', 'approve'],
      ['r', 'reject'],
    ] as const
  ).flatMap(([key, weight]) => {
    const choice = task.choices.find((candidate) => weightOf(candidate) === weight);
    return choice ? [{ key, label: outcomeName(choice), choice }] : [];
  });
}
