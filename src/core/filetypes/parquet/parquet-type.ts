import type { WholeType } from '../file-type.ts';
import { DEFAULT_SETTINGS } from '../settings.ts';
import { ParquetFile } from './parquet-file.ts';

/** "PAR1"; files whose footer is encrypted begin with "PARE" and are not read. */
const MAGIC = [0x50, 0x41, 0x52, 0x31];

/** Apache Parquet: columns with types, in groups of rows. */
export const parquetType: WholeType = {
  id: 'parquet',
  kind: 'whole',
  isAt: (head) => MAGIC.every((byte, at) => head[at] === byte),
  async open(source) {
    const file = await ParquetFile.open(source);
    return {
      settings: { ...DEFAULT_SETTINGS, fileType: 'parquet' },
      reasons: ['Parquet: by its first bytes.'],
      rowPlaces: [],
      columns: file.columns,
      rowCount: file.rowCount,
      get counts() {
        const { notNumbers, binary } = file.changed;
        return { ...(notNumbers > 0 && { notNumbers }), ...(binary > 0 && { binary }) };
      },
      read: () => file.read(),
    };
  },
  kept: () => ({}),
};
