import { isRehearsal } from '../../services/google-hosts.ts';

/** Whether an emulator on this machine plays Google: fixed when the site was built. */
export const rehearsing = isRehearsal();
