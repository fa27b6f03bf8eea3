import { grouped } from './amount.ts';
import type { ServiceProblem } from './tuning/service-problem.ts';

/**
 * Everything that can go wrong and is expected to: plain data, because a worker boundary strips
 * thrown errors to name, message and stack. A bug is thrown instead.
 */
export type Failure =
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'storage-full' }
  | { readonly kind: 'storage-lost'; readonly what: string }
  | { readonly kind: 'storage-broken'; readonly why: string }
  | { readonly kind: 'storage-busy'; readonly what: string }
  | { readonly kind: 'unreadable-file'; readonly file: string; readonly why: string }
  | { readonly kind: 'broken-file'; readonly file: string; readonly why: string }
  /** `what`: "a PDF document"; `next`: a sentence. */
  | { readonly kind: 'refused-file'; readonly file: string; readonly what: string; readonly next: string }
  | { readonly kind: 'bad-encoding'; readonly file: string; readonly encoding: string; readonly byte: number }
  /** `isEmpty`: the file has no bytes either. */
  | { readonly kind: 'no-rows'; readonly file: string; readonly isEmpty?: boolean }
  | { readonly kind: 'bad-parameter'; readonly step: string; readonly parameter: string; readonly why: string }
  | { readonly kind: 'bad-row'; readonly why: string }
  /** Rows were chosen to be asked or read, and none of them holds anything. */
  | { readonly kind: 'nothing-to-ask' }
  | { readonly kind: 'too-slow'; readonly task: string; readonly seconds: number; readonly place: string }
  | { readonly kind: 'worker-lost'; readonly task: string; readonly why: string }
  | { readonly kind: 'head-moved' }
  | { readonly kind: 'dataset-gone' }
  | { readonly kind: 'files-differ'; readonly why: string }
  /** The budget into which no row fits; null where no row can be an example at all. */
  | { readonly kind: 'empty-pack'; readonly tokenBudget: number | null }
  | { readonly kind: 'service'; readonly problem: ServiceProblem }
  | { readonly kind: 'bug'; readonly message: string; readonly stack: string };

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function fail(failure: Failure): Result<never> {
  return { ok: false, failure };
}

/** What happened, and what to do next, in words for the screen. */
export interface Description {
  readonly what: string;
  readonly next: string;
}

export function describe(failure: Failure): Description {
  switch (failure.kind) {
    case 'cancelled':
      return { what: 'Cancelled.', next: 'Nothing was changed.' };
    case 'storage-full':
      return {
        what: 'The browser has no room left to store this.',
        next: 'Nothing was changed. Delete a dataset, or free disk space, then try again.',
      };
    case 'storage-lost':
      return {
        what: `The browser has lost ${failure.what}.`,
        next: 'Other versions stay usable. Import the file again, or restore an older version.',
      };
    case 'storage-broken':
      return {
        what: `The browser can't use its storage: ${failure.why}.`,
        next: 'Close all its windows and start it again. Nothing was changed.',
      };
    case 'storage-busy':
      return {
        what: `${failure.what} is in use by another tab.`,
        next: 'Close the other Lapidary tabs, then reload this one.',
      };
    case 'unreadable-file':
      return {
        what: `${failure.file} could not be read: ${failure.why}.`,
        next: 'Check that the file is still there and unchanged, then import it again.',
      };
    case 'broken-file':
      return {
        what: `${failure.file} is broken: ${failure.why}.`,
        next: 'Correct the file, or get a new copy, then import it again. Nothing was imported.',
      };
    case 'refused-file':
      return { what: `${failure.file} is ${failure.what}.`, next: failure.next };
    case 'bad-encoding':
      return {
        what: `${failure.file} isn’t ${failure.encoding} (first problem at byte ${grouped(failure.byte)}).`,
        next: 'Choose another encoding, or save the file as UTF-8.',
      };
    case 'no-rows':
      if (failure.isEmpty === true) return { what: `${failure.file} is empty.`, next: 'Choose a file that has rows.' };
      return { what: `${failure.file} has no rows.`, next: 'Check the file type and the header row.' };
    case 'bad-parameter':
      return { what: `${failure.step}: ${failure.why}`, next: 'Change it in its step.' };
    case 'nothing-to-ask':
      return { what: 'None of the chosen rows has a question to ask.', next: 'Choose other rows.' };
    case 'bad-row':
      return { what: `This row can't be saved: ${failure.why}.`, next: 'Correct it, then save again.' };
    case 'too-slow':
      return {
        what: `${failure.task} took longer than ${failure.seconds} seconds on ${failure.place}.`,
        next: 'Simplify the pattern: nested repeats such as (a+)+ can run forever.',
      };
    case 'worker-lost':
      return {
        what: `${failure.task} stopped: ${failure.why}.`,
        next: 'Nothing was changed. Close other tabs to free memory, then try again.',
      };
    case 'head-moved':
      return {
        what: 'This dataset was changed in another tab.',
        next: 'The result was kept as a branch in History.',
      };
    case 'dataset-gone':
      return { what: 'This dataset was deleted meanwhile.', next: 'Import its file again to go on.' };
    case 'files-differ':
      return {
        what: `This job can't be sent as it was: ${failure.why}.`,
        next: 'Nothing was sent. Clone it to start another job from the rows as they are now.',
      };
    case 'empty-pack':
      return failure.tokenBudget === null
        ? {
            what: 'No training row is one question with one answer, both in text, so none can be an example.',
            next: 'Tune a model on these rows instead, or choose a version with shorter conversations.',
          }
        : {
            what: `No row fits into ${grouped(failure.tokenBudget)} tokens.`,
            next: 'Raise the token budget, or shorten the rows.',
          };
    case 'service':
      return { what: failure.problem.what, next: failure.problem.next };
    case 'bug':
      return {
        what: `Something went wrong in Lapidary: ${failure.message}`,
        next: 'Nothing was changed. Reload the page; if it happens again, report it with the details.',
      };
  }
}
