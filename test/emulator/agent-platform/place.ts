import type { Call } from '../call.ts';
import { errorInfo, GoogleError, notFound } from '../google-error.ts';
import { AGENT_PLATFORM } from '../hosts.ts';
import { complete, PROJECT_NUMBER } from '../settings.ts';

/** Refuses another's project, and a location that the host does not serve. */
export function checkPlace(call: Call, project: string, location: string, permission: string): void {
  if (project !== complete(call.world.settings).project && project !== PROJECT_NUMBER) {
    const resource = `//aiplatform.googleapis.com/projects/${project}/locations/${location}`;
    const message = `Permission '${permission}' denied on resource '${resource}' (or it may not exist).`;
    const info = errorInfo('IAM_PERMISSION_DENIED', { permission, resource }, 'aiplatform.googleapis.com');
    throw new GoogleError(403, 'PERMISSION_DENIED', message, [info]);
  }
  if (AGENT_PLATFORM.get(call.host) !== location) {
    throw notFound(`The location ${location} is not served by ${call.host}.`);
  }
}

/** A full name of something in a location. */
export function nameOf(location: string, rest: string): string {
  return `projects/${PROJECT_NUMBER}/locations/${location}/${rest}`;
}
