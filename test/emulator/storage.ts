import { loseFile } from './agent-platform/lose-file.ts';
import { empty, json, type Call, type Reply } from './call.ts';
import { StorageError } from './google-error.ts';
import { takePage } from './paging.ts';
import { continueUpload } from './resumable-upload.ts';
import { dispatch, route } from './route.ts';
import { complete, PROJECT_NUMBER } from './settings.ts';
import type { StoredObject } from './state.ts';
import { checkBucket, checkMay, describeObject } from './stored-object.ts';
import { insertObject } from './upload.ts';

const ROUTES = [
  route('POST /upload/storage/v1/b/{bucket}/o', (call, { bucket = '' }) => insertObject(call, bucket)),
  route('GET /storage/v1/b/{bucket}', (call, { bucket = '' }) => getBucket(call, bucket)),
  route('GET /storage/v1/b/{bucket}/iam/testPermissions', (call, { bucket = '' }) => testPermissions(call, bucket)),
  route('GET /storage/v1/b/{bucket}/o', (call, { bucket = '' }) => list(call, bucket)),
  route('GET /storage/v1/b/{bucket}/o/{name=*}', (call, { bucket = '', name = '' }) => {
    const object = find(call, bucket, name, 'get');
    return call.query.get('alt') === 'media' ? download(call, object) : json(describeObject(call, object));
  }),
  route('DELETE /storage/v1/b/{bucket}/o/{name=*}', (call, { bucket = '', name = '' }) => {
    call.world.state.objects.delete(find(call, bucket, name, 'delete').name);
    loseFile(call.world, name);
    return empty(204);
  }),
];

/** The JSON API of storage.googleapis.com. */
export function storage(call: Call): Reply {
  const session = call.path.startsWith('/upload/') && call.query.has('upload_id');
  if (session && ['PUT', 'POST', 'DELETE'].includes(call.method)) return continueUpload(call);
  checkToken(call);
  return dispatch(ROUTES, call);
}

function checkToken(call: Call): void {
  const given = call.headers['authorization'];
  if (given === undefined) {
    throw new StorageError(
      401,
      'required',
      'Anonymous caller does not have storage access to the Google Cloud Storage object. Permission denied on resource (or it may not exist).',
    );
  }
  if (given !== `Bearer ${complete(call.world.settings).token}`)
    throw new StorageError(401, 'authError', 'Invalid Credentials');
}

function getBucket(call: Call, name: string): Reply {
  checkBucket(call, name);
  checkMay(call, 'storage.buckets.get');
  const { location, versioning } = call.world.state.bucket;
  return json({
    kind: 'storage#bucket',
    id: name,
    name,
    projectNumber: PROJECT_NUMBER,
    location,
    locationType: location.includes('-') ? 'region' : 'multi-region',
    storageClass: 'STANDARD',
    ...(versioning && { versioning: { enabled: true } }),
  });
}

function testPermissions(call: Call, bucket: string): Reply {
  checkBucket(call, bucket);
  const permissions = call.query
    .getAll('permissions')
    .filter((name) => call.world.state.bucket.permissions.includes(name));
  return json({ kind: 'storage#testIamPermissionsResponse', ...(permissions.length > 0 && { permissions }) });
}

function list(call: Call, bucket: string): Reply {
  checkBucket(call, bucket);
  checkMay(call, 'storage.objects.list');
  const { world, query } = call;
  const newest = world.clock.now() - complete(world.settings).listLagMs;
  const prefix = query.get('prefix') ?? '';
  const objects = [...world.state.objects.values()]
    .filter(({ name, createdAt }) => name.startsWith(prefix) && createdAt <= newest)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const { items, ...next } = takePage(call, objects, 1000, 1000);
  const described = items.map((object) => describeObject(call, object));
  return json({ kind: 'storage#objects', ...next, ...(described.length > 0 && { items: described }) });
}

function find(call: Call, bucket: string, name: string, action: 'get' | 'delete'): StoredObject {
  checkBucket(call, bucket);
  checkMay(call, `storage.objects.${action}`);
  const object = call.world.state.objects.get(name);
  if (object === undefined) throw new StorageError(404, 'notFound', `No such object: ${bucket}/${name}`);
  return object;
}

function download(call: Call, { bytes, contentType }: StoredObject): Reply {
  const match = /^bytes=(\d+)-(\d*)$/.exec(call.headers['range'] ?? '');
  if (match === null) return { status: 200, headers: { 'content-type': contentType }, chunks: [bytes] };
  const start = Number(match[1]);
  const end = match[2] === '' ? bytes.length - 1 : Math.min(Number(match[2]), bytes.length - 1);
  const range = { 'content-range': `bytes ${start}-${end}/${bytes.length}` };
  return { status: 206, headers: { 'content-type': contentType, ...range }, chunks: [bytes.subarray(start, end + 1)] };
}
