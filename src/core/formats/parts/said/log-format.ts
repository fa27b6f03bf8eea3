import type { Example } from '../../../example/example.ts';
import type { Json } from '../../../json.ts';
import { type Format, ShapeError } from '../../format.ts';
import { exact } from '../exact.ts';
import { requireObject, restOf } from '../rest.ts';
import { readSaid, saidFields, type Said } from './said.ts';

/** What a row of a log says, in order, and why it is seen to be one. */
export interface Log {
  /** In a few words, for the screen. */
  readonly reason: string;
  readonly said: readonly Said[];
  /** Top-level members that are understood. */
  readonly known: readonly string[];
  readonly tools?: Example['tools'];
  /** Why nothing is to be learned from it, with its place. */
  readonly fault?: ShapeError | undefined;
}

interface LogShape extends Pick<Format, 'id' | 'title' | 'summary' | 'order' | 'samples'> {
  /** Null where a row is no log of this kind. Never throws. */
  readonly find: (row: Json) => Log | null;
}

/** A format that other programs write as a record of what was asked and answered, at places of their own: it is only read. */
export function logFormat({ find, ...shape }: LogShape): Format {
  return exact({
    ...shape,
    kind: 'conversation',
    readOnly: true,
    detect: (row) => find(row)?.reason ?? null,
    toExample(row) {
      const log = find(row);
      if (!log) throw new ShapeError([], `has nothing of ${shape.title}`);
      if (log.fault) throw log.fault;
      const meta = { format: shape.id, rest: restOf(requireObject(row), log.known) };
      return { turns: log.said.flatMap(readSaid), ...(log.tools && { tools: log.tools }), meta };
    },
    fromExample() {
      throw new ShapeError([], `${shape.title} is only read: write OpenAI chat instead`);
    },
    fields: (row) => (find(row)?.said ?? []).flatMap(saidFields),
  });
}
