import { empty, json, type Call, type Reply } from './call.ts';
import { StorageError } from './google-error.ts';
import { STORAGE } from './hosts.ts';
import { randomName } from './random.ts';
import type { UploadRecord } from './state.ts';
import { checkNew, describeObject, putObject } from './stored-object.ts';

const PIECE_BYTES = 256 * 1024;

/** Opens an upload in pieces; its address is in `Location`, and needs no token. */
export function startUpload(call: Call, bucket: string, name: string, contentType: string): Reply {
  const mustBeNew = call.query.get('ifGenerationMatch') === '0';
  checkNew(call, name, mustBeNew);
  const id = randomName(call.world.random, 40);
  call.world.state.uploads.set(id, { name, contentType, mustBeNew, parts: [], received: 0 });
  const path = `/upload/storage/v1/b/${bucket}/o?uploadType=resumable&upload_id=${id}`;
  return empty(200, { location: `${call.world.originOf(STORAGE)}${path}`, 'x-guploader-uploadid': id });
}

/** Takes a piece, or tells how much there is: 308 until the last byte, then the object. */
export function continueUpload(call: Call): Reply {
  const id = call.query.get('upload_id') ?? '';
  const upload = call.world.state.uploads.get(id);
  if (upload === undefined) throw new StorageError(404, 'notFound', `The upload session ${id} does not exist.`);
  if (call.method === 'DELETE') {
    call.world.state.uploads.delete(id);
    return empty(499);
  }
  if (upload.done !== undefined) return json(describeObject(call, upload.done));
  const total = receive(call, upload);
  return upload.received === total ? finish(call, upload) : unfinished(upload);
}

/** Adds what is new; gives the length of the whole, or undefined where that is not known yet. */
function receive({ headers, body }: Call, upload: UploadRecord): number | undefined {
  const header = headers['content-range'];
  if (header === undefined) return append(upload, body, 0);
  const asked = /^bytes \*\/(\d+|\*)$/.exec(header);
  if (asked !== null) return readTotal(asked[1]);
  const match = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(header);
  if (match === null) throw bad(`Failed to parse Content-Range header "${header}".`);
  const [start, end, total] = [Number(match[1]), Number(match[2]), readTotal(match[3])];
  if (end - start + 1 !== body.length)
    throw bad(`Content-Range "${header}" does not fit a body of ${body.length} bytes.`);
  if (start > upload.received) {
    throw bad(
      `Invalid request. According to the Content-Range header, the upload offset is ${start} byte(s), which exceeds already uploaded size of ${upload.received} byte(s).`,
    );
  }
  if (end + 1 !== total && body.length % PIECE_BYTES !== 0) {
    throw bad(
      `Invalid request. The number of bytes uploaded is required to be equal or greater than 262144, except for the final request (it's recommended to be the exact multiple of 262144). The received request contained ${body.length} bytes, which does not meet this requirement.`,
    );
  }
  append(upload, body, start);
  return total;
}

/** Bytes that are here already are passed over. */
function append(upload: UploadRecord, body: Buffer, start: number): number {
  const news = body.subarray(Math.max(0, upload.received - start));
  upload.parts.push(news);
  upload.received += news.length;
  return upload.received;
}

function readTotal(text = '*'): number | undefined {
  return text === '*' ? undefined : Number(text);
}

function finish(call: Call, upload: UploadRecord): Reply {
  const { name, contentType, parts, mustBeNew } = upload;
  checkNew(call, name, mustBeNew);
  upload.done = putObject(call.world.state, { name, contentType, bytes: Buffer.concat(parts) }, call.world.clock.now());
  upload.parts = [];
  return json(describeObject(call, upload.done));
}

/** Without a `Range` where nothing has come yet. */
function unfinished({ received }: UploadRecord): Reply {
  return empty(308, received > 0 ? { range: `bytes=0-${received - 1}` } : {});
}

function bad(message: string): StorageError {
  return new StorageError(400, 'badRequest', message);
}
