import { createHash, X509Certificate } from 'node:crypto';
import { request } from 'node:https';
import { TLSSocket } from 'node:tls';
import { expect, it } from 'vitest';
import { makeCertificate } from './certificate.ts';
import { startEmulator } from './emulator.ts';
import { GEMINI_API, HOSTS } from './hosts.ts';
import { DEFAULTS } from './settings.ts';

it('makes certificates that hold for all of the names', () => {
  const { cert, hash } = makeCertificate(HOSTS);
  const read = new X509Certificate(cert);
  expect(HOSTS.map((host) => read.checkHost(host))).toEqual([...HOSTS]);
  expect(read.checkHost('example.com')).toBeUndefined();
  expect(read.verify(read.publicKey)).toBe(true);
  const spki = read.publicKey.export({ type: 'spki', format: 'der' });
  expect(hash).toBe(createHash('sha256').update(spki).digest('base64'));
});

it('serves each host by its name', async () => {
  const emulator = await startEmulator({ tls: true });
  expect(emulator.originOf(GEMINI_API)).toBe(`https://${GEMINI_API}`);
  const seen = await new Promise<{ status: number | undefined; hash: string }>((resolve, reject) => {
    const headers = { host: GEMINI_API, 'x-goog-api-key': DEFAULTS.key };
    // The name leads to this machine, and the certificate is checked by its public key below.
    const at = { host: '127.0.0.1', port: emulator.port, servername: GEMINI_API, rejectUnauthorized: false };
    request({ ...at, path: '/v1beta/models', headers }, (response) => {
      if (!(response.socket instanceof TLSSocket)) throw new Error('The answer came without TLS.');
      const { raw } = response.socket.getPeerCertificate();
      const spki = new X509Certificate(raw).publicKey.export({ type: 'spki', format: 'der' });
      response.resume();
      resolve({ status: response.statusCode, hash: createHash('sha256').update(spki).digest('base64') });
    })
      .on('error', reject)
      .end();
  });
  await emulator.close();
  expect(seen).toEqual({ status: 200, hash: emulator.certificateHash });
});
