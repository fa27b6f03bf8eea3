import { expect, it } from 'vitest';
import { writeCurveCsv } from '../../../../src/core/tuning/loss/curve-csv.ts';

it('writes a line for each reading of both series', () => {
  const csv = writeCurveCsv({
    training: [
      { step: 1, loss: 7.2774773 },
      { step: 19, loss: -1.1145603e-6, epoch: 5, time: '2024-03-14T15:11:23.766989274Z' },
    ],
    validation: [{ step: 10, loss: 2, epoch: 2, time: 'a, "b"' }],
  });
  expect(csv.split('\r\n')).toEqual([
    'series,step,epoch,loss,time',
    'training,1,,7.2774773,',
    'training,19,5,-0.0000011145603,2024-03-14T15:11:23.766989274Z',
    'validation,10,2,2,"a, ""b"""',
    '',
  ]);
});
