import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Editor } from '../modeler/index.ts';
import { Icon } from '../ui/index.ts';
import type { DraftSession } from './use-draft.ts';

/** One form in the builder, in place of the diagram. */
export function FormPage({
  session,
  formId,
  onClose,
}: {
  session: DraftSession;
  editor: Editor;
  formId: string;
  onClose: () => void;
}) {
  const { t } = useTranslation('design');
  const form = session.forms.find(({ id }) => id === formId);
  return (
    <section className="design-form" aria-label={formId}>
      <Button icon={<Icon name="left" />} onClick={onClose}>
        {t('screen.diagram')}
      </Button>
      <p>{form?.id}</p>
    </section>
  );
}
