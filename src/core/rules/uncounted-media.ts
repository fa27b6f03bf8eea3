import { counted } from '../amount.ts';
import { TURNS } from './parts/targets.ts';
import { setRule } from './rule.ts';

export default setRule({
  id: 'uncounted-media',
  title: 'Media is not in the estimate',
  level: 'warning',
  targets: TURNS,
  next: 'Tokens of images, sound and video are known to the service alone: expect more than the estimate says.',
  fix: null,
  find({ training, validation }) {
    const rows = training.mediaRows + validation.mediaRows;
    return rows === 0 ? null : { detail: `${counted(rows, 'row')} with media`, count: rows };
  },
});
