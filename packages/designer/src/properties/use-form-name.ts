import type { Form } from '@fortnight/shared/contract';
import { useAppearance } from '../ui/index.ts';

/** What a form is called to the reader: in their language, else in any, else by its id. */
export function useFormName(): (form: Form) => string {
  const language = useAppearance((state) => state.language);
  return ({ id, name = {} }) => [name[language], ...Object.values(name)].find((text) => text?.trim()) ?? id;
}
