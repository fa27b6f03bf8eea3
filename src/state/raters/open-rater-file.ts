import type { BlindSession } from '../../core/evaluation/blind-session.ts';
import { fail, ok, type Result } from '../../core/failure.ts';
import { readBallot } from '../../core/raters/ballot.ts';
import { tooLarge } from '../../core/raters/rater-file.ts';
import { notHere, readVotesFile, votesOn } from '../../core/raters/returned-votes.ts';
import { addRaterVotes, findGivenSession, getBlindSession } from '../../store/evaluation/blind-sessions.ts';
import { keepBallot } from '../../store/evaluation/kept-ballots.ts';
import { joinedWords } from '../../words/rater-words.ts';
import type { Notices } from '../frame/notices.svelte.ts';
import type { Router } from '../frame/router.svelte.ts';

export interface RaterFileParts {
  readonly notices: Notices;
  readonly router: Router;
}

/** Keeps the pairs of somebody else's blind comparison, and shows them to be voted on. */
export async function openBallot(file: File, { notices, router }: RaterFileParts): Promise<void> {
  const opened = await notices.run(async () => {
    const text = await textOf(file);
    const ballot = text.ok ? readBallot(text.value, file.name) : text;
    if (!ballot.ok) return ballot;
    const kept = await keepBallot(ballot.value, Date.now());
    if (kept !== 'other-pairs') return ok({ id: ballot.value.id, kept });
    const next = 'Your votes were kept. Ask for the file again, or delete the comparison that is here first.';
    const what = 'another file of a comparison that is already here, with other answers';
    return fail({ kind: 'refused-file', file: file.name, what, next });
  });
  if (!opened) return;
  // A success makes failures old.
  notices.forgive();
  router.go('ballots', opened.id);
  if (opened.kept === 'known') notices.say('This comparison is already here. Your votes were kept.');
}

/** Puts the votes of a file into the session that it belongs to; where a session is named, into that one or none. */
export async function bringVotes(
  file: File,
  sessionId: string | null,
  { notices, router }: RaterFileParts,
): Promise<void> {
  const brought = await notices.run(async () => {
    const text = await textOf(file);
    const read = text.ok ? readVotesFile(text.value, file.name) : text;
    if (!read.ok) return read;
    const session = await (sessionId === null ? findGivenSession(read.value.ballot) : getBlindSession(sessionId));
    if (!session) return fail(notHere(file.name));
    const votes = votesOn(session, read.value, file.name);
    if (!votes.ok) return votes;
    return ok({ session, votes: votes.value, joined: await addRaterVotes(session.id, votes.value) });
  });
  if (!brought) return;
  // As above.
  notices.forgive();
  const { session, votes, joined } = brought;
  const isShown = router.path.includes(session.id);
  const open = { label: 'Open', run: () => router.go(...addressOf(session)) };
  notices.say(joinedWords(joined, votes), isShown ? null : open);
}

function addressOf({ id, datasetId, evaluationId }: BlindSession): readonly string[] {
  return ['datasets', datasetId, 'test', 'evaluations', evaluationId, 'blind', id];
}

async function textOf(file: File): Promise<Result<string>> {
  const large = tooLarge(file.name, file.size);
  if (large) return fail(large);
  try {
    return ok(await file.text());
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return fail({ kind: 'unreadable-file', file: file.name, why });
  }
}
