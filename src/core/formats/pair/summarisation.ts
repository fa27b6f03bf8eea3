import { pairFormat } from '../parts/pair/pair.ts';

export default pairFormat({
  id: 'summarisation',
  title: 'Summarisation',
  summary: 'An `article`, `document`, `dialogue` or `text` with its `summary` or `highlights`.',
  order: 300,
  inputs: ['article', 'document', 'dialogue', 'text'],
  outputs: ['summary', 'highlights'],
  without: ['question', 'instruction'],
  samples: [
    { article: 'The cutter looked at the stone for a week, then split it with one blow.', summary: 'He split it.' },
    { document: 'Diamonds burn. It takes seven hundred degrees and air.', summary: 'Diamonds burn.', id: 'd1' },
    { article: 'The mine opened in May and closed in June.', highlights: 'The mine was open for a month.' },
    { text: 'Sapphire and ruby are the same mineral in two colours.', summary: 'Both are corundum.' },
  ],
});
