const PREFIX = 'lap-';

/** The id of the tuned model that an attempt asks for. It holds the attempt's id, so that a lost one can be found. */
export function modelIdOf(attempt: string): string {
  return `${PREFIX}${attempt}`;
}

/** The attempt that a tuned model's name tells; null where it was made elsewhere. */
export function attemptOf(name: string): string | null {
  const id = name.slice(name.indexOf('/') + 1);
  return id.startsWith(PREFIX) ? id.slice(PREFIX.length) : null;
}
