import { type ConversionSettings, conversionParams } from './settings.ts';

/** A conversion that does what the format needs and nothing else. */
export function plainSettings(format: string): ConversionSettings {
  const initial = Object.entries(conversionParams).map(([name, { initial }]) => [name, initial]);
  // The cast: each parameter with its own initial value.
  return { ...Object.fromEntries(initial), format } as ConversionSettings;
}
