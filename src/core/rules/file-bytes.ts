import { sized } from '../amount.ts';
import { AGENT_PLATFORM } from './parts/targets.ts';
import { setRule } from './rule.ts';

export default setRule({
  id: 'file-bytes',
  title: 'File is too large',
  level: 'error',
  targets: AGENT_PLATFORM,
  next: 'Take fewer or shorter rows: the service reads one file a side.',
  fix: null,
  find({ training, validation }, { fileBytes: limit }) {
    const side = training.bytes >= validation.bytes ? training : validation;
    if (!limit || side.bytes <= limit.value) return null;
    const name = side === training ? 'training' : 'validation';
    return { detail: `${name} file of ${sized(side.bytes)}, over ${sized(limit.value)}`, count: side.rows };
  },
});
