import { type DataSpec, dataTypes } from '../../model/index.ts';
import { error, type Finding, warning } from '../finding.ts';
import { isIsoDuration } from '../iso.ts';
import type { Rule } from '../process-view.ts';

/** Declared data has one name, a type that is known, and where it is personal a purpose and an end. */
export const data: Rule = ({ process }) => {
  const seen = new Set<string>();
  return process.extension.data.flatMap((spec) => {
    const isTwice = seen.has(spec.name);
    seen.add(spec.name);
    return [...(isTwice ? [declaredTwice(process.id, spec)] : []), ...check(process.id, spec)];
  });
};

const declaredTwice = (processId: string, { name }: DataSpec): Finding =>
  error(processId, 'data-declared-twice', {
    field: `data.${name}`,
    message: `The data "${name}" is declared twice.`,
    hint: 'Remove one of them.',
    params: { name },
  });

function check(processId: string, { name, type, currency, purpose, retention, personal }: DataSpec): Finding[] {
  const field = `data.${name}`;
  const findings: Finding[] = [];
  if (!dataTypes.some((known) => known === type))
    findings.push(
      error(processId, 'data-type-unknown', {
        field,
        message: `The data "${name}" has the type "${type}", which is not known.`,
        hint: `Choose one of ${dataTypes.join(', ')}.`,
        params: { name, found: type },
      }),
    );
  if (type === 'money' && !currency)
    findings.push(
      warning(processId, 'currency-missing', {
        field,
        message: `The money "${name}" does not say its currency.`,
        hint: 'Give its code, such as CNY or EUR.',
        params: { name },
      }),
    );
  if (retention !== undefined && !isIsoDuration(retention))
    findings.push(
      error(processId, 'duration-not-iso', {
        field,
        message: `The retention of "${name}" should be an ISO 8601 duration; found "${retention}".`,
        hint: 'Write it like P3Y.',
        params: { found: retention },
      }),
    );
  for (const [part, value] of Object.entries({ purpose, retention }))
    if (personal && !value)
      findings.push(
        warning(processId, `personal-data-without-${part}`, {
          field,
          message: `The personal data "${name}" has no ${part}.`,
          hint: part === 'purpose' ? 'Say what it is collected for.' : 'Say how long it is kept, such as P2Y.',
          params: { name },
        }),
      );
  return findings;
}
