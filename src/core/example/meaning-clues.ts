import type { Json } from '../json.ts';
import { areTurnColumns } from '../turns/turn-columns.ts';
import { type FoundPlace, listPlaces } from './list-places.ts';
import { type UnknownRole, unknownRoles } from './named-roles.ts';

/** What the first rows show that helps to say what they mean. */
export interface MeaningClues {
  /** Places inside of columns that a mapping may reach. */
  readonly places: readonly FoundPlace[];
  /** Speakers that no format knows. */
  readonly unknownRoles: readonly UnknownRole[];
  /** Whether each row is one turn of a conversation, by the names of the columns. */
  readonly areTurns: boolean;
}

/** More rows would show little else. */
const PLACE_ROWS = 20;

/** Looks at some rows of a dataset with these columns. */
export function meaningClues(columns: readonly string[], rows: readonly Json[]): MeaningClues {
  return {
    places: listPlaces(rows.slice(0, PLACE_ROWS)),
    unknownRoles: unknownRoles(rows),
    areTurns: areTurnColumns(columns),
  };
}
