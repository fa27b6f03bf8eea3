import type { ServicePrograms } from '../service.ts';
import { sdkCall } from './python-sdk.ts';

/** The token is asked of gcloud. */
export const tokenPrograms: ServicePrograms = {
  usesGcloud: true,
  curl: {
    before: ['# Sign in first: gcloud auth login'],
    header: '"Authorization: Bearer $(gcloud auth print-access-token)"',
  },
  python: {
    before: ['# pip install requests; then: gcloud auth login'],
    header:
      '"Authorization": "Bearer " + subprocess.check_output(["gcloud", "auth", "print-access-token"], text=True).strip()',
    secret: [
      'token = subprocess.check_output(["gcloud", "auth", "print-access-token"], text=True).strip()',
      'return {"Authorization": "Bearer " + token}',
    ],
    sdkCall,
  },
  javascript: {
    before: ["const token = execFileSync('gcloud', ['auth', 'print-access-token'], { encoding: 'utf8' }).trim();"],
    header: 'Authorization: `Bearer ${token}`',
    wholeHeader:
      "authorization: 'Bearer ' + execFileSync('gcloud', ['auth', 'print-access-token'], { encoding: 'utf8' }).trim()",
    secret: [
      "const token = execFileSync('gcloud', ['auth', 'print-access-token'], { encoding: 'utf8' }).trim();",
      "return { authorization: 'Bearer ' + token };",
    ],
  },
};
