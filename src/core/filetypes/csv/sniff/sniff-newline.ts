import type { Newline } from '../../settings.ts';
import type { Finding } from '../../sniff-encoding.ts';
import type { Dialect } from '../dialect.ts';
import { fitOf } from './dialect-fit.ts';
import { cutHead } from './table-head.ts';

const NEWLINE_NAMES: Readonly<Record<Newline, string>> = { '\n': 'LF', '\r\n': 'CR LF', '\r': 'CR' };

/** The line end of most records. CR counts only where the rows are more alike with it. */
export function sniffNewline(text: string, complete: boolean, dialect: Dialect): Finding<Newline> {
  const { lf, crlf, cr } = cutHead(text, complete, dialect);
  const value = cr > 0 && crFits(text, complete, dialect, lf + crlf) ? '\r' : crlf > lf ? '\r\n' : '\n';
  const kinds = [lf, crlf, value === '\r' ? cr : 0].filter((count) => count > 0).length;
  const mixed = kinds > 1 ? ' Others occur too and are understood.' : '';
  return { value, reason: `Lines end with ${NEWLINE_NAMES[value]}.${mixed}` };
}

function crFits(text: string, complete: boolean, dialect: Dialect, others: number): boolean {
  if (others === 0) return true;
  if (dialect.delimiter === '') return false;
  return fitOf(text, complete, dialect, '\r').score > fitOf(text, complete, dialect, '\n').score;
}
