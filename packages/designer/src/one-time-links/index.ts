/** What one-time links open: the first admin, an invitation, a new password. */
export { InvitationScreen, PasswordResetScreen, SetupScreen } from './link-screens.tsx';
