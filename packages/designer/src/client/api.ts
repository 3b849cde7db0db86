import { access } from './access.ts';
import { engine } from './engine.ts';
import { fileAddress, uploadFile } from './files.ts';
import { insight } from './insight.ts';
import { iterations } from './iterations.ts';
import { moving } from './moving.ts';
import { releases } from './releases.ts';

/** Everything that the screens ask of the server; a refusal rejects with a `ProblemError`. */
export const api = { ...engine, ...insight, ...releases, ...iterations, ...moving, ...access, uploadFile, fileAddress };
