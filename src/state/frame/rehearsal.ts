import { isRehearsal } from '../../services/google-hosts.ts';

/** Whether an emulator on this machine plays Google: fixed when the site was built. */
export const rehearsing = isRehearsal();

/** What the rehearsal's emulator takes: as `npm run rehearse` starts it. */
export const REHEARSAL = {
  secrets: { geminiKey: 'rehearsal', accessToken: 'rehearsal' },
  connection: { project: 'lapidary-test', bucket: 'lapidary-bucket', region: 'us-central1' },
} as const;
