import { allTurns, mediaUri, partKind } from './parts/gemini-line.ts';
import { rowRule } from './rule.ts';

export default rowRule({
  id: 'inline-media',
  title: 'Media inside of the row',
  level: 'warning',
  targets: ['agent-platform-sft'],
  next: 'Google’s page on tuning names files in Cloud Storage (gs://…) alone: try a small job first, or put the files there.',
  fix: null,
  find({ value }) {
    for (const { place, parts } of allTurns(value)) {
      const at = parts.findIndex((part) => partKind(part) === 'media' && mediaUri(part) === null);
      if (at !== -1) return `${place}.parts[${at}] holds the bytes itself`;
    }
    return null;
  },
});
