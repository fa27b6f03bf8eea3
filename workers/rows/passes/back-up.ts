import { ok } from '../../../src/core/failure.ts';
import { backUp } from '../../../src/store/backup/back-up.ts';
import type { OutputPart } from '../../../src/store/output-files.ts';
import { OutputFile } from '../../files/output-file.ts';
import { definePass } from '../define-pass.ts';

export interface BackUpInput {
  readonly datasetId: string;
  /** The output that the file is written to. */
  readonly output: string;
}

/** Records that are written together: a file of many thousands of parts is slow to read. */
const PART_BYTES = 8 << 20;

/** A dataset with all its versions as the parts of one file. */
export default definePass({
  id: 'back-up',

  async lead({ datasetId, output }: BackUpInput, team) {
    const file = await OutputFile.create(output);
    const parts: OutputPart[] = [];
    let pieces: Uint8Array[] = [];
    let size = 0;
    let written = 0;
    for await (const { bytes, done, total } of backUp(datasetId)) {
      pieces.push(bytes);
      size += bytes.length;
      written += bytes.length;
      if (size >= PART_BYTES) {
        parts.push(file.write(pieces));
        pieces = [];
        size = 0;
      }
      if (done === 0) continue;
      team.expect(Math.round((written / done) * total), 'bytes');
      team.progress(written, 0);
    }
    parts.push(file.write(pieces));
    file.close();
    return ok({ output: parts });
  },
});
