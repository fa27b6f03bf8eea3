import { expect, it } from 'vitest';
import { contentRange, receivedBytes, sessionPath } from '../../../src/services/cloud-storage/byte-range.ts';

it('names the bytes of a piece as HTTP does, the last one included', () => {
  expect(contentRange(0, 100, 1000)).toBe('bytes 0-99/1000');
  expect(contentRange(900, 1000, 1000)).toBe('bytes 900-999/1000');
  expect(contentRange(0, 0, 0)).toBe('bytes */0');
});

it.each([
  ['bytes=0-99', 100],
  ['bytes=0-0', 1],
  [null, null],
  ['bytes=5-99', null],
  ['0-99', null],
])('reads how much has arrived: %s', (range, bytes) => {
  expect(receivedBytes(range)).toBe(bytes);
});

it.each([
  [
    'https://storage.googleapis.com/upload/storage/v1/b/gems/o?uploadType=resumable&name=a%2Fb&upload_id=AD-x_9',
    '/upload/storage/v1/b/gems/o?uploadType=resumable&name=a%2Fb&upload_id=AD-x_9',
  ],
  [
    'http://127.0.0.1:8080/storage.googleapis.com/upload/storage/v1/b/gems/o?upload_id=1',
    '/upload/storage/v1/b/gems/o?upload_id=1',
  ],
  ['/upload/storage/v1/b/gems/o?upload_id=1', '/upload/storage/v1/b/gems/o?upload_id=1'],
  ['https://storage.googleapis.com/upload/storage/v1/b/gems/o?uploadType=resumable', null],
  ['https://storage.googleapis.com/elsewhere?upload_id=1', null],
  ['', null],
  [null, null],
])('takes the session of %s, never its host', (location, path) => {
  expect(sessionPath(location)).toBe(path);
});
