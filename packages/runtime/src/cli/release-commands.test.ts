import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createRuntime, hostPrincipal, type Runtime } from '../index.ts';
import { run } from './index.ts';

const keys = {
  'from.example': 'key_of_the_server_that_it_comes_from_0123',
  'to.example': 'key_of_the_server_that_it_goes_to_01234',
};
const [from, to] = ['http://from.example', 'http://to.example'];
const servers = new Map<string, Runtime>();
let folder: string;
const server = (address: string): Runtime => {
  const found = servers.get(new URL(address).host);
  if (!found) throw new Error(`there is no server at ${address}`);
  return found;
};

const model = (name: string, more = '') => `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">
  <process id="deal" name="Deal" isExecutable="true">
    <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="work"/>
    <userTask id="work" name="${name}"/><sequenceFlow id="f2" sourceRef="work" targetRef="end"/><endEvent id="end"/>${more}
  </process>
</definitions>
`;
const deploy = (address: string, bpmn: string, versionTag?: string) =>
  server(address).deploy(hostPrincipal, {
    files: [{ name: 'deal.bpmn', content: bpmn }],
    ...(versionTag !== undefined && { versionTag, note: `Why ${versionTag}` }),
  });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fortnight-release-'));
  for (const [host, adminKey] of Object.entries(keys))
    servers.set(host, await createRuntime({ database: 'memory:', adminKey, address: `http://${host}` }));
  vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
    if (!servers.has(new URL(address).host)) throw new TypeError('fetch failed');
    return server(address).app.request(address, init);
  });
  vi.stubEnv('FORTNIGHT_SERVER', from);
  vi.stubEnv('FORTNIGHT_ADMIN_KEY', keys['from.example']);
  vi.stubEnv('FORTNIGHT_FROM_KEY', keys['from.example']);
  vi.stubEnv('FORTNIGHT_TO_KEY', keys['to.example']);
  await deploy(from, model('Prepare'), 'w48');
  await deploy(
    from,
    model('Prepare it', '<userTask id="check" name="Check"/><sequenceFlow id="f3" sourceRef="work" targetRef="check"/>'),
    'w49',
  );
});
afterAll(async () => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  for (const each of servers.values()) await each.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What a command says, and how it ends. */
async function fortnight(...args: string[]): Promise<{ code: number | undefined; said: string }> {
  const lines: string[] = [];
  const spies = (['log', 'error'] as const).map((name) =>
    vi.spyOn(console, name).mockImplementation((...words) => void lines.push(words.join(' '))),
  );
  const code = await run(args);
  for (const spy of spies) spy.mockRestore();
  return { code, said: lines.join('\n') };
}
const at = (name: string) => join(folder, name);

describe('fortnight export', () => {
  it('writes a folder and a zip of a release, over a bundle and over nothing else', async () => {
    expect(await fortnight('export', 'deal@1', '--to', at('deal'))).toMatchObject({
      code: 0,
      said: expect.stringContaining('deal, version 1 (w48), is in'),
    });
    expect(readFileSync(at('deal/deal.bpmn'), 'utf8')).toBe(model('Prepare'));
    expect(await fortnight('export', 'deal', '--to', at('deal.zip'))).toMatchObject({ code: 0 });
    expect(await fortnight('export', 'deal', '--to', at('deal'))).toMatchObject({ code: 0 });
    expect(JSON.parse(readFileSync(at('deal/manifest.json'), 'utf8'))).toMatchObject({
      version: 2,
      note: 'Why w49',
      server: from,
    });
    expect(await fortnight('export', 'deal', '--to', folder)).toMatchObject({ code: 2 });
    const other = at('other');
    mkdirSync(other);
    writeFileSync(join(other, 'manifest.json'), JSON.stringify({ files: [{ path: 'kept.txt' }] }));
    writeFileSync(join(other, 'kept.txt'), 'mine');
    expect(await fortnight('export', 'deal', '--to', other)).toMatchObject({ code: 2 });
    expect(readFileSync(join(other, 'kept.txt'), 'utf8')).toBe('mine');
    expect(await fortnight('export', 'deal@9')).toMatchObject({ code: 1, said: expect.stringContaining('no version 9') });
  });
});

describe('fortnight diff', () => {
  it('ends with 0 where nothing differs, whatever form the two have', async () => {
    for (const [one, other] of [
      [at('deal'), at('deal.zip')],
      [at('deal.zip'), 'deal'],
      ['deal@2', 'deal@live'],
    ])
      expect(await fortnight('diff', String(one), String(other))).toMatchObject({
        code: 0,
        said: expect.stringMatching(/^Equal: /),
      });
  });

  it('ends with 1 and says in words what differs', async () => {
    const { code, said } = await fortnight('diff', 'deal@1', at('deal'));
    expect(code).toBe(1);
    expect(said.split('\n')).toEqual([
      `- deal, version 1 (w48), at ${from}`,
      `+ deal, version 2 (w49), in ${at('deal')}`,
      '+ User task "Check" (check)',
      '+ Sequence flow f3 from work to check',
      '~ User task "Prepare it" (work)',
      '    name (name): Prepare → Prepare it',
    ]);
    const layout = at('layout.bpmn');
    writeFileSync(layout, readFileSync(at('deal/deal.bpmn'), 'utf8').replace('<startEvent', '<!-- begins -->\n<startEvent'));
    expect(await fortnight('diff', 'deal', layout)).toMatchObject({ code: 1, said: expect.stringContaining('Only the text') });
  });

  it('compares a bundle that was changed since as it is now', async () => {
    const file = at('deal/deal.bpmn');
    const before = readFileSync(file, 'utf8');
    writeFileSync(file, before.replace('"Check"', '"Look"'));
    const { code, said } = await fortnight('diff', 'deal', at('deal'));
    expect({ code, said }).toMatchObject({ code: 1, said: expect.stringContaining('Check → Look') });
    expect(said).toContain('as it was changed since');
    writeFileSync(file, before);
  });

  it('ends with 2 where they cannot be compared', async () => {
    writeFileSync(at('torn.zip'), 'PK');
    writeFileSync(at('torn.bpmn'), '<definitions');
    for (const other of ['deal@9', 'nobody', at('torn.zip'), at('torn.bpmn'), 'no/such/place'])
      expect((await fortnight('diff', 'deal', other)).code, other).toBe(2);
    expect(await fortnight('diff', 'deal', 'deal', '--server', 'http://nowhere.example')).toMatchObject({
      code: 2,
      said: expect.stringContaining('Nothing answers'),
    });
    expect(await fortnight('diff', 'deal')).toMatchObject({ code: 2 });
  });
});

describe('fortnight promote', () => {
  const promote = (...more: string[]) => fortnight('promote', 'deal', '--from', from, '--to', to, ...more);
  const versionAt = (version: number) => server(to).getVersion(hostPrincipal, 'deal', version);

  it('takes a release to another server with its note and tag, once', async () => {
    expect(await promote('--version', '1')).toMatchObject({
      code: 0,
      said: expect.stringContaining(`version 1 is live at ${to}`),
    });
    expect(await versionAt(1)).toMatchObject({ note: 'Why w48', versionTag: 'w48' });
    expect(await promote('--version', '1')).toMatchObject({ code: 0, said: expect.stringContaining('no new version') });
    expect(await promote('--version', '1', '--propose')).toMatchObject({
      code: 0,
      said: expect.stringContaining('no new version'),
    });
  });

  it('goes by the review that is asked for there', async () => {
    await server(to).updateProcess(hostPrincipal, 'deal', { review: { approvals: 1 } });
    expect(await promote()).toMatchObject({ code: 1, said: expect.stringMatching(/Not promoted \(409\).*--propose/) });
    expect(await promote('--propose')).toMatchObject({
      code: 0,
      said: expect.stringContaining(`version 2 is in review at ${to}`),
    });
    expect(await versionAt(2)).toMatchObject({ note: 'Why w49', state: 'inReview' });
  });

  it('sends no server the key of another', async () => {
    vi.stubEnv('FORTNIGHT_TO_KEY', undefined);
    expect(await promote()).toMatchObject({ code: 2, said: expect.stringContaining('set FORTNIGHT_TO_KEY') });
    expect(await promote('--to-key', keys['from.example'])).toMatchObject({ code: 1, said: expect.stringContaining('401') });
    vi.stubEnv('FORTNIGHT_TO_KEY', keys['to.example']);
  });
});

describe('fortnight lint', () => {
  it('takes a release', async () => {
    const said = expect.stringContaining('deal.bpmn#check: warning');
    expect(await fortnight('lint', at('deal.zip'))).toMatchObject({ code: 0, said });
  });
});

describe('fortnight deploy', () => {
  it('takes a zip, a folder, and a folder as it was edited', async () => {
    const there = ['--server', to, '--key', keys['to.example']];
    await server(to).updateProcess(hostPrincipal, 'deal', { review: null });
    expect((await fortnight('deploy', at('deal.zip'), ...there)).said).toContain('version 2, which is live');
    expect((await fortnight('deploy', at('deal'), ...there)).said).toContain('no new version');
    writeFileSync(at('deal/deal.bpmn'), model('Prepare well'));
    expect(await fortnight('deploy', at('deal'), ...there)).toMatchObject({ code: 1, said: expect.stringContaining('--edited') });
    expect((await fortnight('deploy', at('deal'), ...there, '--edited')).said).toContain('version 3 is live');
    expect(await fortnight('deploy', at('deal.zip'), at('deal'), ...there)).toMatchObject({ code: 2 });
  });
});
