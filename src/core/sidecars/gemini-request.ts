import { isTunable, tuningRequest } from './parts/tuning-request.ts';
import type { Sidecar } from './sidecar.ts';

export default {
  id: 'gemini-request',
  title: 'Gemini tuning job: request as JSON',
  summary: 'The body that starts a tuning job with this file. Put your bucket in its place.',
  fits: isTunable,
  fileName: () => 'tuning-job.json',
  write: (context) => `${JSON.stringify(tuningRequest(context), null, 2)}\n`,
} satisfies Sidecar;
