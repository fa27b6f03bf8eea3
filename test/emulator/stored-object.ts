import { createHash } from 'node:crypto';
import type { Call } from './call.ts';
import { timestamp } from './clock.ts';
import { StorageError } from './google-error.ts';
import type { JsonObject } from './json.ts';
import { complete } from './settings.ts';
import type { EmulatorState, StoredObject } from './state.ts';

/** Puts an object into the bucket, over one of the same name. */
export function putObject(
  state: EmulatorState,
  object: Pick<StoredObject, 'name' | 'bytes' | 'contentType'>,
  now: number,
): StoredObject {
  const newest = Math.max(0, ...[...state.objects.values()].map(({ generation }) => generation));
  const stored = { ...object, generation: Math.max(now * 1000, newest + 1), createdAt: now };
  state.objects.set(object.name, stored);
  return stored;
}

/** Refuses with 412 where an object has the name, if `ifGenerationMatch=0` asks for that. */
export function checkNew(call: Call, name: string, mustBeNew: boolean): void {
  if (!mustBeNew || !call.world.state.objects.has(name)) return;
  throw new StorageError(412, 'conditionNotMet', 'At least one of the pre-conditions you specified did not hold.');
}

export function checkBucket(call: Call, bucket: string): void {
  if (bucket === complete(call.world.settings).bucket) return;
  throw new StorageError(404, 'notFound', 'The specified bucket does not exist.');
}

/** Refuses what the token's account may not do in the bucket. */
export function checkMay(call: Call, permission: `storage.${'objects' | 'buckets'}.${string}`): void {
  const { account, bucket } = call.world.state;
  if (bucket.permissions.includes(permission)) return;
  const what = permission.startsWith('storage.buckets') ? 'bucket' : 'object';
  throw new StorageError(
    403,
    'forbidden',
    `${account} does not have ${permission} access to the Google Cloud Storage ${what}. Permission '${permission}' denied on resource (or it may not exist).`,
  );
}

/** Refuses an object that the account may not make; to write over one, it must also be allowed to delete. */
export function checkMayPut(call: Call, name: string, mustBeNew: boolean): void {
  checkMay(call, 'storage.objects.create');
  if (!mustBeNew && call.world.state.objects.has(name)) checkMay(call, 'storage.objects.delete');
}

/** The metadata of an object (G1). */
export function describeObject(call: Call, object: StoredObject): JsonObject {
  const { bucket } = complete(call.world.settings);
  const { name, bytes, contentType, createdAt } = object;
  const generation = String(object.generation);
  const link = `https://www.googleapis.com/storage/v1/b/${bucket}/o/${encodeURIComponent(name)}`;
  return {
    kind: 'storage#object',
    id: `${bucket}/${name}/${generation}`,
    selfLink: link,
    name,
    bucket,
    generation,
    metageneration: '1',
    contentType,
    storageClass: 'STANDARD',
    size: String(bytes.length),
    md5Hash: createHash('md5').update(bytes).digest('base64'),
    etag: Buffer.from(generation).toString('base64'),
    timeCreated: timestamp(createdAt),
    updated: timestamp(createdAt),
  };
}
