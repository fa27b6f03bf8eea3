import '../../support/fake-browser.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { NO_CONNECTION } from '../../../src/core/tuning/google-connection.ts';
import { changeConnection, readConnection } from '../../../src/store/google/connection.ts';
import { database } from '../../../src/store/database.ts';
import { emptyDatabase } from '../../support/stored.ts';

beforeEach(emptyDatabase);

describe('the stored connection', () => {
  it('has its first values until some are changed', async () => {
    expect(await readConnection()).toEqual(NO_CONNECTION);
    expect(await changeConnection({ project: 'p' })).toEqual({ ...NO_CONNECTION, project: 'p' });
  });

  it('keeps what another tab has changed, also at the same time', async () => {
    await Promise.all([
      changeConnection({ off: true }),
      changeConnection({ bucket: 'b' }),
      changeConnection({ project: 'p' }),
    ]);
    expect(await readConnection()).toEqual({ ...NO_CONNECTION, off: true, bucket: 'b', project: 'p' });
  });

  it('gives members that came later their first value', async () => {
    await database.meta.put({ key: 'connection', value: '{"project":"old"}' });
    expect(await readConnection()).toEqual({ ...NO_CONNECTION, project: 'old' });
  });
});
