/** Who is here: signing in, whoever is signed in, and everybody's names. */
export { CodeField } from './code-field.tsx';
export { useJobTitle } from './job-title.ts';
export { Labelled } from './labelled.tsx';
export { Logo } from './logo.tsx';
export { hasRole, MeProvider, useMe, watchingRoles } from './me.tsx';
export { type Directory, PersonTag, useDirectory } from './people.tsx';
export { SessionPage } from './session-page.tsx';
export { SignInScreen } from './sign-in-screen.tsx';
