import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Call, callWith } from '../support/http-actor.ts';
import { adminKey, type Server, startServer } from '../support/server.ts';

const root = join(import.meta.dirname, '../..');
const example = join(root, 'examples/3-spending-approval');
let folder: string;
let server: Server;
let admin: Call;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fortnight-cli-'));
  server = await startServer();
  admin = callWith(() => server.address, adminKey);
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const fortnight = (...args: string[]) => {
  const flags = ['--conditions=source', '--disallow-code-generation-from-strings', join(root, 'packages/runtime/src/cli.ts')];
  const env = { ...process.env, FORTNIGHT_ADMIN_KEY: adminKey, FORTNIGHT_SERVER: server.address };
  const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, ...args], { encoding: 'utf8', env });
  return { status, stdout, stderr };
};
const databaseOf = (path: string) => `sqlite:${join(path, 'fortnight.db')}`;

describe('fortnight', () => {
  it('says what it can do, and what it was asked wrongly', () => {
    expect(fortnight('help')).toMatchObject({ status: 0, stdout: expect.stringContaining('audit verify') });
    expect(fortnight('sing')).toMatchObject({ status: 2, stderr: expect.stringContaining('There is no command "sing"') });
    expect(fortnight('serve', '--port', 'x')).toMatchObject({ status: 2, stderr: expect.stringContaining('expected a number') });
  });

  it('refuses postgres:// in words', () => {
    const { status, stderr } = fortnight('serve', '--database', 'postgres://localhost/x', '--data', folder, '--port', '0');
    expect(status).toBe(1);
    expect(stderr).toContain('PostgreSQL is not built yet');
    expect(stderr).not.toContain('    at ');
  });

  it('lints files', () => {
    const forms = ['spending.json', 'spending-shown.json', 'spending-pay.json'].map((name) => join(example, 'forms', name));
    expect(fortnight('lint', join(example, 'spending-approval.bpmn'), ...forms)).toMatchObject({ status: 0 });
    const broken = join(folder, 'broken.bpmn');
    writeFileSync(broken, '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"/>');
    expect(fortnight('lint', broken)).toMatchObject({ status: 1, stdout: expect.stringContaining('nothing-executable') });
  });

  it('asks a second engine what it thinks of a process', () => {
    const file = join(example, 'spending-approval.bpmn');
    expect(fortnight('verify', file)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('spending-approval: bpmn-engine 25.0.1 agrees on 4 paths.'),
    });
    const { stdout } = fortnight('verify', file, '--json', '--paths', '2');
    expect(JSON.parse(stdout)).toMatchObject({ opinions: [{ verdict: 'agrees', pathCount: 2, bounds: ['paths'] }] });
    expect(fortnight('verify', join(folder, 'broken.bpmn'))).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('Expected an executable process, found none.'),
    });
    expect(fortnight('verify', file, '--paths', 'many')).toMatchObject({ status: 2 });
  });

  it('deploys to a running server', () => {
    const files = ['spending-approval.bpmn', 'forms/spending.json', 'forms/spending-shown.json', 'forms/spending-pay.json'].map(
      (name) => join(example, name),
    );
    expect(fortnight('deploy', ...files).stdout).toContain('spending-approval: version 1 is live.');
    expect(fortnight('deploy', ...files).stdout).toContain('nothing changed since version 1');
    expect(fortnight('deploy', ...files, '--key', 'wrong')).toMatchObject({ status: 1, stderr: expect.stringContaining('401') });
  });

  it('deploys to nothing that is no server of its own', () => {
    const file = join(example, 'spending-approval.bpmn');
    expect(fortnight('deploy', file, '--server', 'http://127.0.0.1:9')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('start it with "fortnight serve"'),
    });
  });
});

describe('a server', () => {
  it('keeps a connection longer than those who ask over it', async () => {
    const { headers } = await fetch(`${server.address}/health/live`);
    expect(headers.get('Keep-Alive')).toBe('timeout=65');
  });
});

describe('a second server', () => {
  it('on the same database is refused; checks of the one that runs are not', () => {
    const { status, stderr } = fortnight('serve', '--database', databaseOf(server.folder), '--data', folder, '--port', '0');
    expect(status).toBe(1);
    expect(stderr).toContain('stop that server first');
    expect(stderr).not.toContain('    at ');
    expect(fortnight('audit', 'verify', '--database', databaseOf(server.folder))).toMatchObject({ status: 0, stderr: '' });
  });
});

describe('a backup', () => {
  it('is taken while the server runs, and holds what was acknowledged before a kill, attachments too', async () => {
    await admin('POST', '/groups', { id: 'before', name: 'Before' });
    const form = new FormData();
    form.set('file', new File(['signed'], 'contract.txt', { type: 'text/plain' }));
    const { id: fileId } = await admin<{ id: string }>('POST', '/files', form);
    const file = join(folder, 'backup.db');
    const folders = ['--database', databaseOf(server.folder), '--data', server.folder];
    expect(fortnight('backup', join(folder, 'astray.db'), ...folders.slice(0, 2))).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("name the server's folder by --data"),
    });
    expect(fortnight('backup', file, ...folders)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('1 attachments'),
      stderr: '',
    });
    await admin('POST', '/groups', { id: 'after', name: 'After' });
    const running = fortnight('restore', file, ...folders, '--replace');
    expect(running).toMatchObject({ status: 1, stderr: expect.stringContaining('stop that server first') });
    await server.kill();
    rmSync(join(server.folder, 'files'), { recursive: true });

    const refused = fortnight('restore', file, ...folders);
    expect(refused).toMatchObject({ status: 1, stderr: expect.stringContaining('there is a database already') });
    expect(fortnight('restore', file, ...folders, '--replace')).toMatchObject({ status: 0 });
    await server.restart();
    const { items } = await admin<{ items: { id: string }[] }>('GET', '/groups');
    expect(items.map(({ id }) => id)).toEqual(['before']);
    const headers = { Authorization: `Bearer ${adminKey}` };
    const answer = await fetch(`${server.address}/api/v1/files/${fileId}`, { headers });
    expect(await answer.text()).toBe('signed');
    expect(fortnight('audit', 'verify', '--database', databaseOf(server.folder))).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('Whole:'),
    });
  });

  it('whose log was changed by hand is found out', async () => {
    await server.kill();
    const database = new DatabaseSync(join(server.folder, 'fortnight.db'));
    database.exec(`UPDATE auditLog SET action = 'nothing.happened' WHERE position = 1`);
    database.close();
    const { status, stderr } = fortnight('audit', 'verify', '--database', databaseOf(server.folder));
    expect(status).toBe(1);
    expect(stderr).toContain('Broken: audit, line 1');
  });
});
