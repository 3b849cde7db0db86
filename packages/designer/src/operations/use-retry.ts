import type { Incident } from '@fortnight/shared/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api, useRefusalText } from '../client/index.ts';
import { type CaseResult, type ProbePorts, type ProbeRun, retryAsProbe, retryEach } from './retry-as-probe.ts';

const looks = 12;
const lookEveryMs = 1_000;
const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Looks at the case until it left the element, stopped there again, or nothing happened for a while. */
async function watchCase({ instanceId, elementId }: Incident): Promise<CaseResult> {
  for (let look = 0; look < looks; look += 1) {
    if (look > 0) await pause(lookEveryMs);
    const { tokens, incidents } = await api.getInstance(instanceId);
    const here = tokens.filter((token) => token.elementId === elementId);
    if (here.length === 0) return { progress: 'passed' };
    const stopped = here.find(({ incidentId }) => incidentId !== undefined);
    if (stopped) {
      const message = incidents.find(({ id }) => id === stopped.incidentId)?.message;
      return { progress: 'failed', ...(message !== undefined && { message }) };
    }
    // A person's work is the way on: it stands at the element, and nothing is wrong.
    if (here.every(({ waitsFor }) => waitsFor === 'task' || waitsFor === 'timer' || waitsFor === 'message'))
      return { progress: 'passed' };
  }
  return { progress: 'waiting' };
}

/** Retries incidents of one cause as a probe, with live results. */
export function useRetry() {
  const client = useQueryClient();
  const textOf = useRefusalText();
  const [run, setRun] = useState<ProbeRun>();
  const isStopped = useRef(false);
  const portsFor = (incidents: readonly Incident[]): ProbePorts => {
    const byId = new Map(incidents.map((incident) => [incident.id, incident]));
    return {
      retry: (id) => api.resolveIncident(id),
      watch: async (id) => {
        const incident = byId.get(id);
        return incident ? watchCase(incident) : { progress: 'passed' };
      },
      tell: setRun,
      textOf,
      isStopped: () => isStopped.current,
    };
  };
  const refresh = () => client.invalidateQueries({ queryKey: ['incidents'] });
  const idsOf = (incidents: readonly Incident[]) => incidents.map(({ id }) => id);
  return {
    run,
    isBusy: run?.phase === 'probing' || run?.phase === 'following',
    start: async (incidents: readonly Incident[]) => {
      isStopped.current = false;
      await retryAsProbe(idsOf(incidents), portsFor(incidents));
      await refresh();
    },
    /** The reader decided that the rest goes too, although the first still waits. */
    follow: async (incidents: readonly Incident[]) => {
      isStopped.current = false;
      const rest = incidents.filter(({ id }) => run?.results[id] === undefined);
      await retryEach(idsOf(rest), portsFor(incidents), run?.results);
      await refresh();
    },
    stop: () => {
      isStopped.current = true;
    },
  };
}
