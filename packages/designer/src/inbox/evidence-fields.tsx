import type { TaskDetail } from '@fortnight/shared/contract';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { VersionWords } from '../cases/index.ts';
import { FileInput, variableWords } from '../forms/index.ts';
import type { Answer } from './use-answer.ts';

/** The evidence that a review asks for, each piece by name. */
export function EvidenceFields({ task, answer, words }: { task: TaskDetail; answer: Answer; words: VersionWords }) {
  const { t } = useTranslation('inbox');
  const id = useId();
  if (task.evidenceWanted.length === 0) return null;
  return (
    <section aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t('evidence')}</h2>
      <div className="inbox-evidence">
        {task.evidenceWanted.map((piece) => {
          const lacks = answer.lack === 'evidence' && piece.required && !answer.evidence[piece.id];
          return (
            <div key={piece.id} className="inbox-evidence-piece">
              <label htmlFor={`${id}-${piece.id}`}>
                {words.part(task, task.elementId, piece.id, piece.name ?? variableWords(piece.id))}{' '}
                {piece.required && <small className="ui-second">{t('evidenceNeeded')}</small>}
              </label>
              <FileInput
                id={`${id}-${piece.id}`}
                value={answer.evidence[piece.id]}
                onChange={(file) => answer.setEvidence(piece.id, file)}
                instanceId={task.instanceId}
                isInvalid={lacks}
                describedBy={lacks ? `${id}-${piece.id}-lacks` : undefined}
              />
              {lacks && (
                <small id={`${id}-${piece.id}-lacks`} className="inbox-lacks" role="alert">
                  {t('evidenceMissing')}
                </small>
              )}
            </div>
          );
        })}
      </div>
    </section>
  );
}
