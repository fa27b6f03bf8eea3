/** How the services are reached; nothing of it is secret. */
export interface Connection {
  /** Google Cloud project, by its id. Empty where none is given. */
  readonly project: string;
  readonly region: string;
  /** Cloud Storage bucket for training files, without `gs://`. */
  readonly bucket: string;
  /** The user's own OAuth client, for signing in instead of pasting a token. */
  readonly clientId: string;
  /** The switch "No network": nothing is asked of any service. */
  readonly off: boolean;
  /** Minutes without use after which an opened vault is locked again. */
  readonly lockAfterMinutes: number;
  /** A running job counts as use. */
  readonly openWhileJobsRun: boolean;
}

export const NO_CONNECTION: Connection = {
  project: '',
  region: 'us-central1',
  bucket: '',
  clientId: '',
  off: false,
  lockAfterMinutes: 30,
  openWhileJobsRun: true,
};

/** What is held of secrets, without the secrets. */
export interface CredentialState {
  readonly geminiKey: boolean;
  readonly accessToken: boolean;
  /** When the access token is thought to end, milliseconds since 1970. */
  readonly tokenEnds: number | null;
  readonly vault: 'none' | 'locked' | 'open';
}

export const NO_CREDENTIALS: CredentialState = { geminiKey: false, accessToken: false, tokenEnds: null, vault: 'none' };
