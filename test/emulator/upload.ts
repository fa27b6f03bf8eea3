import { json, type Call, type Reply } from './call.ts';
import { StorageError } from './google-error.ts';
import { isObject } from './json.ts';
import { startUpload } from './resumable-upload.ts';
import { checkBucket, checkMayPut, checkNew, describeObject, putObject } from './stored-object.ts';

interface Upload {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** objects.insert: media, multipart or the start of a resumable upload (G1). */
export function insertObject(call: Call, bucket: string): Reply {
  checkBucket(call, bucket);
  const upload = read(call);
  const name = call.query.get('name') ?? upload.name;
  if (name === '') throw new StorageError(400, 'required', 'Required parameter: name');
  const mustBeNew = call.query.get('ifGenerationMatch') === '0';
  checkMayPut(call, name, mustBeNew);
  if (call.query.get('uploadType') === 'resumable') return startUpload(call, bucket, name, upload.contentType);
  checkNew(call, name, mustBeNew);
  const stored = putObject(call.world.state, { ...upload, name }, call.world.clock.now());
  return json(describeObject(call, stored));
}

function read(call: Call): Upload {
  const { headers, body, query } = call;
  const type = headers['content-type'] ?? 'application/octet-stream';
  switch (query.get('uploadType')) {
    case 'media':
      return { name: '', contentType: type, bytes: body };
    case 'multipart':
      return readMultipart(type, body);
    case 'resumable': {
      const given = headers['x-upload-content-type'] ?? 'application/octet-stream';
      return { bytes: body, ...readMetadata(body.toString(), given) };
    }
    default:
      throw new StorageError(400, 'invalidParameter', `Invalid upload type: "${query.get('uploadType') ?? ''}".`);
  }
}

/** Two parts: the metadata as JSON, then the bytes. */
function readMultipart(type: string, body: Buffer): Upload {
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/.exec(type);
  const mark = `--${boundary?.[1] ?? boundary?.[2] ?? ''}`;
  const first = body.indexOf(`${mark}\r\n`);
  const second = body.indexOf(`\r\n${mark}\r\n`, first + mark.length);
  const end = body.lastIndexOf(`\r\n${mark}--`);
  if (boundary === null || first < 0 || second < 0 || end <= second) {
    throw new StorageError(400, 'badContent', 'Malformed multipart body.');
  }
  const metadata = splitPart(body.subarray(first + mark.length + 2, second));
  const media = splitPart(body.subarray(second + mark.length + 4, end));
  const mediaType = /content-type:\s*([^\r\n]+)/i.exec(media.head)?.[1] ?? 'application/octet-stream';
  return { bytes: media.bytes, ...readMetadata(metadata.bytes.toString(), mediaType) };
}

function splitPart(part: Buffer): { head: string; bytes: Buffer } {
  const gap = part.indexOf('\r\n\r\n');
  return { head: part.subarray(0, gap).toString(), bytes: part.subarray(gap + 4) };
}

function readMetadata(text: string, contentType: string): { name: string; contentType: string } {
  if (text.trim() === '') return { name: '', contentType };
  try {
    const metadata: unknown = JSON.parse(text);
    const { name, contentType: given } = isObject(metadata) ? metadata : {};
    return {
      name: typeof name === 'string' ? name : '',
      contentType: typeof given === 'string' ? given : contentType,
    };
  } catch {
    throw new StorageError(400, 'parseError', 'Parse Error');
  }
}
