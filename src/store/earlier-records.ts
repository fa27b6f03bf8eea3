import type { TableName } from './tables.ts';

/** What a few-shot pack was called while it passed for a service. */
const PACK_SERVICE = 'few-shot-pack';

type Stored = Readonly<Record<string, unknown>>;

/** What is different about records of before; by their table. Most name a model, or hold members that do. */
const PLACES: Partial<Record<TableName, (record: Stored) => Stored>> = {
  jobs: (job) => ({ ...job, ...(isPackService(job) && { service: null }), ...member(job, 'model') }),
  trials: (trial) => ({ ...trial, ...members(trial, 'answers', 'model') }),
  evaluations: (evaluation) => ({ ...evaluation, ...members(evaluation, 'models', 'ref') }),
  // Before version 8 nobody but the owner could vote.
  blindSessions: (session) => ({ given: null, raters: [], ...session }),
};

/** The tables whose records were of another shape before the schema's version 8. */
export const changedTables: readonly TableName[] = ['jobs', 'trials', 'evaluations', 'blindSessions'];

/** A record as it is stored now, also one of a database or a backup from before version 8 of the schema. */
export function currentRecord(table: TableName, record: object): object {
  // The cast: whatever is stored is an object with named members, and each is looked at before it is read.
  return PLACES[table]?.(record as Stored) ?? record;
}

function isPackService({ service }: Stored): boolean {
  return service === PACK_SERVICE;
}

/** A member that names a model: of a packed one, the pack and its base say all. */
function member(of: Stored, name: string): Stored {
  const model = of[name];
  if (!isStored(model) || !isPackService(model)) return {};
  const rest = Object.entries(model).filter(([key]) => key !== 'service');
  return { [name]: Object.fromEntries(rest) };
}

function members(of: Stored, list: string, name: string): Stored {
  const items: unknown = of[list];
  if (!Array.isArray(items)) return {};
  return { [list]: items.map((item: unknown) => (isStored(item) ? { ...item, ...member(item, name) } : item)) };
}

function isStored(value: unknown): value is Stored {
  return typeof value === 'object' && value !== null;
}
