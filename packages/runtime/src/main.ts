/** The server's process: the command line's `serve`. */
import './cli.ts';
