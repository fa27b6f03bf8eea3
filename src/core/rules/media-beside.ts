import { firstBeside } from '../conversion/beside/place-media.ts';
import { isObject, type Json } from '../json.ts';
import { quote } from './parts/quote.ts';
import { ALL } from './parts/targets.ts';
import { rowRule } from './rule.ts';

/** Most rows say at once that they have none, and needn't be parsed. */
const NAMES = /"(?:image|video|audio)\w*":/;

export default rowRule({
  id: 'media-beside',
  title: 'Media beside the row is not sent',
  level: 'warning',
  targets: ALL,
  next: 'No text names it, so it may be no part of the question. If it is, write <image> into the text, or leave these rows out.',
  fix: null,
  find({ source }) {
    if (source === null || !NAMES.test(source.meta.rest)) return null;
    // What `restOf` wrote is JSON.
    const rest = JSON.parse(source.meta.rest) as Json;
    const found = isObject(rest) ? firstBeside(rest) : undefined;
    return found ? `"${found.name}" has ${quote(found.file)}` : null;
  },
});
