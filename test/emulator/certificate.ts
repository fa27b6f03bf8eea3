import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** A key and its self-signed certificate, both PEM, made for one run and kept nowhere. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
  /** Base64 of the SHA-256 of the public key (SPKI), by which Chromium can be told to trust it. */
  readonly hash: string;
}

const DAY_MS = 86_400_000;
// Object identifiers in DER: ecdsa-with-SHA256, commonName, subjectAltName.
const ECDSA_SHA256 = Buffer.from('06082a8648ce3d040302', 'hex');
const COMMON_NAME = Buffer.from('0603550403', 'hex');
const ALT_NAMES = Buffer.from('0603551d11', 'hex');

/** A certificate for these host names, written as DER by hand: Node reads X.509, but does not make it (RFC 5280). */
export function makeCertificate(hosts: readonly string[]): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const algorithm = sequence(ECDSA_SHA256);
  const name = sequence(tag(0x31, sequence(COMMON_NAME, tag(0x0c, Buffer.from('emulator of Google services')))));
  const now = Date.now();
  const body = sequence(
    tag(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    algorithm,
    name,
    sequence(time(now - DAY_MS), time(now + 7 * DAY_MS)),
    name,
    spki,
    tag(0xa3, sequence(sequence(ALT_NAMES, tag(0x04, sequence(...hosts.map((host) => tag(0x82, Buffer.from(host)))))))),
  );
  const signature = tag(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', body, privateKey)]));
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: pem(sequence(body, algorithm, signature)),
    hash: createHash('sha256').update(spki).digest('base64'),
  };
}

function tag(kind: number, content: Buffer): Buffer {
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.from([kind, length]), content]);
  const size = Buffer.from(length.toString(16).padStart(length > 0xff ? 4 : 2, '0'), 'hex');
  return Buffer.concat([Buffer.from([kind, 0x80 | size.length]), size, content]);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tag(0x30, Buffer.concat(parts));
}

function integer(bytes: Buffer): Buffer {
  return tag(0x02, bytes);
}

/** UTCTime, to the second. */
function time(ms: number): Buffer {
  const digits = new Date(ms).toISOString().replace(/\D/g, '').slice(2, 14);
  return tag(0x17, Buffer.from(`${digits}Z`));
}

function pem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
