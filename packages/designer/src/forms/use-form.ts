import type { Json, JsonObject } from '@fortnight/shared/base';
import type { Form } from '@fortnight/shared/contract';
import { useMemo, useState } from 'react';
import type { DataHint } from './field-control.ts';
import { type FilledForm, fillForm, initialValues } from './form-values.ts';

/** A form while somebody fills it. */
export interface FormHandle {
  readonly form: Form;
  readonly values: JsonObject;
  readonly setValue: (name: string, value: Json) => void;
  readonly filled: FilledForm;
  /** Required fields to point at: none before somebody tried to send. */
  readonly pointedAt: readonly string[];
  /** Something was typed since it was opened. */
  readonly isChanged: boolean;
  /** What is to be sent; undefined, and points at what is missing, while something is. */
  readonly take: () => JsonObject | undefined;
}

const noForm: Form = { id: 'none', fields: [] };

/**
 * Holds what is typed into a form of a case.
 *
 * Shape: make it anew (by a React key) for another task; `saved` is what was kept for later, and is followed until something is typed.
 */
export function useForm(
  form: Form | undefined,
  variables: JsonObject,
  { saved, data, timeZone }: { saved?: JsonObject | undefined; data?: readonly DataHint[]; timeZone?: string | undefined } = {},
): FormHandle {
  const asked = form ?? noForm;
  const [typed, setTyped] = useState<JsonObject>();
  const [openedAt] = useState(Date.now);
  const [hasTried, setHasTried] = useState(false);
  const values = useMemo(() => ({ ...initialValues(asked, variables), ...(typed ?? saved) }), [asked, variables, typed, saved]);
  const filled = useMemo(() => {
    const context = { variables, at: openedAt, ...(timeZone !== undefined && { timeZone }) };
    return fillForm(asked, values, context, data);
  }, [asked, values, variables, data, openedAt, timeZone]);
  return {
    form: asked,
    values,
    setValue: (name, value) => setTyped((before) => ({ ...(before ?? saved), [name]: value })),
    filled,
    pointedAt: hasTried ? filled.missing : [],
    isChanged: typed !== undefined,
    take: () => {
      setHasTried(true);
      return filled.missing.length === 0 ? filled.variables : undefined;
    },
  };
}
