/** The inbox: tasks of mine and of my groups, and the deciding of them. */
import './inbox.css';
import './task.css';
import './actions.css';
import './narrow.css';

export { InboxScreen } from './inbox-screen.tsx';
