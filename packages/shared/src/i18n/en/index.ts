import { account } from './account.ts';
import { blackout } from './blackout.ts';
import { cases } from './cases.ts';
import { changes } from './changes.ts';
import { design } from './design.ts';
import { elements } from './elements.ts';
import { forms } from './forms.ts';
import { funnel } from './funnel.ts';
import { history } from './history.ts';
import { home } from './home.ts';
import { impact } from './impact.ts';
import { inbox } from './inbox.ts';
import { iteration } from './iteration.ts';
import { iterations } from './iterations.ts';
import { moving } from './moving.ts';
import { operations } from './operations.ts';
import { opinion } from './opinion.ts';
import { play } from './play.ts';
import { problems } from './problems.ts';
import { processes } from './processes.ts';
import { review } from './review.ts';
import { rollout } from './rollout.ts';
import { shell } from './shell.ts';
import { steering } from './steering.ts';
import { stops } from './stops.ts';
import { titles } from './titles.ts';

export const en = {
  account,
  blackout,
  cases,
  changes,
  design,
  elements,
  forms,
  funnel,
  history,
  home,
  impact,
  inbox,
  iteration,
  iterations,
  moving,
  operations,
  opinion,
  play,
  problems,
  processes,
  rollout,
  review,
  shell,
  steering,
  stops,
  titles,
} as const;
