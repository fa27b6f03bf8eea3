import { writeCsvLine } from '../../filetypes/csv/csv-line.ts';
import type { LossCurve, LossPoint } from './loss-point.ts';

/** A loss curve, or one of another measure, as a CSV file: one line a reading, training before validation; unknown epochs and times are empty. */
export function writeCurveCsv({ training, validation }: LossCurve, measure = 'loss'): string {
  const header = writeCsvLine(['series', 'step', 'epoch', measure, 'time']);
  const lines = [
    ...training.map((point) => line('training', point)),
    ...validation.map((point) => line('validation', point)),
  ];
  return header + lines.join('');
}

function line(series: string, { step, epoch, loss, time }: LossPoint): string {
  return writeCsvLine([series, String(step), epoch === undefined ? '' : String(epoch), String(loss), time ?? '']);
}
