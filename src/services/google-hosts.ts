/** Every host that may ever be asked; the content policy names the same ones. */
export const GOOGLE_HOSTS = [
  'generativelanguage.googleapis.com',
  'aiplatform.googleapis.com',
  'us-central1-aiplatform.googleapis.com',
  'europe-west4-aiplatform.googleapis.com',
  'aiplatform.us.rep.googleapis.com',
  'aiplatform.eu.rep.googleapis.com',
  'storage.googleapis.com',
] as const;

export type GoogleHost = (typeof GOOGLE_HOSTS)[number];

/** Fixed when the site is built: the rehearsal's address in its own build, absent or empty in every other. */
declare const __REHEARSAL__: string | undefined;

/** Whether a name is one of the hosts, and not one that only looks like it. */
export function isGoogleHost(name: string): name is GoogleHost {
  return GOOGLE_HOSTS.some((host) => host === name);
}

/** Whether an emulator on this machine plays Google in this build. */
export function isRehearsal(): boolean {
  return rehearsalOrigin() !== '';
}

function rehearsalOrigin(): string {
  return typeof __REHEARSAL__ === 'string' ? __REHEARSAL__ : '';
}

/** The origin under which a host is reached: its own, or a path of the rehearsal's server. */
export function originOf(host: GoogleHost): string {
  const rehearsal = rehearsalOrigin();
  return rehearsal === '' ? `https://${host}` : `${rehearsal}/${host}`;
}

/** The host that serves a location of the Agent Platform: `us-central1`, `eu`, `global`; null where none of ours does. */
export function hostOfLocation(location: string): GoogleHost | null {
  const isLarge = location === 'us' || location === 'eu';
  const name = isLarge ? `aiplatform.${location}.rep.googleapis.com` : `${location}-aiplatform.googleapis.com`;
  if (location === 'global') return 'aiplatform.googleapis.com';
  return isGoogleHost(name) ? name : null;
}
