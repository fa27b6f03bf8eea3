import { describe, expect, it } from 'vitest';
import { settingWords } from '../../src/words/setting-words.ts';

describe('the settings of a job in words', () => {
  it('are named as the form names them, without those that it doesn’t show', () => {
    const settings = { epochs: 3, batchSize: 4, rateBy: 'rate', learningRate: 0.0002, learningRateMultiplier: 1 };
    expect(settingWords('gemini-api-sft', settings)).toEqual([
      'Epochs 3',
      'Batch size 4',
      'Learning rate given as it is',
      'Learning rate 0.0002',
    ]);
    expect(settingWords('agent-platform-sft', { exportLastCheckpointOnly: false })).toEqual([
      'Keep the last checkpoint only: off',
    ]);
  });

  it('stay as they are stored where nobody knows them', () => {
    expect(settingWords('gone', { warmth: 'high' })).toEqual(['warmth high']);
    expect(settingWords('gemini-api-sft', { warmth: 7 })).toEqual(['warmth 7']);
  });
});
