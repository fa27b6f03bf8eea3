import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adviseOnLoss } from '../../../../src/core/tuning/loss/loss-advice.ts';
import type { Checkpoint } from '../../../../src/core/tuning/reading.ts';

const PER_EPOCH = 20;

interface Shape {
  readonly epochs: number;
  /** The loss after this many epochs, which need not be whole. */
  readonly training: (epoch: number) => number;
  readonly validation?: (epoch: number) => number;
}

function curveOf({ epochs, training, validation }: Shape) {
  const steps = Array.from({ length: epochs * PER_EPOCH }, (_, index) => index + 1);
  return {
    training: steps.map((step) => ({ step, loss: training(step / PER_EPOCH) })),
    validation: validation
      ? steps.filter((step) => step % 10 === 0).map((step) => ({ step, loss: validation(step / PER_EPOCH) }))
      : [],
  };
}

function advise(shape: Shape, checkpoints: readonly Checkpoint[] = []) {
  return adviseOnLoss(curveOf(shape), { epochs: shape.epochs, totalSteps: shape.epochs * PER_EPOCH }, checkpoints);
}

/** Falls by a straight line, then stays. */
const flatFrom = (knee: number) => (epoch: number) => Math.max(0, 1 - epoch / knee) * 3 + 0.2;

function checkpoint(id: string, epoch: number): Checkpoint {
  return { id, epoch, step: epoch * PER_EPOCH, model: { service: 'gemini-api', name: 'm' } };
}

describe('advice on epochs', () => {
  it('names the epoch from which the loss is flat, wherever that is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 2, max: 20 }), (knee, more) => {
        const epochs = knee * 2 + more;
        const advice = advise({ epochs, training: flatFrom(knee) });
        expect(advice?.kind).toBe('plateau');
        // The second half of the epoch before is above the plateau, the second half of the next one on it.
        expect([knee, knee + 1]).toContain(advice?.epochs);
        expect(advice?.text).toContain(`Tune again with ${advice?.epochs ?? ''} epoch`);
      }),
    );
  });

  it('finds it under jitter', () => {
    const jitter = (epoch: number) => 0.06 * Math.sin(epoch * 71);
    const advice = advise({ epochs: 10, training: (epoch) => flatFrom(4)(epoch) + jitter(epoch) });
    expect(advice?.kind).toBe('plateau');
    expect([4, 5]).toContain(advice?.epochs);
  });

  it('wants more epochs where the loss still falls at the end', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), (epochs) => {
        const advice = advise({ epochs, training: (epoch) => 5 - (4 * epoch) / epochs });
        expect(advice?.kind).toBe('falling');
        expect(advice?.epochs).toBeGreaterThan(epochs);
      }),
    );
    expect(advise({ epochs: 1, training: (epoch) => 5 - epoch })?.text).toContain('at the end of 1 epoch.');
  });

  it('does not call it a plateau where nothing was learned', () => {
    expect(advise({ epochs: 5, training: () => 2 })?.kind).toBe('flat');
  });

  it('says nothing where all is well: it fell, and became nearly flat in the last epoch', () => {
    expect(advise({ epochs: 5, training: (epoch) => Math.exp(-0.7 * epoch) })).toBeNull();
  });

  it('says nothing of too few readings', () => {
    const curve = curveOf({ epochs: 1, training: (epoch) => 5 - epoch });
    expect(adviseOnLoss({ ...curve, training: curve.training.slice(0, 7) }, { epochs: 1, totalSteps: 20 })).toBeNull();
    expect(adviseOnLoss({ training: [], validation: [] }, { epochs: 3, totalSteps: 60 })).toBeNull();
    expect(adviseOnLoss(curve, { epochs: null, totalSteps: null })).toBeNull();
  });
});

describe('advice on learning by heart', () => {
  const overfitted: Shape = {
    epochs: 5,
    training: (epoch) => 3 - epoch / 2,
    validation: (epoch) => 2 + 0.3 * Math.abs(epoch - 2),
  };

  it('names the epoch of the lowest validation loss', () => {
    const advice = advise(overfitted);
    expect(advice).toMatchObject({ kind: 'overfitting', epochs: 2, checkpoint: null });
    expect(advice?.text).toContain('lowest after epoch 2 (2.00)');
    expect(advice?.text).toContain(' Tune again with 2 epochs.');
  });

  it('names the checkpoint of that epoch, and none of another', () => {
    const checkpoints = [1, 2, 3].map((epoch) => checkpoint(`c${epoch}`, epoch));
    expect(advise(overfitted, checkpoints)?.checkpoint).toBe('c2');
    expect(advise(overfitted, checkpoints)?.text).toContain('Use checkpoint c2, or tune again');
    expect(advise(overfitted, [checkpoint('last', 5)])?.checkpoint).toBeNull();
    expect(advise(overfitted, [{ ...checkpoint('c', 1), epoch: null, step: null }])?.checkpoint).toBeNull();
  });

  it('has no number of epochs where the first was too long', () => {
    const early = advise({
      ...overfitted,
      validation: (epoch) => 1 + epoch,
      training: (epoch) => 3 * Math.exp(-epoch),
    });
    expect(early?.kind).toBe('overfitting');
    expect(early?.epochs === null || early?.epochs === 1).toBe(true);
  });

  it('is silent while both fall, and where both rise', () => {
    expect(advise({ ...overfitted, validation: (epoch) => 3 - epoch / 3 })?.kind).toBe('falling');
  });

  it('bears one bad reading', () => {
    const validation = (epoch: number) => (epoch === 3 ? 9 : 3 - epoch / 3);
    expect(advise({ ...overfitted, validation })?.kind).toBe('falling');
  });
});
