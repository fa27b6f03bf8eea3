import { ok } from '../../src/core/failure.ts';
import { OpenVersion } from './open-version.ts';
import type { ExportWorker } from '../contracts/rows.ts';
import { writePart } from './export-part.ts';
import { hashBlob } from '../files/hash-blob.ts';
import { serve } from '../serve.ts';

const open = new OpenVersion();

const api: ExportWorker = {
  async part(request, rows) {
    return ok(await writePart(await open.load(request.versionId), request, rows));
  },

  async hash(blob, onProgress) {
    return ok(await hashBlob(blob, onProgress));
  },
};

serve(api);
