import { describe, expect, it } from 'vitest';
import { services, serviceOf, serviceOfModelId } from '../../src/core/services/index.ts';
import { targetFor } from '../../src/core/targets/index.ts';
import { modelKey } from '../../src/core/tuning/model-ref.ts';
import { callsOf, serviceCalls } from '../../src/services/calls.ts';
import { requestsOf, serviceRequests } from '../../src/services/requests.ts';
import { clientOf } from '../support/recording-server.ts';

const PLACE = { project: 'gems-1', region: 'us-central1' };
const { client } = clientOf({ origin: 'http://127.0.0.1:9' });

function idsOf(list: readonly { readonly id: string }[]): readonly string[] {
  return list.map(({ id }) => id).sort();
}

it('each service has all parts: what is known of it, what it is sent, how it is asked, and what it tunes by', () => {
  const ids = idsOf(services);
  expect(ids.length).toBeGreaterThan(1);
  expect(new Set(ids).size).toBe(ids.length);
  expect(idsOf(serviceRequests)).toEqual(ids);
  expect(idsOf(serviceCalls)).toEqual(ids);
  expect(ids.map((id) => targetFor(id, 'sft').service)).toEqual(ids);
  expect(() => serviceOf('another')).toThrow('service "another" is none of this program');
});

describe.each(services)('$id', (service) => {
  it('says what it is called and asks for', () => {
    const { title, shortTitle, credential, words, order } = service;
    for (const text of [title, shortTitle, credential.word, words.modelsFrom, words.filterHelp])
      expect(text).not.toBe('');
    expect(services.filter((other) => other.order === order)).toEqual([service]);
  });

  it('starts, follows and cancels jobs, and can do what it says it can', () => {
    const calls = callsOf(service.id);
    const names = ['create', 'read', 'find', 'list', 'cancel', 'renameModel', 'deleteModel'];
    expect(Object.keys(calls.jobs(client, PLACE)).sort()).toEqual(names.sort());
    expect(calls.models !== null).toBe(service.can.nameModels);
    expect(calls.access !== null).toBe(service.can.share);
  });

  it('asks each of its models where it is, and knows its id again', () => {
    const requests = requestsOf(service.id);
    for (const { id } of service.models) {
      expect(serviceOfModelId(id)).toBe(service);
      const model = service.modelRef(id, PLACE);
      expect(service.catalogueId(model.name)).toBe(id);
      expect(service.isTuned(model.name)).toBe(false);
      const { host, path } = requests.toModel(model, 'generateContent', {}, { purpose: 'Ask' });
      expect(requests.addressOf(model)).toBe(`https://${host}${path}`);
      expect(path).toContain(modelKey(model));
    }
  });
});
