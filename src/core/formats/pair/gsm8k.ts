import { pairFormat } from '../parts/pair/pair.ts';

export default pairFormat({
  id: 'gsm8k',
  title: 'GSM8K',
  summary: 'Sums in words: `question`, and an `answer` that works it out and ends in `#### 42`.',
  order: 250,
  inputs: ['question'],
  outputs: ['answer'],
  answer: { pattern: /####\s*[-\d.,]+\s*$/, words: 'last line like "#### 42"' },
  without: ['choices'],
  samples: [
    {
      question: 'Ada cuts four stones a day. How many does she cut in three days?',
      answer: 'She cuts 4 * 3 = <<4*3=12>>12 stones.\n#### 12',
    },
  ],
});
