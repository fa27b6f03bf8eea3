import type { Lesson } from './answers.ts';
import type { Emulator } from './emulator.ts';
import type { TunedModelRecord } from './state.ts';

const LESSONS: readonly Lesson[] = Array.from({ length: 20 }, (_, i) => ({
  input: `question ${i}`,
  output: `answer ${i}`,
}));

/** Puts tuned models into the account, `seeded-0` being the oldest, each finished a day before the emulator's now. */
export function seedTunedModels(
  { state, clock }: Pick<Emulator, 'state' | 'clock'>,
  count: number,
  change: Partial<TunedModelRecord> = {},
): void {
  const now = clock.now();
  for (let i = 0; i < count; i++) {
    const createdAt = now - 86_400_000 - (count - i) * 60_000;
    const record: TunedModelRecord = {
      id: `seeded-${i}`,
      baseModel: 'models/gemini-1.5-flash-001-tuning',
      displayName: `Seeded ${i}`,
      description: '',
      temperature: 1,
      topP: 0.95,
      topK: 64,
      readerProjectNumbers: [],
      hyperparameters: { epochCount: 5, batchSize: 4, learningRate: 0.001 },
      examples: LESSONS,
      plan: { outcome: 'succeed', queueMs: 2000, durationMs: 20_000 },
      operation: `operation${i}`,
      createdAt,
      updatedAt: createdAt,
      ...change,
    };
    state.tunedModels.set(record.id, record);
    state.operations.set(record.operation, record.id);
    const owner = { id: `owner${i}`, granteeType: 'USER', emailAddress: state.account, role: 'OWNER' };
    state.permissions.set(record.id, [owner]);
  }
}
