import type { Catalogue } from '../../models/catalogue.ts';
import { counted } from '../../amount.ts';
import { countCharacters } from '../../text/characters.ts';
import { isBlank } from '../../text/white-space.ts';

/** A check of display names against the limit of a target. */
export function nameCheck(target: string): (name: string, catalogue: Catalogue) => string | null {
  return (name, { limits }) => {
    if (isBlank(name)) return 'The name is empty: type one, so that you find the model again.';
    const limit = limits[target]?.displayName;
    const length = countCharacters(name);
    if (!limit || length <= limit.value) return null;
    const over = counted(length - limit.value, 'character');
    return `The name has ${counted(length, 'character')}, and the service takes ${limit.value}: shorten it by ${over}.`;
  };
}
