import { ok } from '../../../src/core/failure.ts';
import { hashBlob } from '../../files/hash-blob.ts';
import { definePass } from '../define-pass.ts';

/** The SHA-256 of a file, as hexadecimal digits. */
export default definePass({
  id: 'hash',

  async lead(file: Blob, team) {
    team.expect(file.size, 'bytes');
    const output = await hashBlob(file, (bytes) => {
      team.progress(bytes, 0);
    });
    return ok({ output });
  },
});
