// What the kernel offers. The host copies bytes into the window, and reads what was found where these places say.
export { expectKeys } from './json-value';
export { blankLines, crlf, padded, readLines, rows } from './window-lines';
export {
  ENDS,
  HASHES,
  KEY_ENDS,
  KEYS,
  MOST_KEY_BYTES,
  MOST_KEYS,
  MOST_ROWS,
  STARTS,
  WINDOW,
  WINDOW_BYTES,
} from './window';
