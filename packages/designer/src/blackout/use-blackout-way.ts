import type { Closure } from '@fortnight/shared/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '../client/index.ts';
import { useFormat } from '../ui/index.ts';

/** How a dialog gets past a blackout: by waiting, or by an admin's reason. */
export interface BlackoutWay {
  /** What is closed at the moment that was asked for; undefined where it is free. */
  readonly closure: Closure | undefined;
  readonly mayOverride: boolean;
  /** Undefined: it waits. */
  readonly reason: string | undefined;
  readonly setReason: (reason: string | undefined) => void;
  /** The next free time, where waiting is what the main button does. */
  readonly waitsUntil: string | undefined;
  /** Neither waits nor has a reason yet. */
  readonly isBlocked: boolean;
  /** For the request. */
  readonly body: { readonly blackoutReason?: string };
  /** What the main button says instead of its own words. */
  readonly action: string | undefined;
}

interface Asked {
  /** Epoch ms; now unless given. */
  readonly at?: number | undefined;
  /** False: what is asked for takes no more cases. */
  readonly isOn?: boolean;
  /** False: there is no way to have it done later from here. */
  readonly canWait?: boolean;
}

/** Asks whether something of a process may go live, and keeps what the reader chose. */
export function useBlackoutWay(processId: string, { at, isOn = true, canWait = true }: Asked = {}): BlackoutWay {
  const { t } = useTranslation('blackout');
  const { when } = useFormat();
  const [reason, setReason] = useState<string>();
  const { data } = useQuery({ ...queries.processBlackout(processId, at), enabled: isOn });
  const closure = (isOn && data?.closure) || undefined;
  const said = closure && reason !== undefined ? reason.trim() : '';
  const waitsUntil = closure && reason === undefined && canWait ? (closure.nextFreeAt ?? undefined) : undefined;
  return {
    closure,
    mayOverride: data?.can.includes('override') ?? false,
    reason,
    setReason,
    waitsUntil,
    isBlocked: closure !== undefined && said === '' && waitsUntil === undefined,
    body: said === '' ? {} : { blackoutReason: said },
    action: waitsUntil && t('atFree', { when: when(waitsUntil) }),
  };
}
