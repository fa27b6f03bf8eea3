import { isTunable, tuningRequest } from './parts/tuning-request.ts';
import { shellWord } from '../text/shell.ts';
import type { Sidecar } from './sidecar.ts';

export default {
  id: 'gemini-curl',
  title: 'Gemini tuning job: curl',
  summary: 'Uploads the file to your bucket and starts the job. It takes your token from a variable and holds none.',
  fits: isTunable,
  fileName: () => 'tuning-job.sh',
  write(context) {
    const name = encodeURIComponent(context.fileName);
    const file = shellWord(`@${context.fileName}`);
    const body = shellWord(JSON.stringify(tuningRequest(context)), { text: 'YOUR_BUCKET', variable: 'BUCKET' });
    return [
      '# Set these first. ACCESS_TOKEN: gcloud auth print-access-token',
      ': "${PROJECT_ID:?}" "${BUCKET:?}" "${ACCESS_TOKEN:?}" "${REGION:=us-central1}"',
      '',
      `curl --fail-with-body -X POST -H "Authorization: Bearer $ACCESS_TOKEN" -H 'Content-Type: application/jsonl' \\`,
      `  --data-binary ${file} \\`,
      `  "https://storage.googleapis.com/upload/storage/v1/b/$BUCKET/o?uploadType=media&ifGenerationMatch=0&name=${name}"`,
      '',
      `curl --fail-with-body -X POST -H "Authorization: Bearer $ACCESS_TOKEN" -H 'Content-Type: application/json' \\`,
      `  -d ${body} \\`,
      '  "https://$REGION-aiplatform.googleapis.com/v1/projects/$PROJECT_ID/locations/$REGION/tuningJobs"',
      '',
    ].join('\n');
  },
} satisfies Sidecar;
