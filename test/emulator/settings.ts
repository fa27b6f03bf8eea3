/** How an emulator behaves; all of it can change while it runs, but `tls` and `port`. */
export interface EmulatorOptions {
  /** HTTPS with an own certificate, made at run time, for all of Google's names. */
  tls?: boolean;
  /** A model with createTunedModel is listed; without it, the service is as it is today. */
  tunable?: boolean;
  /** The API key that generativelanguage takes. */
  key?: string;
  /** The bearer token that every host takes. */
  token?: string;
  project?: string;
  bucket?: string;
  /** With `get-post`, the preflights of PATCH, PUT and DELETE are refused. */
  preflights?: 'all' | 'get-post';
  /** Whether scripts can read the `Location` and `Range` of a resumable upload. */
  locationReadable?: boolean;
  /** How long after its creation a thing shows in lists, by the emulator's clock. */
  listLagMs?: number;
  port?: number;
}

export const DEFAULTS: Required<EmulatorOptions> = {
  tls: false,
  tunable: false,
  key: 'emulated-key',
  token: 'emulated-token',
  project: 'lapidary-test',
  bucket: 'lapidary-bucket',
  preflights: 'all',
  locationReadable: true,
  listLagMs: 0,
  port: 0,
};

/** The settings with defaults where they say nothing. */
export function complete(settings: EmulatorOptions): Required<EmulatorOptions> {
  return { ...DEFAULTS, ...settings };
}

/** Requests may name the project by its id; answers name it by its number. */
export const PROJECT_NUMBER = '123456789012';
