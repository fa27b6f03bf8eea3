/** Thrown where the dataset was deleted while something worked on it. */
export class DatasetGoneError extends Error {
  override name = 'DatasetGoneError';

  constructor(datasetId: string) {
    super(`dataset ${datasetId} is gone`);
  }
}
