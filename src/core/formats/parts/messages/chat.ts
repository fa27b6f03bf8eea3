import type { Json, JsonObject } from '../../../json.ts';
import type { Format } from '../../format.ts';
import { refuseChoice, requireTurns } from '../completions.ts';
import { exact } from '../exact.ts';
import { refuseTools } from '../exchange.ts';
import { areMessages, messageFields, readMessages, writeMessages } from './messages.ts';
import { memberOf, ownRest, ownRow, requireObject, restOf } from '../rest.ts';
import { splitSystemText, systemMembers, systemText, systemTextFields } from '../system-text.ts';

/** A conversation of messages under a name of its own, with what else tells it from others. */
interface ChatShape extends Pick<Format, 'id' | 'title' | 'summary' | 'order' | 'samples' | 'readOnly'> {
  readonly member: string;
  /** Members of which one at least must be there too. */
  readonly beside?: readonly string[];
}

/** A format that is a list of messages, with a system prompt as a text beside it or not. */
export function chatFormat({ member, beside, ...shape }: ChatShape): Format {
  const has = (row: Json): boolean =>
    areMessages(memberOf(row, member)) && (!beside || beside.some((name) => memberOf(row, name) !== undefined));
  return exact({
    ...shape,
    kind: 'conversation',
    detect: (row) => (has(row) ? `${member} of messages` : null),
    toExample(row) {
      const system = systemText(row);
      const known = [member, ...systemMembers(row)];
      const turns = [...system, ...readMessages(memberOf(row, member), [member])];
      return { turns, meta: { format: shape.id, rest: restOf(requireObject(row), known) } };
    },
    fromExample(example): JsonObject {
      refuseChoice(example, shape.title);
      refuseTools(example.tools, shape.title);
      const own = ownRow(example, shape.id);
      const { system, rest } = splitSystemText(example.turns, own);
      const turns = requireTurns(rest, shape.title);
      return { [member]: writeMessages(turns, own !== null), ...ownRest(example, shape.id), ...system };
    },
    fields: (row) => [...systemTextFields(row), ...messageFields(memberOf(row, member), [member])],
  });
}
