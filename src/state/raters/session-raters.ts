import { fail, ok } from '../../core/failure.ts';
import { ballotOf, writeBallot } from '../../core/raters/ballot.ts';
import { tooLarge } from '../../core/raters/rater-file.ts';
import { giveOut, removeRater } from '../../store/evaluation/blind-sessions.ts';
import { bringVotes, type RaterFileParts } from './open-rater-file.ts';

/** The other raters of a blind comparison: what goes out to them, and what comes back. */
export class SessionRaters {
  readonly #id: string;
  readonly #parts: RaterFileParts;

  constructor(sessionId: string, parts: RaterFileParts) {
    this.#id = sessionId;
    this.#parts = parts;
  }

  /** The file for another rater, who is to go by this rubric; undefined, with a word on the screen, where there is none. */
  give = (name: string, rubric: string): Promise<File | undefined> =>
    this.#parts.notices.run(async () => {
      const session = await giveOut(this.#id, rubric.trim());
      if (!session?.given) return fail({ kind: 'storage-lost', what: 'this comparison' });
      const text = writeBallot(ballotOf(session, session.given, name));
      const file = new File([text], `${name}.lapidary-ballot.json`, { type: 'application/json' });
      const large = tooLarge(file.name, file.size);
      return large ? fail(large) : ok(file);
    });

  /** Brings in votes files, one after another. */
  bring = async (files: readonly File[]): Promise<void> => {
    for (const file of files) await bringVotes(file, this.#id, this.#parts);
  };

  remove = (raterId: string): Promise<void> => this.#parts.notices.attempt(() => removeRater(this.#id, raterId));
}
