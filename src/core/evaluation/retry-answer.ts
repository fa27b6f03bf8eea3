import type { ServiceProblem } from '../tuning/service-problem.ts';

/** How often a question is asked by itself before it is listed as failed. Refusals for a limit don't count. */
const TRIES = 6;

/** What is to become of a question that got no answer. */
export type NextTry = 'again' | 'wait' | 'fail';

/**
 * `wait`: it was refused for a reason that has nothing to do with it (a limit, the credential, the network), and is asked again
 * when that is over. `again`: once more. `fail`: listed, and asked again only when somebody wants it.
 */
export function nextTry({ kind }: ServiceProblem, tries: number): NextTry {
  switch (kind) {
    case 'rate-limit':
    case 'daily-quota':
    case 'no-credential':
    case 'bad-credential':
    case 'switched-off':
      return 'wait';
    case 'no-answer':
    case 'timeout':
    case 'unavailable':
    case 'broken-answer':
      return tries < TRIES ? 'again' : 'fail';
    default:
      return 'fail';
  }
}
