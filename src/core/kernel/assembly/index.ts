// What the kernel offers. The host copies bytes into the window, and reads what was found where these places say.
export { expectKeys } from './json-value';
export { findMembers } from './row-members';
export { blankLines, crlf, padded, readLines, rows } from './window-lines';
export {
  ENDS,
  ESCAPED,
  HASHES,
  KEY_ENDS,
  KEYS,
  MOST_KEY_BYTES,
  MOST_KEYS,
  MOST_MEMBERS,
  MOST_ROWS,
  STARTS,
  VALUE_ENDS,
  VALUE_STARTS,
  WINDOW,
  WINDOW_BYTES,
} from './window';
