export const GEMINI_API = 'generativelanguage.googleapis.com';
export const STORAGE = 'storage.googleapis.com';
/** Hosts of Agent Platform and the location that each serves. */
export const AGENT_PLATFORM: ReadonlyMap<string, string> = new Map([
  ['us-central1-aiplatform.googleapis.com', 'us-central1'],
  ['europe-west4-aiplatform.googleapis.com', 'europe-west4'],
  ['aiplatform.googleapis.com', 'global'],
  ['aiplatform.us.rep.googleapis.com', 'us'],
  ['aiplatform.eu.rep.googleapis.com', 'eu'],
]);

export const HOSTS: readonly string[] = [GEMINI_API, STORAGE, ...AGENT_PLATFORM.keys()];
