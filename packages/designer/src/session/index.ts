/** Who is here: signing in, one-time links, whoever is signed in, and everybody's names. */
export { InvitationScreen, PasswordResetScreen, SetupScreen } from './link-screens.tsx';
export { Logo } from './logo.tsx';
export { hasRole, MeProvider, useMe, watchingRoles } from './me.tsx';
export { type Directory, PersonTag, useDirectory } from './people.tsx';
export { SignInScreen } from './sign-in-screen.tsx';
