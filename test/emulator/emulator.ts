import { createServer as createHttp, type RequestListener } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import { makeCertificate } from './certificate.ts';
import { createClock, type Clock } from './clock.ts';
import { createFaults, type FaultPlan } from './faults.ts';
import { HOSTS } from './hosts.ts';
import { createRandom } from './random.ts';
import { handle, type SeenRequest } from './server.ts';
import type { EmulatorOptions } from './settings.ts';
import { createState, type EmulatorState } from './state.ts';
import type { World } from './world.ts';

export type { SeenRequest } from './server.ts';
export type { EmulatorOptions } from './settings.ts';

/** Google's services on this machine, as strict as the real ones where these are known. */
export interface Emulator {
  readonly port: number;
  readonly origin: string;
  /** Where a host of Google's is reached: by the first part of the path, or, with TLS, by its own name. */
  originOf(host: string): string;
  /** Base64 of the SHA-256 of its public key, for Chromium's --ignore-certificate-errors-spki-list. */
  readonly certificateHash: string | null;
  readonly clock: Clock;
  readonly faults: FaultPlan;
  readonly requests: readonly SeenRequest[];
  readonly state: EmulatorState;
  settings: EmulatorOptions;
  close(): Promise<void>;
}

/** Starts the services on a free port, or on the one that is asked for. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const certificate = options.tls === true ? makeCertificate(HOSTS) : null;
  const requests: SeenRequest[] = [];
  const faults = createFaults();
  const world: World = {
    settings: { ...options },
    clock: createClock(),
    state: createState(),
    random: createRandom(1),
    originOf: (host) => (certificate === null ? `${origin}/${host}` : `https://${host}`),
  };
  const listener: RequestListener = (message, response) => {
    handle(message, response, world, faults, requests).catch((error: unknown) => {
      // An emulator that fails must not look like a service that does.
      console.error('The emulator failed:', error);
      message.socket.destroy();
    });
  };
  const server = certificate === null ? createHttp(listener) : createHttps(certificate, listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  // A server that listens on a port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  const origin = `${certificate === null ? 'http' : 'https'}://127.0.0.1:${port}`;
  return {
    port,
    origin,
    originOf: (host) => world.originOf(host),
    certificateHash: certificate?.hash ?? null,
    clock: world.clock,
    faults,
    requests,
    state: world.state,
    get settings() {
      return world.settings;
    },
    set settings(settings) {
      world.settings = settings;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
