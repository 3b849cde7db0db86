/** One's own account: name, language, time zone, password, second factor, absence, look. */
export { AccountScreen } from './account-screen.tsx';
