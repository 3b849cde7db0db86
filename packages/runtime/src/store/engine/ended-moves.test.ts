import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Connection } from '../connection.ts';
import { endedMoves } from './ended-moves.ts';

it('counts whoever ended neither won nor lost out of the stage that they were in last, once', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fortnight-ended-'));
  const connection = new Connection(join(folder, 'a.db'));
  connection.raw.exec(`CREATE TABLE instances (id TEXT, processId TEXT, version INTEGER, state TEXT, outcome TEXT);
    CREATE TABLE stageVisits (instanceId TEXT, elementId TEXT, enteredAt INTEGER, how TEXT);
    CREATE TABLE stageMoves (id TEXT, processId TEXT, version INTEGER, fromStage TEXT, toStage TEXT, kind TEXT, count INTEGER);
    INSERT INTO instances VALUES ('a', 'p', 1, 'terminated', NULL), ('b', 'p', 1, 'terminated', 'neutral'), ('c', 'p', 1, 'completed', NULL),
      ('lost', 'p', 1, 'terminated', 'lost'), ('running', 'p', 1, 'active', NULL), ('none', 'p', 2, 'terminated', NULL);
    INSERT INTO stageVisits VALUES ('a', 'find', 1, 'completed'), ('a', 'offer', 2, 'cancelled'), ('b', 'offer', 1, 'cancelled'),
      ('c', 'find', 1, 'won'), ('running', 'find', 1, NULL)`);
  for (const statement of endedMoves) connection.raw.exec(statement);
  expect(connection.all('SELECT * FROM stageMoves ORDER BY version')).toEqual([
    {
      id: '["p",1,"offer",null,"ended"]',
      processId: 'p',
      version: 1,
      fromStage: 'offer',
      toStage: null,
      kind: 'ended',
      count: 2,
    },
    { id: '["p",2,null,null,"ended"]', processId: 'p', version: 2, fromStage: null, toStage: null, kind: 'ended', count: 1 },
  ]);
  connection.close();
  rmSync(folder, { recursive: true });
});
