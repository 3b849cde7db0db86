import type { Incident } from '@fortnight/shared/contract';
import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useRefusalText } from '../client/index.ts';
import { type CaseResult, countResults, type ProbePorts, type ProbeRun, retryAsProbe, retryEach } from './retry-as-probe.ts';

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

const idsOf = (incidents: readonly Incident[]) => incidents.map(({ id }) => id);

/** Retries incidents of one cause as a probe, with live results. */
export function useRetry() {
  const client = useQueryClient();
  const textOf = useRefusalText();
  const { t } = useTranslation('operations');
  const { message } = App.useApp();
  const [run, setRun] = useState<ProbeRun>();
  const [incidents, setIncidents] = useState<readonly Incident[]>([]);
  const isStopped = useRef(false);
  const portsFor = (tried: readonly Incident[]): ProbePorts => {
    const byId = new Map(tried.map((incident) => [incident.id, incident]));
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
  const finish = async (done: ProbeRun) => {
    const { passed, failed } = countResults(done);
    if (done.phase === 'done') message.info(t('retry.phase.done', { passed, failed }));
    await Promise.all(['incidents', 'home', 'processes'].map((key) => client.invalidateQueries({ queryKey: [key] })));
  };
  return {
    run,
    /** What the run was begun with: those that go on are no longer open, and still stand in its report. */
    incidents,
    isBusy: run?.phase === 'probing' || run?.phase === 'following',
    start: async (chosen: readonly Incident[]) => {
      isStopped.current = false;
      setIncidents(chosen);
      await finish(await retryAsProbe(idsOf(chosen), portsFor(chosen)));
    },
    /** The reader decided that the rest goes too, although the first still waits. */
    follow: async () => {
      isStopped.current = false;
      const rest = incidents.filter(({ id }) => run?.results[id] === undefined);
      await finish(await retryEach(idsOf(rest), portsFor(incidents), run?.results));
    },
    stop: () => {
      isStopped.current = true;
    },
  };
}
