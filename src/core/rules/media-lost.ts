import { counted } from '../amount.ts';
import type { Example } from '../example/example.ts';
import { listMember } from '../formats/parts/rest.ts';
import type { Json } from '../json.ts';
import { quote } from './parts/quote.ts';
import { ALL } from './parts/targets.ts';
import { rowRule } from './rule.ts';

/** Where LLaMA-Factory, TRL and others keep media beside the turns, and what stands for each of them in a text. */
const PLACES = [
  ['images', '<image>'],
  ['videos', '<video>'],
  ['audios', '<audio>'],
] as const;

export default rowRule({
  id: 'media-lost',
  title: 'Media is not sent',
  level: 'error',
  targets: ALL,
  next: 'The attached media can’t be sent, so the text would refer to something missing. Leave these rows out.',
  fix: 'leave-out',
  find({ source }) {
    // Most rows say at once that they have none, and needn't be parsed.
    if (source === null || !PLACES.some(([name]) => source.meta.rest.includes(`"${name}"`))) return null;
    // What `restOf` wrote is JSON.
    const rest = JSON.parse(source.meta.rest) as Json;
    for (const [name, placeholder] of PLACES) {
      const media = listMember(rest, name) ?? [];
      if (media.length > 0 && isNamed(source, placeholder)) {
        return `text has ${placeholder} for ${counted(media.length, 'entry', 'entries')} of "${name}", such as ${quote(media[0])}`;
      }
    }
    return null;
  },
});

function isNamed({ turns }: Example, placeholder: string): boolean {
  return turns.some(({ parts }) => parts.some((part) => part.kind === 'text' && part.text.includes(placeholder)));
}
