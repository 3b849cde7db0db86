import { describe, expect, it } from 'vitest';
import { Case } from '../support/case.ts';
import { flow, flows, problems, program, tag } from '../support/process.ts';

const job = '<fortnight:job type="crm.sync" retries="2" backoff="PT10S" timeout="PT1M"/>';
const sync = (more = '', name = 'serviceTask') =>
  `<startEvent id="s"/>${tag(name, 'sync', job + more)}<endEvent id="e"/>${flows('s', 'sync', 'e')}`;
const errors = '<error id="no-customer" errorCode="no-customer"/><error id="other" errorCode="other"/>';
const caught = `${sync()}<boundaryEvent id="b" attachedToRef="sync"><errorEventDefinition errorRef="no-customer"/></boundaryEvent><endEvent id="caught"/>${flow('b', 'caught')}`;
const jobId = (played: Case) => played.state.jobs[0]?.id ?? 'no job';
const failed = (played: Case) => ({ type: 'failJob', jobId: jobId(played), message: 'CRM is down' }) as const;

describe('a job', () => {
  it.each(['serviceTask', 'sendTask', 'businessRuleTask'])(
    'of a %s is offered with the variables, and its answer goes on',
    async (name) => {
      const played = Case.start(await program(sync('', name)), { customer: 'c1' });
      expect(played.host.effects).toEqual([
        {
          type: 'createJob',
          jobId: jobId(played),
          elementId: 'sync',
          jobType: 'crm.sync',
          retries: 2,
          timeoutMs: 60_000,
          variables: { customer: 'c1', starter: 'rep' },
        },
      ]);
      played.take({ type: 'completeJob', jobId: jobId(played), worker: 'w', variables: { crmId: 7 } });
      expect(played.state).toMatchObject({ status: 'completed', variables: { customer: 'c1', crmId: 7 } });
    },
  );

  it('reads its input mappings alone by name, and only its output mappings come back', async () => {
    const mappings =
      '<fortnight:input name="id" value="= customer.id"/><fortnight:output name="crmId" value="= result.id"/><fortnight:output name="seen" value="= id"/>';
    const played = Case.start(await program(sync(mappings)), { customer: { id: 5 } });
    expect(played.host.effects[0]).toMatchObject({ variables: { id: 5 } });
    played.take({ type: 'completeJob', jobId: jobId(played), variables: { id: 9, secret: true } });
    expect(played.state.variables).toEqual({ customer: { id: 5 }, crmId: 9, seen: 9 });
  });

  it('is offered again after its backoff, and is an incident when no attempts are left', async () => {
    const played = Case.start(await program(sync()));
    played.take(failed(played));
    expect(played.host.effects.at(-1)).toMatchObject({ type: 'retryJob', retries: 1, availableAt: played.host.at + 10_000 });
    const first = jobId(played);
    played.take(failed(played));
    expect(played.state).toMatchObject({ status: 'active', jobs: [], incidents: [{ retry: 'work' }] });
    expect(played.all('incidentRaised')[0]).toMatchObject({ code: 'job-failed', jobId: first });
    played.resolve();
    expect(jobId(played)).not.toBe(first);
    played.take({ type: 'completeJob', jobId: jobId(played) });
    expect(played.state.status).toBe('completed');
  });

  it('throws a BPMN error to the boundary that names it', async () => {
    const played = Case.start(await program(caught, '', errors));
    played.take({ type: 'throwJobError', jobId: jobId(played), errorCode: 'no-customer', variables: { why: 'unknown' } });
    expect(played.all('elementCompleted').map(({ elementId }) => elementId)).toEqual(['s', 'b', 'caught']);
    expect(played.state).toMatchObject({ status: 'completed', variables: { why: 'unknown' } });
  });

  it('fails the case where nothing catches its error; the incident is only acknowledged', async () => {
    const played = Case.start(await program(caught, '', errors));
    played.take({ type: 'throwJobError', jobId: jobId(played), errorCode: 'other', message: 'no' });
    expect(played.state).toMatchObject({ status: 'failed', tokens: [], incidents: [{}] });
    played.resolve();
    expect(played.state).toMatchObject({ status: 'failed', incidents: [] });
  });

  it('is answered once, and writes nothing that the engine alone writes', async () => {
    const played = Case.start(await program(sync()));
    const id = jobId(played);
    expect(played.refused({ type: 'completeJob', jobId: id, variables: { starter: 'x' } }).code).toBe('reserved-variable');
    played.take({ type: 'completeJob', jobId: id });
    expect(played.refused({ type: 'completeJob', jobId: id }).code).toBe('instance-ended');
  });

  it('needs a type and at least one attempt', async () => {
    const bad = (attributes: string) =>
      `<startEvent id="s"/>${tag('serviceTask', 't', `<fortnight:job ${attributes}/>`)}${flow('s', 't')}`;
    expect(await problems(bad('type=" "'))).toEqual(['job-type-missing job.type']);
    expect(await problems(bad('type="a" retries="0"'))).toEqual(['job-retries job.retries']);
    expect(await problems(bad('type="a" retries="1e30"'))).toEqual(['job-retries job.retries']);
    expect(await problems(bad('type="a" backoff="soon"'))).toEqual(['bad-duration job.backoff']);
    expect(await problems(`<startEvent id="s"/><serviceTask id="t"/>${flow('s', 't')}`)).toEqual(['element-not-supported']);
  });
});
