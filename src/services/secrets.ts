/** What the user trusts this tab with. It stays in one worker's memory: never log, store or post it. */
export interface Secrets {
  /** A key of the Gemini API; null where there is none. */
  readonly geminiKey: string | null;
  /** An OAuth access token of Google Cloud, which lives for about an hour; null where there is none. */
  readonly accessToken: string | null;
}
